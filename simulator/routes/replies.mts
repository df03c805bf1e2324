import { thread } from '../conversation.mts';
import { GraphError } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { mediaType, requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import { claimNames } from '../named-properties.mts';
import { prefixed, quotedBody } from '../quote.mts';
import type { ItemBody, Mailbox, MessageContent, Recipient, StoredMessage } from '../types.mts';
import { resolveFolder } from './folders.mts';
import { readRequest } from './mime.mts';
import type { MimeRequest } from './mime.mts';
import { answerMessage, onMessage } from './on-message.mts';
import { sendNew } from './send.mts';

type Kind = 'reply' | 'replyAll' | 'forward';
type Json = Record<string, unknown>;

interface Request {
	comment: string;
	changes: Partial<MessageContent>;
}

/** The 400s: DOC message-createreply, message-createforward. Their texts are the simulator's own. */
const conflict = (call: MailCall, message: string): GraphError =>
	new GraphError(400, call.switches.replyConflictCode, message);

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** `toRecipients` of a forward: at the top or in the message, one of them. */
function forwardRecipients(
	call: MailCall,
	reader: MessageReader,
	json: Json,
	changes: Partial<MessageContent>,
	mayMiss: boolean,
): void {
	const top = isGiven(json.toRecipients);
	if (top && changes.toRecipients) throw conflict(call, 'Name toRecipients either beside the message or in it.');
	if (!top && !changes.toRecipients && !mayMiss) throw conflict(call, 'A forward needs toRecipients.');
	if (top) changes.toRecipients = reader.recipients(json.toRecipients);
}

/** An empty comment beside `message.body` is no conflict. INFERRED */
function readJson(call: MailCall, kind: Kind, asDraft: boolean): Request {
	const isEmpty = call.body.trim() === '' || call.body.trim() === 'null';
	// A body is optional for a draft (DOC message-createforward), and for a reply sent at once. INFERRED
	if (isEmpty && (asDraft || kind !== 'forward')) return { comment: '', changes: {} };
	requireJson(call);
	const reader = new MessageReader(call.switches);
	const members = kind === 'forward' ? ['comment', 'message', 'toRecipients'] : ['comment', 'message'];
	const json = reader.action(reader.parse(call.body), kind, members);
	const comment = reader.optionalText(json.comment) ?? '';
	const named = isGiven(json.message) ? reader.readPartial(json.message) : {};
	const changes: Partial<MessageContent> = Object.fromEntries(
		Object.entries(named).filter(([name]) => isGiven((json.message as Json)[name])),
	);
	if (comment !== '' && changes.body) throw conflict(call, 'Give either a comment or the body of the message.');
	if (kind === 'forward')
		forwardRecipients(
			call,
			reader,
			json,
			changes,
			asDraft && call.switches.forwardDraftWithoutRecipients === 'accepted',
		);
	return { comment, changes };
}

const addressOf = ({ emailAddress }: Recipient): string => (emailAddress.address ?? '').toLowerCase();

/** Each address once, none of those already there. */
function without(recipients: Recipient[], there: Iterable<string>): Recipient[] {
	const seen = new Set(there);
	return recipients.filter((one) => !seen.has(addressOf(one)) && seen.add(addressOf(one)));
}

/** `replyTo`, else the sender (DOC message-createreply); for all: also To and Cc, without the mailbox itself (RECALL). To all of a message of one's own: its recipients alone. OBS Nango (2026) */
function recipientsOf(
	kind: Kind,
	mailbox: Mailbox,
	original: StoredMessage,
): Pick<MessageContent, 'toRecipients' | 'ccRecipients'> {
	if (kind === 'forward') return { toRecipients: [], ccRecipients: [] };
	const sender = original.from ?? original.sender;
	const answered = original.replyTo.length > 0 ? original.replyTo : sender ? [sender] : [];
	if (kind === 'reply') return { toRecipients: answered, ccRecipients: [] };
	const self = addressesOf(mailbox);
	if (answered.length > 0 && answered.every((one) => self.includes(addressOf(one))))
		return { toRecipients: original.toRecipients, ccRecipients: original.ccRecipients };
	const more = without(original.toRecipients, [...self, ...answered.map(addressOf)]);
	const toRecipients = [...answered, ...more];
	return { toRecipients, ccRecipients: without(original.ccRecipients, [...self, ...toRecipients.map(addressOf)]) };
}

const addressesOf = ({ address, userPrincipalName, mail }: Mailbox): string[] =>
	[address, userPrincipalName, mail ?? ''].map((text) => text.toLowerCase());

/** A forward takes all attachments along, a reply only inline ones. RECALL */
function attachmentsOf(kind: Kind, original: StoredMessage): MessageContent['attachments'] {
	return structuredClone(original.attachments.filter(({ isInline }) => kind === 'forward' || isInline));
}

/** In-Reply-To and References, as the properties that hold them; their tags RECALL. The references go on from those of the original. RFC 5322 */
function threading(original: StoredMessage): MessageContent['singleValueExtendedProperties'] {
	const before = original.singleValueExtendedProperties.find(({ id }) => id === 'String 0x1039')?.value;
	const references = before ? `${before} ${original.internetMessageId}` : original.internetMessageId;
	return [
		{ id: 'String 0x1042', value: original.internetMessageId },
		{ id: 'String 0x1039', value: references },
	];
}

/** A space stands behind what replaces the quotation. OBS n8n (2023) */
function withSpace({ contentType, content }: ItemBody): ItemBody {
	const end = content.lastIndexOf('</body>');
	return end < 0
		? { contentType, content }
		: { contentType, content: `${content.slice(0, end)} ${content.slice(end)}` };
}

/** The server's message with the caller's members over it; `message.body` replaces the quoted text. OBS dust-tt/dust#18291 */
function compose(call: MailCall, kind: Kind, original: StoredMessage, { comment, changes }: Request): MessageContent {
	const content = new MessageReader(call.switches).read({});
	const nameOf = (address: string): string | undefined => call.store.nameOf(address);
	const self = { emailAddress: { name: call.mailbox.displayName, address: call.mailbox.address } };
	return {
		...content,
		// OBS Nango (2026), n8n (2023), MA-CPL1 (2026); of a forward INFERRED
		from: self,
		sender: changes.from && !changes.sender ? changes.from : self,
		subject: prefixed(kind === 'forward' ? 'FW' : 'RE', original.subject),
		...structuredClone(recipientsOf(kind, call.mailbox, original)),
		...(changes.body
			? {}
			: {
					body: quotedBody({
						original,
						comment,
						htmlForm: call.switches.htmlForm,
						locale: call.switches.mailboxLocale,
						nameOf,
						self: addressesOf(call.mailbox),
						timeZone: call.preferences.timeZone,
					}),
				}),
		...changes,
		...(changes.body?.contentType === 'html' ? { body: withSpace(changes.body) } : {}),
		attachments: [...attachmentsOf(kind, original), ...(changes.attachments ?? [])],
		singleValueExtendedProperties: [...threading(original), ...(changes.singleValueExtendedProperties ?? [])],
	};
}

/**
 * A reply in MIME: the text is the caller's alone, it goes to whom the original says (DOC message-reply: its sender) and on in the
 * original's conversation. A subject or threading fields that the MIME lacks are the server's; a forward goes to the MIME's recipients. INFERRED
 * The source is kept only if it says the same.
 */
function composeMimeReply(
	call: MailCall,
	kind: Kind,
	original: StoredMessage,
	{ content, more }: MimeRequest,
): MimeRequest {
	const answered = recipientsOf(kind, call.mailbox, original);
	const to = kind === 'forward' ? content.toRecipients : answered.toRecipients;
	const cc = kind === 'replyAll' ? answered.ccRecipients : content.ccRecipients;
	const isSame =
		content.subject !== null && sameAddresses(to, content.toRecipients) && sameAddresses(cc, content.ccRecipients);
	const properties = content.singleValueExtendedProperties;
	return {
		content: {
			...content,
			subject: content.subject ?? prefixed(kind === 'forward' ? 'FW' : 'RE', original.subject),
			toRecipients: structuredClone(to),
			ccRecipients: structuredClone(cc),
			singleValueExtendedProperties: properties.some(({ id }) => isThreading(id))
				? properties
				: [...threading(original), ...properties],
		},
		more: { ...more, ...thread(original), mime: isSame ? more.mime : undefined },
	};
}

/** S/MIME, signed or encrypted, and mail with protected rights. */
const isSealed = ({ attachments }: StoredMessage): boolean =>
	attachments.some(
		({ name, contentType }) =>
			/^smime\.p7[ms]$|\.rpmsg$/i.test(name) ||
			/^(?:application\/(?:x-)?pkcs7-|multipart\/signed)/i.test(contentType ?? ''),
	);

/** Graph would have to open what it cannot. OBS docs#7258, contrib#5787 */
const cannotOpen = (): GraphError =>
	new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store., Cannot open attachment.');

const isThreading = (id: string): boolean => id === 'String 0x1042' || id === 'String 0x1039';

const sameAddresses = (one: Recipient[], other: Recipient[]): boolean =>
	JSON.stringify(one.map(addressOf)) === JSON.stringify(other.map(addressOf));

async function prepare(call: MailCall, kind: Kind, original: StoredMessage, asDraft: boolean): Promise<MimeRequest> {
	if (mediaType(call) === 'text/plain') return composeMimeReply(call, kind, original, await readRequest(call));
	const { comment, changes } = readJson(call, kind, asDraft);
	if (kind === 'forward' && call.switches.encryptedForward === 'refused' && isSealed(original)) throw cannotOpen();
	const shown = asDraft && call.switches.createReplyComment === 'ignored' ? '' : comment;
	return { content: compose(call, kind, original, { comment: shown, changes }), more: thread(original) };
}

function createDraft(kind: Kind): (call: MailCall, original: StoredMessage) => Promise<GraphAnswer> {
	return async (call, original) => {
		const { content, more } = await prepare(call, kind, original, true);
		claimNames(call, content);
		const draft = call.store.create(call.mailbox, resolveFolder(call.store, call.mailbox, 'drafts'), content, more);
		if (kind === 'replyAll' && call.switches.createReplyAllMarksRead && !original.isRead)
			call.store.setRead(original, true);
		return answerMessage(call, 201, draft);
	};
}

/** 202, kept in Sent Items. Here the comment counts. DOC message-reply, message-forward */
function sendAtOnce(kind: Kind): (call: MailCall, original: StoredMessage) => Promise<GraphAnswer> {
	return async (call, original) => {
		const { content, more } = await prepare(call, kind, original, false);
		return sendNew(call, content, true, more);
	};
}

export const replyRoutes: Route[] = (['reply', 'replyAll', 'forward'] as const).flatMap((kind) => [
	...onMessage('POST', `create${kind.toLowerCase()}`, createDraft(kind)),
	...onMessage('POST', kind.toLowerCase(), sendAtOnce(kind)),
]);
