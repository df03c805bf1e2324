import { fileFromBytes, invalidInput, quoted, type AttachedFile } from '../core';

/** Entries of the lists that Node-RED's nodes hand on: nodemailer's and the e-mail node's, multer's, our own, and of services. */
interface Entry {
	filename?: unknown;
	name?: unknown;
	originalname?: unknown;
	fieldname?: unknown;
	fileName?: unknown;
	content?: unknown;
	/** Graph's own attachments, and those of n8n: always in base64. */
	contentBytes?: unknown;
	data?: unknown;
	buffer?: unknown;
	encoding?: unknown;
	contentType?: unknown;
	mimetype?: unknown;
	mimeType?: unknown;
	/** SendGrid's name for contentType; mailparser says `attachment` there. */
	type?: unknown;
	cid?: unknown;
	isInline?: unknown;
	contentId?: unknown;
	path?: unknown;
	href?: unknown;
}

const HINT = 'Use a list of {filename, content, contentType}, a Buffer, or msg.req.files of an upload form.';

/**
 * The files that a message property holds: a list of `{filename, content, contentType?, cid?}` as nodemailer and the e-mail
 * node use, the `msg.req.files` of an upload form, attachments as Graph, SendGrid and n8n have them, a Buffer, a data URI, or
 * one such entry by itself. `fileName` names a Buffer.
 * Throws DraftError for anything else, saying what it is.
 */
export function readMessageFiles(value: unknown, fileName: unknown): AttachedFile[] {
	if (value === undefined || value === null || value === '') return [];
	const list: unknown[] = Array.isArray(value) ? value : [value];
	return list.map((entry, index) => {
		const where = Array.isArray(value) ? `Attachments: entry ${index + 1}` : 'Attachments: the value';
		const bytes = asBytes(entry) ?? (isDataUri(entry) ? fromDataUri(entry, where) : undefined);
		if (bytes)
			return fileFromBytes(
				{
					name: typeof fileName === 'string' && list.length === 1 ? lastStep(fileName) : '',
					...optional('contentType', typeInUri(entry)),
				},
				bytes,
			);
		if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
			throw invalidInput(`${where} is ${kindOf(entry)}, not a file.`, HINT);
		return fromEntry(entry, where);
	});
}

function fromEntry(entry: Entry, where: string): AttachedFile {
	const { filename, fileName, name, originalname, fieldname, cid, contentId } = entry;
	const label = text(filename) ?? text(fileName) ?? asUtf8(text(originalname)) ?? text(name);
	const about = {
		name: withoutDrive(label ?? text(fieldname) ?? ''),
		...optional(
			'contentType',
			text(entry.contentType) ??
				text(entry.mimetype) ??
				text(entry.mimeType) ??
				mediaType(entry.type) ??
				typeInUri(entry.content ?? entry.path ?? entry.href),
		),
		// mailparser has the id of the header, in brackets, beside the plain one.
		...optional('contentId', text(cid) ?? text(contentId)?.replace(/^<(.*)>$/, '$1')),
		...optional('field', text(fieldname)),
		...(text(cid) === undefined && entry.isInline !== true ? {} : { isInline: true }),
	};
	return fileFromBytes(about, contentOf(entry, label === undefined ? where : `${where} (${quoted(label)})`));
}

function contentOf(entry: Entry, where: string): Uint8Array {
	const { content, buffer, encoding, path, href } = entry;
	const given = content ?? buffer;
	const bytes = asBytes(given ?? entry.contentBytes ?? entry.data);
	if (bytes) return bytes;
	if (typeof given === 'string') {
		const isEncoded = encoding === undefined && mediaType(entry.type) !== undefined && isBase64(given);
		return isEncoded ? fromBase64(given, where) : fromText(given, encoding, where);
	}
	const encoded = text(entry.contentBytes) ?? (text(entry.mimeType) === undefined ? undefined : text(entry.data));
	if (given === undefined && encoded !== undefined) return fromBase64(encoded, where);
	const address = text(path) ?? text(href);
	if (given === undefined && isDataUri(address)) return fromDataUri(address, where);
	if (given === undefined && (path !== undefined || href !== undefined)) {
		throw invalidInput(
			`${where} names a file or address instead of holding its content.`,
			'Read it first, with a "file in" node as a Buffer or with an "http request" node as a binary Buffer, and use that as content.',
		);
	}
	throw invalidInput(`${where} has ${given === undefined ? 'no content' : `${kindOf(given)} as content`}.`, HINT);
}

