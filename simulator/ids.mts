import { randomBytes } from 'node:crypto';

/** Identifier shapes as seen in Microsoft's samples: URL-safe base64 of Exchange ids, `=` kept. DOC message-move, user-list-mailfolders, outlook-immutable-id */

const urlSafe = (bytes: Buffer): string => bytes.toString('base64').replaceAll('/', '-').replaceAll('+', '_');

/** `AAMkA…`: messages and folders made by people; new one at every move. */
export function regularId(mailboxId: string): string {
	const head = Buffer.concat([
		Buffer.from([0, 3, 0x24, 0]),
		Buffer.from(mailboxId, 'ascii'),
		Buffer.from([0, 0x46, 0, 0, 0, 0, 0]),
	]);
	return urlSafe(Buffer.concat([head, randomBytes(62), Buffer.alloc(4)]));
}

/** `AAkA…`: stays as long as the message is in the mailbox. */
export function immutableId(): string {
	return urlSafe(Buffer.concat([Buffer.from([0, 9, 0, 0x16]), randomBytes(42), Buffer.alloc(4)]));
}

/** `AQMkA…IBDAAAAA==` and its like: folders that every mailbox has. */
export function wellKnownFolderId(mailboxId: string, tag: number): string {
	const head = Buffer.concat([
		Buffer.from([1, 3, 0x24, 0]),
		Buffer.from(mailboxId, 'ascii'),
		Buffer.from([0, 0x46, 0, 0, 3]),
	]);
	return urlSafe(Buffer.concat([head, randomBytes(17), Buffer.from([0, 0, 2, 1, tag, 0, 0, 0])]));
}

/** `AAQkA…=` */
export function conversationId(mailboxId: string): string {
	return urlSafe(
		Buffer.concat([
			Buffer.from([0, 4, 0x24, 0]),
			Buffer.from(mailboxId, 'ascii'),
			Buffer.from([0, 0x10, 0]),
			randomBytes(16),
		]),
	);
}

/** Message id + suffix. */
export function attachmentId(messageId: string): string {
	return `${messageId.replace(/=+$/, '')}AAABEgAQA${urlSafe(randomBytes(14)).slice(0, 19)}=`;
}

/** 30 bytes whose base64 begins `CQAAABYAAAB…`; also the etag. */
export function changeKey(): string {
	return Buffer.concat([
		Buffer.from([9, 0, 0, 0, 0x16, 0, 0, 0]),
		randomBytes(16),
		Buffer.from([0, 0]),
		randomBytes(4),
	]).toString('base64');
}

/** 22 bytes: a 1, the high five of a FILETIME and a GUID; begins `AQH…`. */
export function conversationIndex(now: number): string {
	const time = Buffer.alloc(8);
	time.writeBigUInt64BE((BigInt(now) + 11_644_473_600_000n) * 10_000n);
	return Buffer.concat([Buffer.from([1]), time.subarray(0, 5), randomBytes(16)]).toString('base64');
}

/** A reply's index is the original's and five bytes more. RECALL */
export function childConversationIndex(parent: string): string {
	return Buffer.concat([Buffer.from(parent, 'base64'), randomBytes(5)]).toString('base64');
}

export function internetMessageId(): string {
	return `<MWHPR1301MB${randomBytes(14).toString('hex').toUpperCase()}@MWHPR1301MB0001.namprd13.prod.outlook.com>`;
}

/** Could this text be an id at all? If not, Graph says `Id is malformed.` rather than "not found". INFERRED */
export function looksLikeId(text: string): boolean {
	return /^A[AQ][A-Za-z0-9_-]{8,}={0,2}$/.test(text);
}

/** The address that opens a message in Outlook on the web holds the EWS form of the regular id. DOC create-message */
export function webLink(id: string): string {
	const ewsId = id.replaceAll('-', '/').replaceAll('_', '+');
	return `https://outlook.office365.com/owa/?ItemID=${encodeURIComponent(ewsId)}&exvsurl=1&viewmodel=ReadMessageItem`;
}
