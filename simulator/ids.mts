import { randomBytes } from 'node:crypto';

/** Identifier shapes as seen in Microsoft's samples: URL-safe base64 of Exchange ids, `=` kept. DOC message-move, user-list-mailfolders, outlook-immutable-id */

const urlSafe = (bytes: Buffer): string => bytes.toString('base64').replaceAll('/', '-').replaceAll('+', '_');

/** Begins `AAMk` in the mailbox of a tenant, `AQMkADAwAT` in a personal one. OBS Nango (2026), GNOME/msgraph (2024) */
function opening(kind: number, mailboxId: string, isPersonal: boolean): Buffer {
	return isPersonal
		? Buffer.concat([Buffer.from([1, kind, 0x24, 0, 0x30, 0x30, 1]), Buffer.from(mailboxId.slice(3), 'ascii')])
		: Buffer.concat([Buffer.from([0, kind, 0x24, 0]), Buffer.from(mailboxId, 'ascii')]);
}

function entryId(mailboxId: string, isPersonal: boolean, type: number): string {
	const head = Buffer.concat([opening(3, mailboxId, isPersonal), Buffer.from([0, type, 0, 0, 0, 0, 0])]);
	return urlSafe(Buffer.concat([head, randomBytes(62), Buffer.alloc(4)]));
}

/** `AAMkA…BGAAAA…`: a message; new one at every move. OBS zammad (2025) for what tells it from a folder's */
export const regularId = (mailboxId: string, isPersonal = false): string => entryId(mailboxId, isPersonal, 0x46);

/** `AAMkA…AuAAAA…`: a folder made by people. */
export const folderId = (mailboxId: string, isPersonal = false): string => entryId(mailboxId, isPersonal, 0x2e);

/** What all immutable ids begin with. OBS twentyhq/twenty (2025) */
const IMMUTABLE = Buffer.from('AAkALgAAAAAAHYQDEapmEc2byACqAC/EWg0A', 'base64');

/** `AAkALgAAAAAAHYQD…`, without `=`: stays as long as the message is in the mailbox. */
export function immutableId(): string {
	return urlSafe(Buffer.concat([IMMUTABLE, randomBytes(24), Buffer.alloc(3)]));
}

/** `AQMkA…IBDAAAAA==` and its like: folders that every mailbox has. Personal: OBS GNOME/msgraph (2024) */
export function wellKnownFolderId(mailboxId: string, tag: number, isPersonal = false): string {
	const begin = isPersonal
		? opening(3, mailboxId, true)
		: Buffer.concat([Buffer.from([1, 3, 0x24, 0]), Buffer.from(mailboxId, 'ascii')]);
	const head = Buffer.concat([begin, Buffer.from([0, 0x2e, 0, 0, 3])]);
	return urlSafe(Buffer.concat([head, randomBytes(17), Buffer.from([0, 0, 2, 1, tag, 0, 0, 0])]));
}

/** `AAQkA…=`, in a personal mailbox `AQQkA…`. */
export function conversationId(mailboxId: string, isPersonal = false): string {
	return urlSafe(Buffer.concat([opening(4, mailboxId, isPersonal), Buffer.from([0, 0x10, 0]), randomBytes(16)]));
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

/**
 * Could this text be an id at all? If not, Graph says `Id is malformed.` rather than "not found". INFERRED. One whose last letter was changed
 * so that its bits no longer fit the padding is malformed too. OBS pnp/cli-microsoft365 (2020: …EMAAB= for …EMAAA=)
 */
export function looksLikeId(text: string): boolean {
	if (!/^A[AQ][A-Za-z0-9_-]{8,}={0,2}$/.test(text)) return false;
	const plain = text.replace(/=+$/, '');
	return (
		plain.length === text.length || Buffer.from(plain, 'base64url').toString('base64url').endsWith(plain.slice(-1))
	);
}

/** The address that opens a message in Outlook on the web holds the EWS form of the id that was asked for. DOC create-message; immutable: OBS twentyhq/twenty (2025); personal: OBS Nango (2026) */
export function webLink(id: string, isPersonal = false): string {
	const ewsId = id.replaceAll('-', '/').replaceAll('_', '+');
	const host = isPersonal ? 'outlook.live.com' : 'outlook.office365.com';
	return `https://${host}/owa/?ItemID=${encodeURIComponent(ewsId)}&exvsurl=1&viewmodel=ReadMessageItem`;
}
