import PostalMime, { decodeWords, type Address, type Email } from 'postal-mime';

import { invalidInput, quoted } from '../errors';
import type { Recipient } from '../message/recipients';
import { messageIdIn } from './messageId';
import { hasBareLineEnd } from './newlines';
import { recognise } from './recognise';

/** What a raw message says about itself. */
export interface MessageSummary {
	subject?: string;
	from?: Recipient;
	sender?: Recipient;
	replyTo: Recipient[];
	to: Recipient[];
	cc: Recipient[];
	bcc: Recipient[];
	/** With angle brackets, and without a comment. */
	messageId?: string;
	/** ISO 8601; undefined also for a date that cannot be read. */
	date?: string;
	/** `type/subtype` in lower case; `text/plain` where none is stated. */
	contentType: string;
	/** S/MIME or PGP: any change would break it. */
	protection?: 'signed' | 'encrypted';
	/** What Outlook will change, drop or misread. */
	warnings: string[];
}

/** What Exchange's connectors take by default (RECALL), some 6,000 recipients; it bounds the time of reading. */
const MOST_HEADER_BYTES = 256 * 1024;
const LF = 10;
const CR = 13;

/**
 * Reads the headers of a message before it is sent as it is; the bytes are never changed and its body is not parsed.
 * Rejects what is no MIME message, saying what it looks like.
 */
export async function readMessage(bytes: Uint8Array): Promise<MessageSummary> {
	const what = recognise(bytes);
	if (what)
		throw invalidInput(
			`MIME message: ${/^(?:empty|not |only )/.test(what.is) ? 'it is' : 'this is'} ${what.is}.`,
			what.hint,
		);
	const warnings: string[] = [];
	const block = bytes.subarray(headersStart(bytes, warnings), headersEnd(bytes));
	if (block.length > MOST_HEADER_BYTES) {
		throw invalidInput(
			`MIME message: its headers have ${block.length} bytes, or the empty line behind them is missing.`,
			'Put an empty line between the headers and the text.',
		);
	}
	const email = await PostalMime.parse(headerText(block, warnings), {
		maxHeadersSize: 2 * MOST_HEADER_BYTES,
		maxRfc822NestingDepth: 0,
	}).catch(() => undefined);
	if (email === undefined)
		throw invalidInput(
			'MIME message: its headers cannot be read.',
			'Give the whole message, headers first, as in an .eml file.',
		);
	warnAboutHeaders(email, block, warnings);
	if (hasBareLineEnd(bytes))
		warnings.push(
			'MIME message: some lines end with LF or CR alone instead of CRLF. It is sent unchanged; Outlook may read them differently.',
		);
	return { ...summary(email), warnings };
}

const value = (email: Email, key: string) => email.headers.find((header) => header.key === key)?.value;

function summary(email: Email): Omit<MessageSummary, 'warnings'> {
	const contentType = (
		/^\s*([^\s;]+\/[^\s;]+)/.exec(value(email, 'content-type') ?? '')?.[1] ?? 'text/plain'
	).toLowerCase();
	const [from] = recipients(email.from ? [email.from] : []);
	const [sender] = recipients(email.sender ? [email.sender] : []);
	const protection = protectionOf(contentType, value(email, 'content-type') ?? '');
	const messageId = messageIdIn(value(email, 'message-id') ?? '');
	return {
		...(email.subject === undefined ? {} : { subject: email.subject }),
		...(from ? { from } : {}),
		...(sender ? { sender } : {}),
		replyTo: recipients(email.replyTo),
		to: recipients(email.to),
		cc: recipients(email.cc),
		bcc: recipients(email.bcc),
		...(messageId ? { messageId } : {}),
		...(isDate(email.date) ? { date: email.date } : {}),
		contentType,
		...(protection ? { protection } : {}),
	};
}

function recipients(addresses: Address[] = []): Recipient[] {
	return addresses.flatMap((entry) => {
		if (entry.address === undefined) return recipients(entry.group);
		const name = decodeWords(entry.name).trim();
		return [{ emailAddress: name === '' ? { address: entry.address } : { address: entry.address, name } }];
	});
}

function protectionOf(contentType: string, full: string): MessageSummary['protection'] {
	if (contentType === 'multipart/signed') return 'signed';
	if (contentType === 'multipart/encrypted') return 'encrypted';
	if (!/^application\/(?:x-)?pkcs7-mime$/.test(contentType)) return undefined;
	return /smime-type\s*=\s*"?(?:signed-data|certs-only)/i.test(full) ? 'signed' : 'encrypted';
}

const isDate = (date: string | undefined): date is string =>
	date !== undefined && /^[+-]?\d{4,6}-\d\d-\d\dT[\d:.]+Z$/.test(date);

/** Behind a byte order mark or an mbox line, neither of which is part of a message. */
function headersStart(bytes: Uint8Array, warnings: string[]): number {
	let start = 0;
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
		warnings.push(
			'MIME message: it begins with a byte order mark, so that Outlook may not see its first header. Save it as UTF-8 without BOM.',
		);
		start = 3;
	}
	// `From : a@b` is a header in the obsolete way (RFC 5322 §4.5).
	if (/^>?From (?![ \t]*:)/.test(String.fromCharCode(...bytes.subarray(start, start + 80)))) {
		warnings.push(
			'MIME message: its first line is of an mbox file ("From …" without a colon), so that Outlook may not ' +
				'see its headers. Remove that line.',
		);
		const end = bytes.indexOf(LF, start);
		start = end < 0 ? bytes.length : end + 1;
	}
	return start;
}

