import PostalMime, { decodeWords } from 'postal-mime';
import type { Address, Attachment, Email } from 'postal-mime';
import { detectExtension } from 'nodemailer/lib/mime-funcs';
import { GraphError } from './errors.mts';
import { wrapHtml } from './html.mts';
import { MessageReader } from './message-reader.mts';
import { entityOf, withReadableHeader } from './mime-header.mts';
import { literalPart } from './mime-part.mts';
import type { Switches } from './switches.mts';
import type { ItemBody, MessageContent, Recipient } from './types.mts';

type ReadAttachment = MessageContent['attachments'][number];

/** A MIME message as Graph's properties. */
export interface ReadMime {
	content: MessageContent;
	/** Of the Date field, `YYYY-MM-DDTHH:MM:SSZ`; undefined where there is none that can be read. */
	sentDateTime: string | undefined;
	/** Message ids of In-Reply-To and References, the nearest first. */
	references: string[];
}

/**
 * What the parser could not take in a reasonable time and memory (measured: 100,000 lines need 1.2 s and 0.5 GB). No message of 3 MB
 * in base64 lines comes near. The simulator's own limit.
 */
const MOST_LINES = 100_000;

/** No source says how Graph answers MIME that it cannot read. The code is one of Exchange's (EWS); RECALL */
const unreadable = (): GraphError => new GraphError(400, 'ErrorMimeContentInvalid', 'Mime content is invalid.');

function countLines(bytes: Buffer): number {
	let lines = 0;
	for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
	return lines;
}

let last: Promise<unknown> = Promise.resolve();

/** One message after the other, so that the memory for one is enough. Too many levels or too long a header are the parser's own limits (256, 2 MB). */
function parse(bytes: Buffer): Promise<Email> {
	if (countLines(bytes) > MOST_LINES) return Promise.reject(unreadable());
	const parsed = last.then(() => PostalMime.parse(withReadableHeader(bytes), { forceRfc822Attachments: true }));
	last = parsed.catch(() => undefined);
	return parsed.catch(() => {
		throw unreadable();
	});
}

const field = (email: Email, name: string): string | undefined => email.headers.find(({ key }) => key === name)?.value;

/** Groups are taken apart; a name without an address stays. INFERRED */
function recipients(addresses: Address[] | undefined): Recipient[] {
	return (addresses ?? [])
		.flatMap((one) => (one.group ? one.group : [one]))
		.map(({ name, address }) => ({ emailAddress: { ...(name ? { name } : {}), ...(address ? { address } : {}) } }));
}

/** HTML where there is some. INFERRED; text alone stays text, as in example 3. DOC create-message */
function bodyOf(email: Email, htmlForm: Switches['htmlForm']): ItemBody {
	const lines = (text: string): string => text.replace(/\r?\n$/, '').replace(/\r?\n/g, '\r\n');
	if (email.html) return { contentType: 'html', content: wrapHtml(lines(email.html), htmlForm) };
	return { contentType: 'text', content: lines(email.text ?? '') };
}

/** Importance, else the older fields of mail programs. RECALL */
function importanceOf(email: Email): MessageContent['importance'] {
	const named = /^\s*(low|normal|high)\b/i.exec(field(email, 'importance') ?? '')?.[1];
	if (named) return named.toLowerCase() as MessageContent['importance'];
	const priority = field(email, 'x-priority') ?? field(email, 'x-msmail-priority') ?? field(email, 'priority') ?? '';
	if (/^\s*(?:[12]\b|high|urgent)/i.test(priority)) return 'high';
	return /^\s*(?:[45]\b|low|non-urgent)/i.test(priority) ? 'low' : 'normal';
}

function timeOf(email: Email): string | undefined {
	const time = Date.parse(email.date ?? '');
	const year = new Date(time).getUTCFullYear();
	return year >= 1601 && year <= 9999 ? `${new Date(time).toISOString().slice(0, 19)}Z` : undefined;
}

const messageIds = (text: string | undefined): string[] => text?.match(/<[^<>\s]+>/g) ?? [];

const sensitivities = ['normal', 'personal', 'private', 'company-confidential'];

/** In-Reply-To, References and Sensitivity, as the properties that hold them; their tags RECALL */
function propertiesOf(email: Email): MessageContent['singleValueExtendedProperties'] {
	const sensitivity = sensitivities.indexOf((field(email, 'sensitivity') ?? '').trim().toLowerCase());
	const properties = [
		{ id: 'String 0x1042', value: email.inReplyTo },
		{ id: 'String 0x1039', value: email.references },
		{ id: 'Integer 0x0036', value: sensitivity > 0 ? String(sensitivity) : undefined },
	];
	return properties.flatMap(({ id, value }) => (value ? [{ id, value }] : []));
}

