import { GraphError } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { childConversationIndex } from '../ids.mts';
import { mediaType, requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import { prefixed, quotedBody } from '../quote.mts';
import type { Mailbox, MessageContent, Recipient, StoredMessage } from '../types.mts';
import { resolveFolder } from './folders.mts';
import { createFromMime } from './messages.mts';
import { answerMessage, onMessage } from './on-message.mts';
import { sendNew } from './send.mts';

type Kind = 'reply' | 'replyAll' | 'forward';
type Json = Record<string, unknown>;

interface Request {
	comment: string;
	changes: Partial<MessageContent>;
}

/** The 400s: DOC message-createreply, message-createforward. Their texts are the simulator's own. */
const conflict = (call: MailCall, message: string): GraphError => new GraphError(400, call.switches.replyConflictCode, message);

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** `toRecipients` of a forward: at the top or in the message, one of them. */
function forwardRecipients(call: MailCall, reader: MessageReader, json: Json, changes: Partial<MessageContent>, mayMiss: boolean): void {
	const top = isGiven(json.toRecipients);
	if (top && changes.toRecipients) throw conflict(call, 'Name toRecipients either beside the message or in it.');
	if (!top && !changes.toRecipients && !mayMiss) throw conflict(call, 'A forward needs toRecipients.');
	if (top) changes.toRecipients = reader.recipients(json.toRecipients);
}

/** An empty comment beside `message.body` is no conflict. INFERRED */
function readRequest(call: MailCall, kind: Kind, asDraft: boolean): Request {
	const isEmpty = call.body.trim() === '' || call.body.trim() === 'null';
	// A body is optional for a draft (DOC message-createforward), and for a reply sent at once. INFERRED
	if (isEmpty && (asDraft || kind !== 'forward')) return { comment: '', changes: {} };
	requireJson(call);
	const reader = new MessageReader(call.switches);
	const members = kind === 'forward' ? ['comment', 'message', 'toRecipients'] : ['comment', 'message'];
	const json = reader.action(reader.parse(call.body), kind, members);
	const comment = reader.optionalText(json.comment) ?? '';
	const named = isGiven(json.message) ? reader.readPartial(json.message) : {};
	const changes: Partial<MessageContent> = Object.fromEntries(Object.entries(named).filter(([name]) => isGiven((json.message as Json)[name])));
	if (comment !== '' && changes.body) throw conflict(call, 'Give either a comment or the body of the message.');
	if (kind === 'forward') forwardRecipients(call, reader, json, changes, asDraft && call.switches.forwardDraftWithoutRecipients === 'accepted');
	return { comment, changes };
}

const addressOf = ({ emailAddress }: Recipient): string => (emailAddress.address ?? '').toLowerCase();

/** Each address once, none of those already there. */
function without(recipients: Recipient[], there: Iterable<string>): Recipient[] {
	const seen = new Set(there);
	return recipients.filter((one) => !seen.has(addressOf(one)) && seen.add(addressOf(one)));
}

/** `replyTo`, else the sender (DOC message-createreply); for all: also To and Cc, without the mailbox itself. RECALL */
function recipientsOf(kind: Kind, mailbox: Mailbox, original: StoredMessage): Pick<MessageContent, 'toRecipients' | 'ccRecipients'> {
	if (kind === 'forward') return { toRecipients: [], ccRecipients: [] };
	const sender = original.from ?? original.sender;
	const answered = original.replyTo.length > 0 ? original.replyTo : sender ? [sender] : [];
	if (kind === 'reply') return { toRecipients: answered, ccRecipients: [] };
	const self = [mailbox.address, mailbox.userPrincipalName, mailbox.mail ?? ''].map((text) => text.toLowerCase());
	const more = without(original.toRecipients, [...self, ...answered.map(addressOf)]);
	const toRecipients = [...answered, ...more];
	return { toRecipients, ccRecipients: without(original.ccRecipients, [...self, ...toRecipients.map(addressOf)]) };
}

/** A forward takes all attachments along, a reply only inline ones. RECALL */
function attachmentsOf(kind: Kind, original: StoredMessage): MessageContent['attachments'] {
	return structuredClone(original.attachments.filter(({ isInline }) => kind === 'forward' || isInline));
}

/** In-Reply-To and References, as the properties that hold them; their tags RECALL */
function threading(original: StoredMessage): MessageContent['singleValueExtendedProperties'] {
	return ['String 0x1042', 'String 0x1039'].map((id) => ({ id, value: original.internetMessageId }));
}

/** The server's message with the caller's members over it; `message.body` replaces the quoted text. OBS dust-tt/dust#18291 */
function compose(call: MailCall, kind: Kind, original: StoredMessage, { comment, changes }: Request): MessageContent {
	const content = new MessageReader(call.switches).read({});
	const nameOf = (address: string): string | undefined => call.store.nameOf(address);
	return {
		...content,
		subject: prefixed(kind === 'forward' ? 'FW' : 'RE', original.subject),
		...structuredClone(recipientsOf(kind, call.mailbox, original)),
		...(changes.body ? {} : { body: quotedBody({ original, comment, htmlForm: call.switches.htmlForm, nameOf, timeZone: call.preferences.timeZone }) }),
		...changes,
		attachments: [...attachmentsOf(kind, original), ...(changes.attachments ?? [])],
		singleValueExtendedProperties: [...threading(original), ...(changes.singleValueExtendedProperties ?? [])],
	};
}

/** The conversation goes on. DOC message-createreply (purpose) */
function thread({ conversationId, conversationIndex }: StoredMessage): Partial<StoredMessage> {
	return { conversationId, conversationIndex: childConversationIndex(conversationIndex) };
}

function createDraft(kind: Kind): (call: MailCall, original: StoredMessage) => GraphAnswer {
	return (call, original) => {
		if (mediaType(call) === 'text/plain') return createFromMime(call, false);
		const request = readRequest(call, kind, true);
		const comment = call.switches.createReplyComment === 'used' ? request.comment : '';
		const content = compose(call, kind, original, { ...request, comment });
		const draft = call.store.create(call.mailbox, resolveFolder(call.store, call.mailbox, 'drafts'), content, thread(original));
		if (kind === 'replyAll' && call.switches.createReplyAllMarksRead && !original.isRead) call.store.update(original, { isRead: true });
		return answerMessage(call, 201, draft);
	};
}

/** 202, kept in Sent Items. Here the comment counts. DOC message-reply, message-forward */
function sendAtOnce(kind: Kind): (call: MailCall, original: StoredMessage) => GraphAnswer {
	return (call, original) => {
		if (mediaType(call) === 'text/plain') return createFromMime(call, false);
		return sendNew(call, compose(call, kind, original, readRequest(call, kind, false)), true, thread(original));
	};
}

export const replyRoutes: Route[] = (['reply', 'replyAll', 'forward'] as const).flatMap((kind) => [
	...onMessage('POST', `create${kind.toLowerCase()}`, createDraft(kind)),
	...onMessage('POST', kind.toLowerCase(), sendAtOnce(kind)),
]);
