import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import type { AttachedFile } from '../attachments/file';
import type { ItemIdentity } from '../drafts/memory';
import type { DraftError } from '../errors';
import type { FieldValues } from '../fields';
import { FONTS, SIGNATURE_SOURCES } from '../fields/choices';
import { invalidField, labelOf, read } from '../fields/read';
import type { Graph } from '../graph/client';
import { beginOfBody } from '../html/join';
import { textToHtml } from '../html/textToHtml';
import type { ItemBody } from '../message/body';
import { enteredSignature, readSignature } from '../message/message';
import { addressOf } from '../message/sender';
import { endOfDocument, splitAtSignature, withSignature } from '../message/signature';
import { readMessageId } from '../messages/ids';
import { AS_SIGNATURE, readTemplate } from '../templates/readTemplate';
import type { Variant, Writer } from './dress';
import { styleOf } from './font';
import { carryOver, learn, type Learned, type Learning, type Signature } from './learned';
import { outlineOf } from './outline';
import { readStyles } from './styles';
import { perRun } from '../perRun';

/** For which mails a signature may be learned. */
export const VARIANTS: readonly Variant[] = ['new', 'reply'];

/** A message in the person's own dress. */
export interface Dressed {
	message: Message;
	/** The pictures of the signature, which go with the message. */
	images: AttachedFile[];
	warnings: string[];
	/** In words, for a dry run. */
	summary: string[];
}

interface Dressing {
	graph: Graph;
	account: Account;
	mailbox: string;
	fields: FieldValues;
	item: Pick<ItemIdentity, 'run'>;
}

/**
 * Puts the signature below the text and the text into the font, as the fields want it: from a draft, or as in the mails that the sender has
 * written in Outlook. Without these fields the message stays as it is, and nothing is asked. What is not found is said and costs no draft.
 * `hasOwnFont`: its text was written in Outlook, as a template is.
 */
export async function dressed(
	dressing: Dressing,
	message: Message,
	kind: Variant,
	{ hasOwnFont = false } = {},
): Promise<Dressed> {
	const { fields } = dressing;
	const { signatureTemplate: template } = fields;
	const variant = read.choice(fields, 'signatureFor', VARIANTS) ?? kind;
	const source = read.choice(fields, 'signatureFrom', SIGNATURE_SOURCES) ?? 'text';
	const isInOutlooksFont = read.choice(fields, 'font', FONTS) === 'asInOutlook' && !hasOwnFont;
	if (source === 'text' && !isInOutlooksFont) return { message, images: [], warnings: [], summary: [] };

	const learning = source === 'sentMail' || isInOutlooksFont ? await learnOnce(dressing, message) : undefined;
	const told: Told = { warnings: [], summary: [] };
	if (learning && 'denied' in learning) told.warnings.push(denied(learning.denied));
	const learned = learning && 'denied' in learning ? undefined : learning;

	const inFont = isInOutlooksFont && learned ? withFont(message, readSignature(fields), learned, told) : message;
	const signature =
		source === 'template'
			? await fromTemplate(dressing, template)
			: source === 'sentMail' && learned
				? await fromSentMail(learned, variant, told)
				: undefined;
	const otherwise = source === 'text' ? '' : enteredSignature(fields);
	return { ...signed(inFont, signature, { otherwise, told }), ...told };
}

interface Told {
	warnings: string[];
	summary: string[];
}

const denied = ({ message }: DraftError) =>
	`The draft does not look as in Outlook, because Sent Items cannot be read, which needs the permission Mail.Read: ${message}`;

function signed(
	message: Message,
	signature: Signature | undefined,
	{ otherwise, told }: { otherwise: string; told: Told },
): Pick<Dressed, 'message' | 'images'> {
	const body = (message.body ?? undefined) as ItemBody | undefined;
	const html = signature?.html ?? otherwise;
	if (signature && hasAlready(body, signature)) {
		told.warnings.push('The text ends with the signature already, so it was not added again.');
		return { message, images: [] };
	}
	const isText = body !== undefined && body.contentType?.toLowerCase() !== 'html';
	told.warnings.push(...(signature?.warnings ?? []));
	if (signature) told.summary.push(`Signature: ${signature.text.split('\n').join(' / ')}`);
	const withIt = withSignature(body, html);
	return { message: withIt ? { ...message, body: withIt } : message, images: isText ? [] : (signature?.images ?? []) };
}

/** A text that a template or a person has signed already. */
function hasAlready(body: ItemBody | undefined, { text }: Signature): boolean {
	const content = body?.content ?? '';
	if (content === '') return false;
	const html = body?.contentType?.toLowerCase() === 'html' ? content : textToHtml(content);
	const lines = linesIn(html);
	const wanted = text.split('\n');
	return wanted.length <= lines.length && wanted.every((line, at) => lines.at(at - wanted.length) === line);
}

const linesIn = (html: string): string[] =>
	outlineOf(html)
		.lines.map(({ text }) => text)
		.filter((text) => text !== '');

/** Our text alone gets the font: not a signature that was entered, and not what is quoted. */
function withFont(message: Message, signature: string, { font }: Learned, told: Told): Message {
	if (message.body?.contentType?.toLowerCase() !== 'html' || !message.body.content) return message;
	if (!font) {
		told.warnings.push(NO_FONT);
		return message;
	}
	told.summary.push(`Font: ${[font.face, font.size, font.color].filter(Boolean).join(', ')}`);
	const html = message.body.content;
	const from = beginOfBody(html);
	const [text, rest] = splitAtSignature(html.slice(from, endOfDocument(html)), signature);
	const inFont = `<div style="${styleOf(font)}">${text}</div>`;
	const content = html.slice(0, from) + inFont + rest + html.slice(endOfDocument(html));
	return { ...message, body: { ...message.body, content } };
}