/** Parts that are looked for in the source, where they stand unencoded; more would take too long, so they have the parser's line ends. */
const MOST_LITERAL_PARTS = 200;

const withCrlf = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');

/** 200 more than the bytes, as for attachments in JSON. */
const sizeOf = (bytes: Uint8Array): number => bytes.length + 200;

async function itemOf(mime: Buffer, name: string | null): Promise<ReadAttachment> {
	const subject = await parse(mime).then(
		({ subject }) => subject,
		() => undefined,
	);
	// The name is the subject. RECALL. `contentType` null: DOC attachment-get
	return {
		odataType: '#microsoft.graph.itemAttachment',
		name: subject ?? name ?? '',
		contentType: null,
		size: sizeOf(mime),
		isInline: false,
		contentId: null,
		mime,
	};
}

function fileOf(
	{ mimeType, disposition, related, contentId }: Attachment,
	bytes: Buffer,
	name: string,
): ReadAttachment {
	return {
		odataType: '#microsoft.graph.fileAttachment',
		name,
		contentType: mimeType || null,
		size: sizeOf(bytes),
		isInline: disposition === 'inline' || (disposition !== 'attachment' && related === true),
		contentId: contentId?.replace(/^\s*<?|>?\s*$/g, '') || null,
		contentBytes: bytes.toString('base64'),
	};
}

/** Files without a name are numbered. RECALL. Calendar parts are files here: the simulator has no meeting messages. */
async function attachmentsOf(email: Email, mime: Buffer): Promise<ReadAttachment[]> {
	const read: ReadAttachment[] = [];
	let unnamed = 0;
	let offset = 0;
	for (const part of email.attachments) {
		const parsed = Buffer.from(part.content as ArrayBuffer);
		const literal = read.length < MOST_LITERAL_PARTS ? literalPart(mime, parsed, offset) : undefined;
		offset = literal?.end ?? offset;
		const bytes = literal?.content ?? parsed;
		if (part.mimeType === 'message/rfc822')
			read.push(await itemOf(literal?.content ?? withCrlf(parsed), part.filename));
		else
			read.push(
				fileOf(
					part,
					bytes,
					part.filename ??
						`ATT${String(++unnamed).padStart(5, '0')}.${detectExtension(part.mimeType || 'application/octet-stream')}`,
				),
			);
	}
	return read;
}

/** S/MIME is kept to the byte: encrypted mail as one file (its type says so), signed mail as one file with the whole signed entity. RECALL (MS-OXOSMIME) */
async function secured(email: Email, mime: Buffer): Promise<ReadAttachment[]> {
	const type = /^[\w.+/-]*/.exec(field(email, 'content-type')?.trim().toLowerCase() ?? '')?.[0] ?? '';
	if (/^application\/(?:x-)?pkcs7-mime$/.test(type))
		return (await attachmentsOf(email, mime)).map((one) => ({ ...one, name: 'smime.p7m', isInline: false }));
	if (type !== 'multipart/signed') return attachmentsOf(email, mime);
	const entity = entityOf(mime);
	return [
		{
			odataType: '#microsoft.graph.fileAttachment',
			name: 'smime.p7m',
			contentType: type,
			size: sizeOf(entity),
			isInline: false,
			contentId: null,
			contentBytes: entity.toString('base64'),
		},
	];
}

/** Reads a whole MIME message. DOC create-message (From, Date, receipts in example 3); names beside `X-…` are dropped: OBS contrib#1093, dotnet#2209 */
export async function readMime(mime: Buffer, switches: Switches): Promise<ReadMime> {
	const email = await parse(mime);
	const from = recipients(email.from ? [email.from] : [])[0] ?? null;
	const content: MessageContent = {
		...new MessageReader(switches).read({}),
		subject: email.subject ?? null,
		body: bodyOf(email, switches.htmlForm),
		importance: importanceOf(email),
		toRecipients: recipients(email.to),
		ccRecipients: recipients(email.cc),
		bccRecipients: recipients(email.bcc),
		replyTo: recipients(email.replyTo),
		from,
		sender: recipients(email.sender ? [email.sender] : [])[0] ?? from,
		isReadReceiptRequested: field(email, 'disposition-notification-to') !== undefined,
		// DOC create-message, example 3
		isDeliveryReceiptRequested: null,
		// Without a comment beside it. INFERRED
		internetMessageId: messageIds(email.messageId)[0] ?? email.messageId ?? null,
		internetMessageHeaders: email.headers
			.filter(({ key }) => key.startsWith('x-'))
			.map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) })),
		attachments: await secured(email, mime),
		singleValueExtendedProperties: propertiesOf(email),
	};
	return {
		content,
		sentDateTime: timeOf(email),
		references: [...messageIds(email.inReplyTo), ...messageIds(email.references).reverse()],
	};
}
