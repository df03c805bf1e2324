import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { quoted } from '../errors';
import { hasActiveContent } from '../html/activeContent';
import { htmlToText } from '../html/htmlToText';
import { propertyKey } from './extendedProperties';
import { droppedHeaders } from './headers';
import { withoutEffect } from './messageJson';
import { withoutSignature } from './signature';

/** Recipients that Exchange Online takes in one message (resources/message). */
const MOST_RECIPIENTS = 500;
/** What Outlook shows of a subject (RECALL). */
const LONGEST_SUBJECT = 255;
/**
 * What Outlook is going to do differently with a message than it was asked for. `makesCategories`: its categories are added to the
 * mailbox's own list.
 */
export function warningsBefore(message: Message, { makesCategories = false } = {}): string[] {
	const recipients = [message.toRecipients, message.ccRecipients, message.bccRecipients].reduce(
		(sum, list) => sum + (list?.length ?? 0),
		0,
	);
	const { body, categories, subject } = message;
	const headers = droppedHeaders((message.internetMessageHeaders ?? []) as Array<{ name: string; value: string }>);
	const idle = withoutEffect(message);
	const isHtml = body?.contentType?.toLowerCase() === 'html';
	return present([
		isHtml &&
			hasActiveContent(body?.content ?? '') &&
			'Outlook removes active content such as scripts, forms and event handlers from the HTML of the body.',
		isHtml &&
			losesLines(body?.content ?? '') &&
			'The body is HTML without any tag, so its line breaks are not shown. Choose Text as HTML in Body Type to keep them.',
		body && !body.contentType && 'The body has no contentType, so Outlook treats it as plain text.',
		!makesCategories &&
			categories &&
			categories.length > 0 &&
			`Categories that the mailbox does not have in its own list are kept, but shown without a colour: ${categories.join(', ')}.`,
		headers.length > 0 && `Exchange removes its own headers: ${headers.join(', ')}.`,
		recipients > MOST_RECIPIENTS &&
			`There are ${recipients} recipients; Exchange Online sends a message to at most ${MOST_RECIPIENTS}.`,
		subject &&
			subject.length > LONGEST_SUBJECT &&
			`Outlook shows the first ${LONGEST_SUBJECT} characters of the subject, which has ${subject.length}.`,
		idle.length > 0 && `Outlook fills these members in itself, so they have no effect: ${idle.join(', ')}.`,
		isNoDraft(message) &&
			'The extended property Integer 0x0E07 without 8 (unsent) makes a message that is not a draft: nobody can send it from Outlook.',
	]);
}

/** Text that someone took for HTML: between its words nothing but line breaks makes lines. */
function losesLines(html: string): boolean {
	const text = withoutSignature(html).trim();
	return /[\r\n]/.test(text) && !/<[a-z/!]/i.test(text);
}

/** PidTagMessageFlags without "unsent" at a create (OBS: seen with value 1). */
function isNoDraft({ singleValueExtendedProperties: properties }: Message): boolean {
	const flags = properties?.find(({ id }) => propertyKey(id ?? '') === propertyKey('Integer 0x0E07'));
	return flags !== undefined && (Number(flags.value) & 8) === 0;
}