/** As in nodemailer, a text is UTF-8 unless `encoding` names another form. */
function fromText(content: string, encoding: unknown, where: string): Uint8Array {
	if (encoding === undefined && isDataUri(content)) return fromDataUri(content, where);
	const name = text(encoding)?.toLowerCase() ?? 'utf8';
	// multer and mailparser tell here how a file was sent, not how `content` is written.
	if (Buffer.isEncoding(name)) return Buffer.from(content, name);
	if (['7bit', '8bit', 'binary', 'quoted-printable'].includes(name)) return Buffer.from(content, 'utf8');
	throw invalidInput(`${where} has the encoding ${quoted(encoding)}, which is not known.`, 'Use utf8, base64 or hex.');
}

/** `data:image/png;base64,…`, as pages and canvases give their images (RFC 2397). */
function fromDataUri(uri: string, where: string): Uint8Array {
	const comma = uri.indexOf(',');
	const content = decodedUri(uri.slice(comma + 1));
	if (!/;\s*base64$/i.test(uri.slice(0, comma))) return Buffer.from(content, 'utf8');
	return fromBase64(content, where);
}

const isDataUri = (value: unknown): value is string => typeof value === 'string' && /^data:[^,]{0,500},/i.test(value);

/** Wrapped, in the alphabet for URLs too, and without its padding. */
const plainBase64 = (written: string) =>
	written.replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
const isBase64 = (written: string) => {
	const plain = plainBase64(written);
	return plain !== '' && !/[^A-Za-z0-9+/]/.test(plain) && plain.length % 4 !== 1;
};

function fromBase64(written: string, where: string): Uint8Array {
	if (!isBase64(written) && written.trim() !== '')
		throw invalidInput(`${where} has a content whose base64 is damaged.`, 'Take over the whole of it.');
	return Buffer.from(plainBase64(written), 'base64');
}

function decodedUri(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** The type that a data URI names; nothing else in a text says what it is. */
const typeInUri = (content: unknown) =>
	typeof content === 'string' ? /^data:([\w.+-]+\/[\w.+-]+)[^,]{0,500},/i.exec(content)?.[1] : undefined;

/** Also what becomes of a Buffer when a message passes through JSON: `{type: 'Buffer', data: […]}`. */
function asBytes(value: unknown): Uint8Array | undefined {
	if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
	if (Object.prototype.toString.call(value) === '[object ArrayBuffer]') return new Uint8Array(value as ArrayBuffer);
	const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown };
	return type === 'Buffer' && Array.isArray(data) && data.every((byte) => typeof byte === 'number')
		? Uint8Array.from(data as number[])
		: undefined;
}

/** Browsers send names in UTF-8; Node-RED's upload forms (multer) read each of its bytes as one character. What cannot be UTF-8 stays. */
function asUtf8(name: string | undefined): string | undefined {
	if (name === undefined || !/^[\0-\xff]*$/.test(name)) return name;
	const decoded = Buffer.from(name, 'latin1').toString('utf8');
	return decoded.includes('\ufffd') ? name : decoded;
}

/** The name in a path: of the file that a "file in" node has read, or as old browsers send it. */
const lastStep = (path: string) => path.replace(/^.*[/\\](?=[^/\\])/s, '');
const withoutDrive = (name: string) => (/^[a-z]:\\/i.test(name) ? lastStep(name) : name);
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined);
/** `application/pdf`; not the word `attachment`. */
const mediaType = (value: unknown) => (/^[\w.+-]+\/[\w.+-]+$/.test(text(value) ?? '') ? text(value) : undefined);
const optional = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
const kindOf = (value: unknown) =>
	value === null
		? 'null'
		: Array.isArray(value)
			? 'a list'
			: typeof value === 'object'
				? `an object (${quoted(value)})`
				: `a ${typeof value} (${quoted(value)})`;
