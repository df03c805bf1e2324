import { messageJson } from './message-writer.mts';
import type { WriteOptions } from './message-writer.mts';
import { readMime } from './mime-reader.mts';
import type { Switches } from './switches.mts';
import type { MessageContent, StoredMessage } from './types.mts';

type Json = Record<string, unknown>;

/** DOC attachment-get */
const MOST_LEVELS = 30;

/** Members of a message that belong to its place in a mailbox, which an attached one has not. */
const ofItsPlace = new Set([
	'@odata.etag',
	'changeKey',
	'categories',
	'parentFolderId',
	'conversationId',
	'conversationIndex',
	'webLink',
	'inferenceClassification',
]);

/** What `$expand=microsoft.graph.itemattachment/item` shows of an attached message: its members in the order of a message, an empty id, and what is attached to it in turn. DOC attachment-get (nested up to 30 levels); the form INFERRED */
async function messageItem(
	mime: Uint8Array,
	time: string,
	options: WriteOptions,
	switches: Switches,
	level: number,
): Promise<Json | undefined> {
	const read = await readMime(Buffer.from(mime), switches).catch(() => undefined);
	if (!read) return undefined;
	const { content, sentDateTime = time } = read;
	const message = {
		...content,
		id: '',
		immutableId: '',
		createdDateTime: time,
		lastModifiedDateTime: time,
		receivedDateTime: sentDateTime,
		sentDateTime,
		isDraft: false,
	} as unknown as StoredMessage;
	const shown = Object.entries(messageJson(message, options)).filter(([name]) => !ofItsPlace.has(name));
	const attachments = await Promise.all(
		content.attachments.map((one) => nested(one, time, options, switches, level + 1)),
	);
	return {
		'@odata.type': '#microsoft.graph.message',
		...Object.fromEntries(shown),
		internetMessageHeaders: content.internetMessageHeaders,
		attachments,
	};
}

async function nested(
	{ mime, odataType, ...attachment }: MessageContent['attachments'][number],
	time: string,
	options: WriteOptions,
	switches: Switches,
	level: number,
): Promise<Json> {
	const json = { '@odata.type': odataType, id: '', lastModifiedDateTime: time, ...attachment };
	return mime && level <= MOST_LEVELS
		? { ...json, item: await messageItem(mime, time, options, switches, level) }
		: json;
}

/** The item of an attachment; as it was sent, if it came in JSON. */
export async function attachedItem(
	attachment: { item?: unknown; mime?: Uint8Array; lastModifiedDateTime: string },
	options: WriteOptions,
	switches: Switches,
): Promise<unknown> {
	const { item, mime, lastModifiedDateTime } = attachment;
	return mime ? messageItem(mime, lastModifiedDateTime, options, switches, 1) : item;
}
