import { badQuery, emptyPayload, GraphError, itemNotFound, malformedId, notSupported, tooLarge } from '../errors.mts';
import { locationOf } from '../location.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { attachmentId, looksLikeId } from '../ids.mts';
import { MessageReader } from '../message-reader.mts';
import { attachmentJson, idOf } from '../message-writer.mts';
import { attachedItem } from '../mime-item.mts';
import { itemMime } from '../mime-writer.mts';
import type { StoredAttachment, StoredMessage } from '../types.mts';
import { options } from './messages.mts';
import { writing } from './mime.mts';
import { onMessage } from './on-message.mts';

/** An answer whose body is not text. */
export interface BytesAnswer extends GraphAnswer {
	bytes: Buffer;
}

type Json = Record<string, unknown>;

function attachmentOf(call: MailCall, message: StoredMessage): StoredAttachment {
	const id = call.keys[call.keys.length - 1];
	const found = message.attachments.find((one) => one.id === id);
	if (!found) throw looksLikeId(id) ? itemNotFound() : malformedId();
	return found;
}

const seconds = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

/** The one place where an existing message gets an attachment. It is a write of the message: the change key is a new one, and a MIME source no longer holds. INFERRED */
export function attach(
	{ store, switches }: Pick<MailCall, 'store' | 'switches'>,
	message: StoredMessage,
	content: Omit<StoredAttachment, 'id' | 'lastModifiedDateTime'>,
): StoredAttachment {
	const attachment = { ...content, id: attachmentId(message.id), lastModifiedDateTime: seconds() };
	// OBS dotnet#2937
	const twice = switches.inlineImagesOnAdd === 'doubled' ? message.attachments.filter(({ isInline }) => isInline) : [];
	const copies = twice.map((one) => ({ ...one, id: attachmentId(message.id) }));
	store.update(message, { attachments: [...message.attachments, ...copies, attachment], mime: undefined });
	return attachment;
}

/** 201 with the attachment. DOC message-post-attachments; the largest file OBS java#52 */
function add(call: MailCall, message: StoredMessage): GraphAnswer {
	if (call.body.trim() === '') throw emptyPayload();
	const reader = new MessageReader(call.switches);
	const json = reader.parse(call.body) as Json;
	const content = reader.attachment(json);
	if (
		content.contentBytes !== undefined &&
		Buffer.byteLength(content.contentBytes, 'base64') > call.switches.largestPostedAttachment
	)
		throw tooLarge();
	if (!kinds.has(content.odataType))
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	const attachment = attach(call, message, content);
	return {
		status: 201,
		headers: locationOf(call, `messages('${idOf(message, call.preferences)}')/Attachments('${attachment.id}')`),
		json: { '@odata.context': `${context(call, message)}/$entity`, ...attachmentJson(attachment) },
	};
}

const kinds = new Set(['file', 'item', 'reference'].map((kind) => `#microsoft.graph.${kind}Attachment`));

/** With the keys as the caller wrote them. */
function context(call: MailCall, message: StoredMessage): string {
	const atFolder = call.store.message(call.mailbox, call.keys[0]) !== message;
	const key = (index: number): string => encodeURIComponent(call.keys[index]);
	return `${call.context}${atFolder ? `/mailFolders('${key(0)}')/messages('${key(1)}')` : `/messages('${key(0)}')`}/attachments`;
}

/** Members of the attachment type; those of a kind need a cast (`microsoft.graph.fileAttachment/contentId`). RECALL */
const annotations = new Set(['@odata.type', '@odata.mediaContentType']);
const common = ['@odata.type', 'id', 'lastModifiedDateTime', 'name', 'contentType', 'size', 'isInline'];
const ofKind: Record<string, string[]> = {
	fileattachment: ['contentBytes', 'contentId', 'contentLocation'],
	itemattachment: ['item'],
	referenceattachment: [],
};

function selectedMember(part: string): string {
	const steps = part.trim().split('/');
	const kind = /^microsoft\.graph\.(\w+)$/i.exec(steps[0])?.[1].toLowerCase();
	const members = kind === undefined ? common : [...common, ...(ofKind[kind] ?? [])];
	const wanted = (kind === undefined ? steps : steps.slice(1)).join('/').toLowerCase();
	const name = members.find((member) => member.toLowerCase() === wanted);
	if (name === undefined)
		throw badQuery(
			`Parsing OData Select and Expand failed: Could not find a property named '${part.trim()}' on type 'microsoft.graph.attachment'.`,
		);
	return name;
}

/** The names as they were asked for. OBS Nango (2026) */
function selection({ query }: MailCall): string {
	const select = query.get('$select');
	return select === undefined
		? ''
		: `(${select
				.split(',')
				.map((name) => name.trim())
				.join(',')})`;
}

/** With $select the type and the id stay. RECALL */
async function shown(call: MailCall, message: StoredMessage, attachment: StoredAttachment): Promise<Json> {
	const names = call.query.get('$select')?.split(',').map(selectedMember);
	const members = Object.entries(attachmentJson(attachment)).filter(
		([name]) => !names || annotations.has(name) || name === 'id' || names.includes(name),
	);
	const isExpanded = /\bmicrosoft\.graph\.itemattachment\/item\b/i.test(call.query.get('$expand') ?? '');
	const item = isExpanded ? await attachedItem(attachment, options(call), call.switches) : undefined;
	const ofItem =
		item === undefined
			? {}
			: { 'item@odata.context': `${context(call, message)}('${attachment.id}')/item/$entity`, item };
	return { ...Object.fromEntries(members), ...ofItem };
}

/** With contentBytes unless $select leaves them out; $filter is ignored. DOC outlook-large-attachments, known-issues; the default RECALL */
async function list(call: MailCall, message: StoredMessage): Promise<GraphAnswer> {
	return {
		status: 200,
		json: {
			'@odata.context': `${context(call, message)}${selection(call)}`,
			value: await Promise.all(message.attachments.map((one) => shown(call, message, one))),
		},
	};
}

async function show(call: MailCall, message: StoredMessage): Promise<GraphAnswer> {
	return {
		status: 200,
		json: {
			'@odata.context': `${context(call, message)}${selection(call)}/$entity`,
			...(await shown(call, message, attachmentOf(call, message))),
		},
	};
}

/** DOC attachment-get: raw bytes of a file, MIME of a message, 405 for a reference. Events (iCal) and contacts (vCard) are answered like references, the simulator's own limit. */
async function value(call: MailCall, message: StoredMessage): Promise<BytesAnswer> {
	const attachment = attachmentOf(call, message);
	const { contentBytes, contentType } = attachment;
	if (contentBytes !== undefined)
		return {
			status: 200,
			headers: { 'Content-Type': contentType ?? 'application/octet-stream' },
			bytes: Buffer.from(contentBytes, 'base64'),
		};
	const mime = await itemMime(attachment, writing(call));
	if (!mime) throw notSupported();
	return { status: 200, headers: { 'Content-Type': 'text/plain' }, bytes: mime };
}

/** DOC attachment-delete; the status RECALL */
function remove(call: MailCall, message: StoredMessage): GraphAnswer {
	const attachment = attachmentOf(call, message);
	call.store.update(message, { attachments: message.attachments.filter((one) => one !== attachment), mime: undefined });
	return { status: 204 };
}

export const attachmentRoutes: Route[] = [
	...onMessage('POST', 'attachments', add),
	...onMessage('GET', 'attachments', list),
	...onMessage('GET', 'attachments/*', show),
	...onMessage('DELETE', 'attachments/*', remove),
	...onMessage('GET', 'attachments/*/$value', value),
];
