import { emptyPayload, GraphError, itemNotFound, malformedId, notSupported, tooLarge } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { attachmentId, looksLikeId } from '../ids.mts';
import { MessageReader } from '../message-reader.mts';
import { attachmentJson } from '../message-writer.mts';
import type { Store } from '../store.mts';
import type { StoredAttachment, StoredMessage } from '../types.mts';
import { findMessage } from './messages.mts';

/** An answer whose body is not text. */
export interface BytesAnswer extends GraphAnswer {
	bytes: Buffer;
}

type Json = Record<string, unknown>;

const messageOf = (call: MailCall): StoredMessage => findMessage(call, call.keys[0]);

function attachmentOf(call: MailCall): StoredAttachment {
	const [, id] = call.keys;
	const found = messageOf(call).attachments.find((one) => one.id === id);
	if (!found) throw looksLikeId(id) ? itemNotFound() : malformedId();
	return found;
}

const seconds = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

/** The one place where an existing message gets an attachment. It is a write of the message: the change key is a new one. INFERRED */
export function attach(store: Store, message: StoredMessage, content: Omit<StoredAttachment, 'id' | 'lastModifiedDateTime'>): StoredAttachment {
	const attachment = { ...content, id: attachmentId(message.id), lastModifiedDateTime: seconds() };
	store.update(message, { attachments: [...message.attachments, attachment] });
	return attachment;
}

/** 201 with the attachment. DOC message-post-attachments; the largest file OBS java#52 */
function add(call: MailCall): GraphAnswer {
	const message = messageOf(call);
	if (call.body.trim() === '') throw emptyPayload();
	const reader = new MessageReader(call.switches);
	const json = reader.parse(call.body) as Json;
	const content = reader.attachment(json);
	if (content.contentBytes !== undefined && Buffer.byteLength(content.contentBytes, 'base64') > call.switches.largestPostedAttachment) throw tooLarge();
	if (!kinds.has(content.odataType)) throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	const attachment = attach(call.store, message, content);
	return { status: 201, json: { '@odata.context': `${context(call)}/$entity`, ...attachmentJson(attachment) } };
}

const kinds = new Set(['file', 'item', 'reference'].map((kind) => `#microsoft.graph.${kind}Attachment`));
const context = (call: MailCall): string => `${call.context}/messages('${encodeURIComponent(call.keys[0])}')/attachments`;

/** $select by name, also behind a cast (`microsoft.graph.fileAttachment/contentId`, RECALL); the type and the id stay. */
function shown(call: MailCall, attachment: StoredAttachment): Json {
	const json = attachmentJson(attachment);
	const expanded = /\bmicrosoft\.graph\.itemattachment\/item\b/i.test(call.query.get('$expand') ?? '') && attachment.item ? { item: attachment.item } : {};
	const names = call.query.get('$select')?.split(',').map((name) => name.trim().split('/').pop()?.toLowerCase());
	if (!names) return { ...json, ...expanded };
	const kept = Object.entries(json).filter(([name]) => name === '@odata.type' || name === 'id' || names.includes(name.toLowerCase()));
	return { ...Object.fromEntries(kept), ...expanded };
}

/** With contentBytes unless $select leaves them out; $filter is ignored. DOC outlook-large-attachments, known-issues; the default RECALL */
const list = (call: MailCall): GraphAnswer => ({
	status: 200,
	json: { '@odata.context': context(call), value: messageOf(call).attachments.map((one) => shown(call, one)) },
});

const show = (call: MailCall): GraphAnswer => ({ status: 200, json: { '@odata.context': `${context(call)}/$entity`, ...shown(call, attachmentOf(call)) } });

/** DOC attachment-get: raw bytes of a file, 405 for a reference. An item's MIME is not simulated and answered alike, the simulator's own limit. */
function value(call: MailCall): BytesAnswer {
	const { contentBytes, contentType } = attachmentOf(call);
	if (contentBytes === undefined) throw notSupported();
	return { status: 200, headers: { 'Content-Type': contentType ?? 'application/octet-stream' }, bytes: Buffer.from(contentBytes, 'base64') };
}

/** DOC attachment-delete; the status RECALL */
function remove(call: MailCall): GraphAnswer {
	const attachment = attachmentOf(call);
	const message = messageOf(call);
	call.store.update(message, { attachments: message.attachments.filter((one) => one !== attachment) });
	return { status: 204 };
}

export const attachmentRoutes: Route[] = [
	{ method: 'POST', path: 'messages/*/attachments', run: add },
	{ method: 'GET', path: 'messages/*/attachments', run: list },
	{ method: 'GET', path: 'messages/*/attachments/*', run: show },
	{ method: 'DELETE', path: 'messages/*/attachments/*', run: remove },
	{ method: 'GET', path: 'messages/*/attachments/*/$value', run: value },
];
