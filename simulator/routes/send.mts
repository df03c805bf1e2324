import { GraphError, itemNotFound } from '../errors.mts';
import { propertyKey } from '../extended-properties.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { mediaType, requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import { claimNames } from '../named-properties.mts';
import { senderOf } from '../send-rights.mts';
import type { MessageContent, StoredMessage } from '../types.mts';
import { resolveFolder } from './folders.mts';
import { readRequest } from './mime.mts';
import { onMessage } from './on-message.mts';

type Addressed = Pick<MessageContent, 'toRecipients' | 'ccRecipients' | 'bccRecipients'>;

/** Without recipients: OBS java#831. A bad address: OBS Microsoft365R#110, aomail-app#11 (code, text); what counts as bad INFERRED */
export function requireRecipients({ toRecipients, ccRecipients, bccRecipients }: Addressed): void {
	const all = [...toRecipients, ...ccRecipients, ...bccRecipients];
	const refuse = (more: string): GraphError =>
		new GraphError(400, 'ErrorInvalidRecipients', `At least one recipient is not valid.${more}`);
	if (all.length === 0) throw refuse(", A message can't be sent because it contains no recipients.");
	const wrong = all.find(({ emailAddress }) => !/^[^\s@<>]+@[^\s@<>]+$/.test(emailAddress.address ?? ''))?.emailAddress;
	if (!wrong) return;
	const named = wrong.address ?? wrong.name ?? '';
	throw refuse(
		`, Recipient '${named}' is not resolved. All recipients must be resolved before a message can be submitted.`,
	);
}

/** Sends what has not been a draft. Nothing is delivered anywhere: the simulator's own limit. */
export function sendNew(
	call: MailCall,
	content: MessageContent,
	save: boolean,
	more: Partial<StoredMessage> = {},
): GraphAnswer {
	requireRecipients(content);
	content = { ...content, ...senderOf(call, content) };
	claimNames(call, content);
	if (save) {
		const drafts = resolveFolder(call.store, call.mailbox, 'drafts');
		const later = deferredMs(content);
		if (later > 0) {
			const waiting = call.store.create(call.mailbox, drafts, structuredClone(content), more);
			call.store.send(call.mailbox, waiting, 'kept', later);
			if (call.switches.sendMailDeferred === 'later') return { status: 202 };
		}
		const keep = (): void =>
			call.store.send(call.mailbox, call.store.create(call.mailbox, drafts, content, more), 'kept');
		// It never lies in Drafts, it only turns up late in Sent Items. OBS inbox-zero#1239
		if (call.switches.sendDelayMs > 0) call.store.later.after(call.switches.sendDelayMs, keep);
		else keep();
	}
	return { status: 202 };
}

/** PidTagDeferredSendTime: until then the message stays where it is. The tag RECALL, its use OBS openonion/connectonion#1417; where it waits INFERRED */
function deferredMs({
	singleValueExtendedProperties: properties,
}: Pick<MessageContent, 'singleValueExtendedProperties'>): number {
	const time = properties.find(({ id }) => propertyKey(id) === propertyKey('SystemTime 0x3FEF'))?.value;
	const ms = Date.parse(time ?? '') - Date.now();
	// Timers hold no more.
	return Number.isNaN(ms) ? 0 : Math.min(ms, 2 ** 31 - 1);
}

/** 202 and nothing else, whatever the request's body. DOC message-send. What is no draft is "not found": OBS dotnet#2947 for the old id, INFERRED for one that still resolves. */
function send(call: MailCall, message: StoredMessage): GraphAnswer {
	if (!message.isDraft || call.store.isLeaving(message)) throw itemNotFound();
	requireRecipients(message);
	Object.assign(message, senderOf(call, message));
	call.store.send(
		call.mailbox,
		message,
		call.switches.immutableIdAfterSend,
		Math.max(call.switches.sendDelayMs, deferredMs(message)),
	);
	return { status: 202 };
}

/** The documentation's sample passes the text "false". DOC user-sendmail; that it counts as false is INFERRED */
function readSave(reader: MessageReader, value: unknown): boolean {
	if (value === undefined || value === null || typeof value === 'boolean') return value !== false;
	return reader.text(value).toLowerCase() !== 'false';
}

async function sendMail(call: MailCall): Promise<GraphAnswer> {
	if (mediaType(call) === 'text/plain') {
		const { content, more } = await readRequest(call);
		// Always kept: MIME has no place for saveToSentItems. DOC user-sendmail
		return sendNew(call, content, true, more);
	}
	requireJson(call);
	const reader = new MessageReader(call.switches);
	const json = reader.action(reader.parse(call.body), 'sendMail', ['message', 'saveToSentItems']);
	return sendNew(call, reader.read(json.message), readSave(reader, json.saveToSentItems));
}

export const sendRoutes: Route[] = [
	...onMessage('POST', 'send', send),
	{ method: 'POST', path: 'sendmail', run: sendMail },
];