/** Where the first empty line begins, behind LF or CRLF, or CR in a file that knows no LF. */
function headersEnd(bytes: Uint8Array): number {
	const lineEnd = bytes.includes(LF) ? LF : CR;
	for (
		let at = bytes.indexOf(lineEnd);
		at >= 0 && at <= MOST_HEADER_BYTES + 1000;
		at = bytes.indexOf(lineEnd, at + 1)
	) {
		if (bytes[at + 1] === lineEnd || (bytes[at + 1] === CR && bytes[at + 2] === LF)) return at + 1;
	}
	return bytes.length;
}

/** The block as text. Bytes beyond ASCII are UTF-8, else of the charset that the message states, else Western European. */
function headerText(block: Uint8Array, warnings: string[]): string {
	const strict = decodeStrictly(block);
	const utf8 = strict ?? new TextDecoder().decode(block);
	// A file that was written on a classic Mac, or by a program that thinks so: CR alone.
	const text = utf8.includes('\n') ? utf8 : utf8.replace(/\r/g, '\n');
	if (/^\p{ASCII}*$/u.test(text)) return text;
	warnings.push(
		'MIME message: its headers hold letters beyond ASCII that are not encoded (RFC 2047); Outlook may show them wrongly.',
	);
	if (strict !== undefined) return text;
	const charset =
		/^content-type:[^\n]*(?:\n[ \t][^\n]*)*?charset\s*=\s*"?([\w.:-]{1,40})/im.exec(text)?.[1] ?? 'windows-1252';
	return decoderFor(charset).decode(block);
}

/** Undefined: it is not UTF-8. A letter that stands for an unknown one (U+FFFD) may be in what is. */
function decodeStrictly(block: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(block);
	} catch {
		return undefined;
	}
}

function decoderFor(charset: string): TextDecoder {
	try {
		return new TextDecoder(charset);
	} catch {
		return new TextDecoder('windows-1252');
	}
}

/** Headers of the standards that Exchange keeps, uses or writes itself; it drops other names that do not begin with X-. */
const KEPT = new Set(
	`from sender reply-to to cc bcc subject date message-id in-reply-to references comments keywords mime-version
	content-type content-transfer-encoding content-disposition content-id content-description content-language content-class
	content-location content-base content-md5 content-length content-duration content-features
	received return-path delivered-to envelope-to resent-from resent-sender resent-to resent-cc resent-bcc resent-date resent-message-id
	importance priority sensitivity precedence expires expiry-date reply-by supersedes organization user-agent
	disposition-notification-to disposition-notification-options return-receipt-to original-recipient final-recipient
	list-id list-help list-unsubscribe list-unsubscribe-post list-subscribe list-post list-owner list-archive archived-at
	thread-topic thread-index accept-language authentication-results received-spf dkim-signature domainkey-signature
	arc-seal arc-message-signature arc-authentication-results autocrypt feedback-id errors-to status lines newsgroups auto-submitted`.split(
		/\s+/,
	),
);
/** Seen to be gone from what was sent (OBS contrib#1093, dotnet#2209). */
const REMOVED = ['auto-submitted', 'list-unsubscribe', 'list-unsubscribe-post'];
const ONCE = [
	'from',
	'sender',
	'reply-to',
	'to',
	'cc',
	'bcc',
	'subject',
	'date',
	'message-id',
	'mime-version',
	'content-type',
	'content-transfer-encoding',
];

function warnAboutHeaders(email: Email, block: Uint8Array, warnings: string[]): void {
	const warn = (text: string) => warnings.push(`MIME message: ${text}`);
	const keys = new Map<string, { name: string; count: number }>();
	for (const { key, originalKey } of email.headers)
		keys.set(key, { name: originalKey.trim(), count: (keys.get(key)?.count ?? 0) + 1 });
	if (!keys.has('from')) warn('it has no From header.');
	if (!keys.has('date')) warn('it has no Date header.');
	else if (!isDate(email.date)) warn(`its Date, ${quoted(value(email, 'date') ?? '')}, is not a date.`);
	if (keys.has('return-path')) warn('Outlook replaces the header Return-Path by the address of the sender.');
	const removed = REMOVED.filter((key) => keys.has(key)).map((key) => keys.get(key)!.name);
	if (removed.length > 0) warn(`Outlook removes the header${removed.length > 1 ? 's' : ''} ${listed(removed)}.`);
	const isName = (key: string) => /^[\x21-\x39\x3b-\x7e]+$/.test(key);
	const dropped = [...keys]
		.filter(([key]) => isName(key) && !key.startsWith('x-') && !KEPT.has(key))
		.map(([, { name }]) => name);
	if (dropped.length > 0)
		warn(`Outlook drops headers whose names it does not know unless they begin with X-: ${listed(dropped)}.`);
	const repeated = ONCE.filter((key) => (keys.get(key)?.count ?? 0) > 1).map((key) => keys.get(key)!.name);
	if (repeated.length > 0) warn(`these headers may appear only once, but are repeated: ${listed(repeated)}.`);
	const malformed = malformedLine(block);
	if (malformed)
		warn(
			`line ${malformed} of its headers is neither a header nor the continuation of one, so that Outlook may ` +
				'take what follows for the text.',
		);
}

/** Number of the first line in the headers that is neither `name: value` nor a continuation. */
function malformedLine(block: Uint8Array): number | undefined {
	const lines = new TextDecoder('latin1').decode(block).split(/\r\n|\n|\r/);
	const at = lines.findIndex(
		(line, index) => line !== '' && !/^[!-9;-~]+[ \t]*:/.test(line) && !(index > 0 && /^[ \t]/.test(line)),
	);
	return at < 0 ? undefined : at + 1;
}

function listed(names: string[]): string {
	const shown = names
		.slice(0, 5)
		.map((name) => name.slice(0, 60))
		.join(', ');
	return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