/** In what the draft, as Outlook answered it, differs from what was sent. */
export function warningsAfter(sent: Message, draft: Message, graphUrl: string): string[] {
	const changed = present([
		differs(sent.subject, draft.subject) && `the subject is ${quoted(draft.subject ?? '')}`,
		differs(lower(sent.importance), lower(draft.importance)) && `the importance is ${draft.importance}`,
		differs(addresses(sent.toRecipients), addresses(draft.toRecipients)) && 'the recipients in To',
		differs(addresses(sent.ccRecipients), addresses(draft.ccRecipients)) && 'the recipients in Cc',
		differs(addresses(sent.bccRecipients), addresses(draft.bccRecipients)) && 'the recipients in Bcc',
		differs(addresses(sent.replyTo), addresses(draft.replyTo)) && 'the addresses in Reply To',
		differs(listed(sent.categories, String), listed(draft.categories, String)) && 'the categories',
		differs(lower(sent.flag?.flagStatus), lower(draft.flag?.flagStatus)) && 'the flag',
		differs(sent.isRead, draft.isRead) && 'whether it is marked as read',
		differs(sent.isReadReceiptRequested, draft.isReadReceiptRequested) && 'the read receipt',
		differs(sent.isDeliveryReceiptRequested, draft.isDeliveryReceiptRequested) && 'the delivery receipt',
		readsDifferently(sent.body, draft.body) && 'the text of the body',
	]);
	return present([
		changed.length > 0 && `Outlook changed what it was given: ${changed.join(', ')}.`,
		draft.isDraft === false && 'Outlook created a message that is not a draft.',
		leadsElsewhere(draft.webLink, graphUrl) &&
			`The link of the draft leads to ${new URL(draft.webLink!).host}, another part of Microsoft 365 than ` +
				`this account's: it opens for people who sign in there.`,
	]);
}

/** Only what was sent and came back can differ. */
function differs<T>(sent: T | null | undefined, stored: T | null | undefined): boolean {
	return sent !== undefined && sent !== null && stored !== undefined && stored !== null && sent !== stored;
}

function addresses(recipients: Recipient[] | null | undefined): string | undefined {
	return listed(recipients, (recipient) =>
		String((recipient as Recipient | null)?.emailAddress?.address ?? '').toLowerCase(),
	);
}

/** An answer of another shape than Graph's must not turn a draft that exists into a failure: it is not compared. */
function listed(value: unknown, show: (entry: unknown) => string): string | undefined {
	return Array.isArray(value) ? value.map(show).join('\n') : undefined;
}

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : undefined);

/** HTML is wrapped and rewritten in any case, so what a reader sees is compared. */
function readsDifferently(sent: Message['body'], stored: Message['body']): boolean {
	const isSameType = lower(sent?.contentType) === lower(stored?.contentType);
	return !(isSameType && isWrapped(sent?.content, stored?.content)) && differs(textOf(sent), textOf(stored));
}

/** Mostly it is only wrapped, which is seen without reading all of the HTML. */
function isWrapped(sent: unknown, stored: unknown): boolean {
	if (typeof sent !== 'string' || typeof stored !== 'string') return false;
	const start = stored.indexOf(sent);
	const around = stored.slice(0, start) + stored.slice(start + sent.length);
	return start >= 0 && /^(?:\s|<\/?(?:html|head|meta|body)\b[^<>]*>)*$/i.test(around);
}

function textOf(body: Message['body']): string | undefined {
	if (typeof body?.content !== 'string') return undefined;
	const text = lower(body.contentType) === 'html' ? htmlToText(body.content) : body.content;
	return text.replace(/\s+/g, '');
}

/** By cloud: Graph's host and where its Outlook on the web is (deployments; the addresses of Outlook RECALL). */
const OUTLOOK_OF: Record<string, RegExp> = {
	'graph.microsoft.com': /(?:^|\.)outlook\.(?:(?:office365|office|live)\.com|cloud\.microsoft)$/,
	'graph.microsoft.us': /(?:^|\.)outlook\.office(?:365)?\.us$/,
	'dod-graph.microsoft.us': /(?:^|\.)outlook-dod\.office365\.us$|(?:^|\.)webmail\.apps\.mil$/,
	'microsoftgraph.chinacloudapi.cn': /(?:^|\.)partner\.outlook\.cn$/,
};

/** Nothing is known about custom addresses. */
function leadsElsewhere(link: string | null | undefined, graphUrl: string): boolean {
	const outlook = OUTLOOK_OF[new URL(graphUrl).host];
	return outlook !== undefined && typeof link === 'string' && URL.canParse(link) && !outlook.test(new URL(link).host);
}

const present = (texts: Array<string | false | 0 | '' | null | undefined>): string[] =>
	texts.filter((text): text is string => typeof text === 'string' && text !== '');