const NO_FONT =
	'The text has no font of its own, since the mails in Sent Items do not say in which font they were written, or there are none.';

async function fromSentMail(learned: Learned, variant: Variant, told: Told): Promise<Signature | undefined> {
	const found = learned.found[variant];
	if (found.kind === 'found') return await learned.signature(variant);
	told.warnings.push(found.kind === 'several' ? SEVERAL : noneAmong(found.looked, variant));
	return undefined;
}

/** Says what was not found, for people. */
export const noneAmong = (looked: number, variant: Variant): string => {
	const kind = variant === 'new' ? 'mails' : 'replies';
	const where =
		looked === 0
			? `there are no ${kind} of this sender in Sent Items`
			: `the newest ${kind} of this sender in Sent Items (${looked}) have none in common`;
	return `No signature was found: ${where}. If your company adds signatures on its mail server, it adds them when the draft is sent.`;
};

export const SEVERAL =
	'No signature was added: the mails in Sent Items of this mailbox are signed by several people, and nothing says which of ' +
	'the signatures is right. Take it from a draft instead.';

async function fromTemplate({ graph, account, mailbox, item }: Dressing, given: unknown): Promise<Signature> {
	if (given === undefined || given === null || given === '')
		throw invalidField(
			'signatureTemplate',
			'it is empty.',
			'Choose the draft that holds the signature, or let it be taken from sent mail.',
		);
	const place = { mailbox, id: readMessageId(given, labelOf('signatureTemplate')) };
	const { message, files } = await readTemplate(graph, account, place, item.run, AS_SIGNATURE);
	const { contentType, content } = message.body ?? {};
	const html = contentType?.toLowerCase() === 'html' ? (content ?? '') : textToHtml(content ?? '');
	const inside = html.slice(beginOfBody(html), endOfDocument(html));
	const carried = await carryOver(graph, place, { html: inside, sheet: readStyles(html), files });
	return { ...carried, html: `<div id="Signature">${carried.html}</div>`, text: linesIn(html).join('\n') };
}

interface Kept {
	learning: Promise<Learning>;
	/** Host's time of when it was begun, and of the last item that used it. */
	begun: number;
	used: number;
}

const keptOf = perRun<Kept>();
/** A pause as long as this begins another run where flows never end, and nothing is kept longer than that. In milliseconds. */
const RUN_ENDS_AFTER = 60_000;
const OLDEST = 3_600_000;
const MOST_KEPT = 20;

/** What is learned of a sender is learned once in a run. */
export async function learnOnce({ graph, account, mailbox, item }: Dressing, message: Message): Promise<Learning> {
	const kept = keptOf(item.run ?? account);
	const from = message.from?.emailAddress?.address?.toLowerCase();
	const key = JSON.stringify([account.graphUrl, account.clientId, mailbox.toLowerCase(), from]);
	const now = graph.now();
	const known = kept.get(key);
	const isOver = known && (now - known.used > RUN_ENDS_AFTER || now - known.begun > OLDEST);
	const entry = known && !isOver ? known : { learning: learnOf(graph, account, mailbox, from), begun: now, used: now };
	entry.used = now;
	kept.delete(key);
	kept.set(key, entry);
	for (const other of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(other);
	return await entry.learning.catch((reason: unknown) => {
		if (kept.get(key) === entry) kept.delete(key);
		throw reason;
	});
}

async function learnOf(graph: Graph, account: Account, mailbox: string, from: string | undefined): Promise<Learning> {
	const own = mailbox === 'me' ? undefined : addressOf(mailbox)?.toLowerCase();
	const person = () => graph.host.me?.()?.toLowerCase();
	const writer = (): Writer => {
		const me = person();
		const address = from ?? own ?? (mailbox === 'me' ? me : undefined);
		return {
			...(address === undefined ? {} : { from: address }),
			...(from !== undefined && from !== own && !(mailbox === 'me' && from === me) ? { onlyFrom: true } : {}),
			...(me === undefined ? {} : { person: me }),
			signers:
				mailbox === 'me' || (me !== undefined && own === me)
					? 'one'
					: account.signIn === 'application'
						? 'perhapsOne'
						: 'several',
		};
	};
	const learning = await learn(graph, mailbox, writer);
	if (!isOfNobody(learning) || writer().from === undefined || !mayUseOwn(account, mailbox)) return learning;
	// Unless an administrator has changed it, what a person sends from a shared mailbox is kept in that person's own Sent Items.
	const mine = await learn(graph, 'me', () => ({ ...writer(), onlyFrom: true, signers: 'one' }));
	return isOfNobody(mine) ? learning : mine;
}

const isOfNobody = (learning: Learning): boolean =>
	'denied' in learning || Object.values(learning.found).every((found) => found.kind === 'none' && found.looked === 0);

function mayUseOwn({ signIn, limits: { allowedMailboxes } }: Account, mailbox: string): boolean {
	const isAllowed = allowedMailboxes.length === 0 || allowedMailboxes.includes('me');
	return mailbox !== 'me' && signIn === 'delegated' && isAllowed;
}
