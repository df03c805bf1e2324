// Reads messages with three parsers that know nothing of this project, into one form that can be compared.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import { simpleParser, type AddressObject } from 'mailparser';
import PostalMime, { decodeWords, type Address } from 'postal-mime';
import type { MessageParts } from '../../../core/mime/compose';
import { htmlToText } from '../../../core/html/htmlToText';

export interface Parsed {
	subject: string;
	from: string[];
	to: string[];
	cc: string[];
	bcc: string[];
	replyTo: string[];
	date: string;
	messageId: string;
	text: string;
	html: string;
	/** `name|type|content id|hash`, in order of the names. */
	attachments: string[];
	/** `name: value` of the headers that begin with x-. */
	headers: string[];
}

const hash = (content: Uint8Array) => createHash('sha256').update(content).digest('hex').slice(0, 16);
/** mailparser shows domains in their own script. */
const inAscii = (mailAddress: string) => mailAddress.replace(/[^@]*$/, (domain) => domainToASCII(domain) || domain);
const address = (entry: { address?: string; name?: string }) => `${entry.name ?? ''}<${inAscii(entry.address ?? '')}>`;
/** Parsers give text with LF, and some with one line end more. */
const lines = (text: string | undefined | false) => (text || '').replace(/\r\n/g, '\n').replace(/\n+$/, '');
const attachmentText = (
	name: string | null | undefined,
	type: string,
	cid: string | null | undefined,
	content: Uint8Array,
) => `${name ?? ''}|${type}|${(cid ?? '').replace(/[<>]/g, '')}|${hash(content)}`;
const ownHeader = (name: string) => /^x-(?!priority)/i.test(name);

export function expected(parts: MessageParts): Parsed {
	const all = (recipients: MessageParts['to']) => (recipients ?? []).map(({ emailAddress }) => address(emailAddress));
	return {
		subject: parts.subject ?? '',
		from: all(parts.from && [parts.from]),
		to: all(parts.to),
		cc: all(parts.cc),
		bcc: all(parts.bcc),
		replyTo: all(parts.replyTo),
		date: parts.date.toISOString(),
		messageId: parts.messageId,
		text: lines(parts.text ?? (parts.html === undefined ? '' : htmlToText(parts.html))),
		html: lines(parts.html),
		attachments: (parts.attachments ?? [])
			.map((file) => attachmentText(file.name, file.contentType!.split(';')[0], file.contentId, file.content))
			.sort(),
		headers: (parts.headers ?? []).map(({ name, value }) => `${name.toLowerCase()}: ${value}`),
	};
}

export async function withPostalMime(bytes: Uint8Array): Promise<Parsed> {
	const email = await PostalMime.parse(bytes);
	const all = (addresses: Address[] = []) => addresses.map((entry) => address(entry));
	return {
		subject: email.subject ?? '',
		from: all(email.from && [email.from]),
		to: all(email.to),
		cc: all(email.cc),
		bcc: all(email.bcc),
		replyTo: all(email.replyTo),
		date: email.date ?? '',
		messageId: email.messageId ?? '',
		text: lines(email.text),
		html: lines(email.html),
		attachments: email.attachments
			.map((file) =>
				attachmentText(file.filename, file.mimeType, file.contentId, new Uint8Array(file.content as ArrayBuffer)),
			)
			.sort(),
		headers: email.headers.filter(({ key }) => ownHeader(key)).map(({ key, value }) => `${key}: ${decodeWords(value)}`),
	};
}

export async function withMailparser(bytes: Uint8Array): Promise<Parsed> {
	const mail = await simpleParser(Buffer.from(bytes), {
		skipImageLinks: true,
		skipHtmlToText: true,
		skipTextToHtml: true,
		skipTextLinks: true,
	});
	const all = (value: AddressObject | AddressObject[] | undefined) =>
		[value ?? []].flat().flatMap((list) => list.value.map((entry) => address(entry)));
	return {
		subject: mail.subject ?? '',
		from: all(mail.from),
		to: all(mail.to),
		cc: all(mail.cc),
		bcc: all(mail.bcc),
		replyTo: all(mail.replyTo),
		date: mail.date?.toISOString() ?? '',
		messageId: mail.messageId ?? '',
		text: lines(mail.text),
		html: lines(mail.html),
		attachments: mail.attachments
			.map((file) => attachmentText(file.filename, file.contentType, file.cid, file.content))
			.sort(),
		headers: mail.headerLines
			.filter(({ key }) => ownHeader(key))
			.map(
				({ key, line }) =>
					`${key}: ${decodeWords(
						line
							.slice(line.indexOf(':') + 1)
							.replace(/\r?\n/g, '')
							.trim(),
					)}`,
			),
	};
}

/** One Python process for all messages. */
export function withPython(messages: Uint8Array[]): Promise<Parsed[]> {
	return new Promise((resolve, reject) => {
		const python = execFile(
			// Where Windows has a python3, it is often one that only opens a shop.
			process.platform === 'win32' ? 'python' : 'python3',
			[join(__dirname, 'parse.py')],
			// On Windows Python would write another encoding.
			{ maxBuffer: 512 * 1024 * 1024, env: { ...process.env, PYTHONUTF8: '1' } },
			(error, stdout) => {
				if (error) reject(new Error(`Python 3 is needed for this test: ${error.message}`, { cause: error }));
				else
					resolve(
						stdout
							.trimEnd()
							.split('\n')
							.map((line) =>
								normal(JSON.parse(line) as Parsed & { attachments: Array<[string, string, string, string]> }),
							),
					);
			},
		);
		python.stdin!.end(messages.map((bytes) => Buffer.from(bytes).toString('base64')).join('\n'));
	});
}

function normal(read: Parsed & { attachments: Array<[string, string, string, string]> }): Parsed {
	const attachments = read.attachments
		.map(([name, type, cid, content]) => attachmentText(name, type, cid, Buffer.from(content, 'base64')))
		.sort();
	return {
		...read,
		date: new Date(read.date).toISOString(),
		text: lines(read.text),
		html: lines(read.html),
		attachments,
	};
}
