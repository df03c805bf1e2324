import type { Message } from '@microsoft/microsoft-graph-types';

import type { AttachedFile } from '../../attachments/file';
import { gatherAttachments } from '../../attachments/gather';
import { ON_EXISTING } from '../../drafts/draftKey';
import type { RawMimeSource } from '../../fields/choices';
import { isRawMime, readOrigin } from '../../fields/messageSource';
import { invalidField, labelOf, read } from '../../fields/read';
import { readText } from '../../fields/values';
import type { Graph } from '../../graph/client';
import type { MessagePlace } from '../../graph/paths';
import { checkSize } from '../../graph/requestSize';
import { filledIn, messageFromFields, messageOver } from '../../message/message';
import { mergeTemplate } from '../../templates/mergeTemplate';
import { senderWarnings, withSender } from '../../message/sender';
import { warningsBefore } from '../../message/warnings';
import { makesCategories } from '../../messages/categories';
import { getMessage } from '../../messages/get';
import { readMessageId } from '../../messages/ids';
import { dressed } from '../../signature/dressed';
import type { Context } from '../operation';
import { supplied, type MimeMessage } from './mimeMessage';

export type AnswerKind = 'createReply' | 'createReplyAll' | 'createForward';

/** What Outlook fills in, and what is entered beside it. */
export type Lists = Pick<Message, 'toRecipients' | 'ccRecipients' | 'bccRecipients'>;

/** A reply or forward as it was entered. */
export interface Answer {
	kind: AnswerKind;
	original: MessagePlace;
	/** A raw MIME message is all there is: what follows is empty. */
	mime: MimeMessage | undefined;
	/** They can be set only while the draft is made. */
	headers: Message['internetMessageHeaders'] | undefined;
	body: Message['body'] | undefined;
	/** The same without what was learned of the sender's dress, which may change from run to run. */
	typed: Message['body'] | undefined;
	recipients: Required<Lists>;
	/** They take the place of those that Outlook fills in. */
	replaces: boolean;
	/** All other properties that were entered. */
	rest: Message;
	files: AttachedFile[];
	timeZone: string | undefined;
	simplify: boolean;
	warnings: string[];
}

/** What is known when the draft is made. */
export interface Answering extends Context {
	answer: Answer;
	/** The message that is answered or forwarded. */
	answered: Message;
	/** The service's time before the first try. */
	began: number;
	/** A key is given. Then the draft is known again whatever happens; without, nothing needs to be in the request. */
	hasKey: boolean;
	/** Names the conversation: only its drafts can be mistaken for each other. */
	group: string;
	/** Names account and mailbox: whether the service keeps properties is learned for each. */
	keeper: string;
}

/** Reads the fields; what cannot be is rejected here, before the draft is made. */
export async function readAnswer(context: Context, kind: AnswerKind): Promise<Answer> {
	const { mailbox, fields } = context;
	const original = { mailbox, id: readMessageId(fields.messageId, labelOf('messageId')) };
	const { source } = readOrigin(fields);
	const simplify = read.flag(fields, 'simplify', true);
	const replaces = read.choice(fields, 'recipients', ['add', 'replace']) === 'replace';
	if (read.choice(fields, 'onExisting', ON_EXISTING) === 'update')
		throw invalidField(
			'onExisting',
			'a reply or forward that exists cannot be updated, because its text is already above the history.',
			'Choose to return it, and change it with Update Draft.',
		);
	const about = { kind, original, replaces, simplify, timeZone: readTimeZone(fields.timeZone) };
	return { ...about, ...(isRawMime(source) ? await fromMime(context, source) : await fromFields(context)) };
}

type Content = Pick<Answer, 'mime' | 'headers' | 'body' | 'typed' | 'recipients' | 'rest' | 'files' | 'warnings'>;

async function fromMime({ fields }: Context, source: RawMimeSource): Promise<Content> {
	const mime = await supplied(source, fields);
	return {
		mime,
		headers: undefined,
		body: undefined,
		typed: undefined,
		recipients: { toRecipients: [], ccRecipients: [], bccRecipients: [] },
		rest: {},
		files: [],
		warnings: [...mime.summary.warnings],
	};
}

async function fromFields(context: Context): Promise<Content> {
	const { graph, mailbox, fields } = context;
	const { entered, ofTemplate, told } = await enteredIn(context);
	const dress = await dressed(context, entered, 'reply', { hasOwnFont: ofTemplate !== undefined });
	const { message, files, warnings } = await gatherAttachments(graph, fields, mailbox, dress.message, [
		...(ofTemplate ?? []),
		...dress.images,
	]);
	const {
		internetMessageHeaders: headers,
		body,
		toRecipients = [],
		ccRecipients = [],
		bccRecipients = [],
		...rest
	} = message;
	const foreseen = warningsBefore(
		{ ...rest, ...(body ? { body } : {}), ...(headers ? { internetMessageHeaders: headers } : {}) },
		{ makesCategories: makesCategories(fields) },
	);
	checkSize({ ...rest, body });
	return {
		mime: undefined,
		headers,
		body,
		typed: dress.message === entered ? body : entered.body,
		recipients: { toRecipients, ccRecipients, bccRecipients },
		rest,
		files,
		warnings: [...told, ...foreseen, ...senderWarnings(mailbox, rest), ...dress.warnings, ...warnings],
	};
}

/** Of a template the text with its images and files: Outlook has its own subject and recipients for an answer. */
async function enteredIn(
	context: Context,
): Promise<{ entered: Message; ofTemplate: AttachedFile[] | undefined; told: string[] }> {
	const { fields, mailbox } = context;
	if (readOrigin(fields).source !== 'template')
		return { entered: withSender(messageFromFields(fields), mailbox), ofTemplate: undefined, told: [] };
	const over = filledIn(fields);
	const { message, files, warnings } = await mergeTemplate(context, over, 'body');
	return { entered: withSender(messageOver(message, over, fields), mailbox), ofTemplate: files, told: warnings };
}

/** Names of zones hold no quotes (resources/datetimetimezone), which would end the header's value. */
function readTimeZone(value: unknown): string | undefined {
	const zone = readText(value, labelOf('timeZone'))?.trim() ?? '';
	if (!/^[\w .+/()-]*$/.test(zone))
		throw invalidField(
			'timeZone',
			`"${zone}" is not the name of a time zone.`,
			'For example "W. Europe Standard Time" or "Europe/Berlin".',
		);
	return zone === '' ? undefined : zone;
}

/** Reads the message that is answered or forwarded. */
export async function readAnswered(graph: Graph, original: MessagePlace): Promise<Message> {
	const answered = await getMessage(graph, original, {
		task: 'read the message',
		select: 'id,subject,conversationId,receivedDateTime,isRead,isDraft',
		anyMessage: true,
	});
	if (answered.isDraft === true)
		throw invalidField(
			'messageId',
			'this is a draft, which cannot be replied to or forwarded.',
			'Choose a message that was received or sent.',
		);
	return answered;
}
