import { invalidField } from '../fields/read';
import { invalidInput, quoted } from '../errors';
import type { InternetMessageHeader } from '../message/headers';
import { asciiDomain, problemOf, type Recipient } from '../message/recipients';
import { encodedWords, LONGEST_WORD } from './encodedWord';
import { formatParameters, type Parameter } from './parameters';

/** RFC 5322 §2.1.1: 78 characters a line should not be exceeded; RFC 2047 §2 allows 76 where encoded words stand. */
const FOLD_AT = 76;
/** RFC 5322 §2.1.1: a line must not have more than 998 octets. A word longer than this is split by encoding it. */
const LONGEST_PLAIN_WORD = 900;
/** RFC 5322 §3.6.8 `ftext`; the length leaves room for a value on the line. */
const FIELD_NAME = /^[\x21-\x39\x3b-\x7e]{1,90}$/;
const IN_ASCII = /^[\x20-\x7e]*$/;

/** Rejects what would end a header and begin another, or cut it off. */
export function refuseLineBreaks(value: string, label: string): void {
	if (!/[\r\n\0]/.test(value)) return;
	throw invalidInput(
		`${label}: ${quoted(value)} contains a ${value.includes('\0') ? 'NUL character' : 'line break'}, which a header cannot have.`,
		'Put it on one line.',
	);
}

/**
 * Joins `name:` and its words with spaces, and breaks the line before a word that would go beyond column 76. The first
 * word stays beside the name where the rules allow it, since some programs take a line without a value for an empty one.
 */
function fold(name: string, words: string[]): string {
	const lines: string[] = [];
	let line = `${name}:`;
	words.forEach((word, index) => {
		const keep = line.length + 1 + word.length <= FOLD_AT || (index === 0 && !word.startsWith('=?'));
		if (!keep) {
			lines.push(line);
			line = '';
		}
		line += ` ${word}`;
	});
	return [...lines, line].join('\r\n');
}

/** Room for the first encoded word behind `name: `; where that is too little, the word goes to a line of its own. */
function roomAfter(name: string): number {
	const room = FOLD_AT - name.length - 2;
	return room < 24 ? LONGEST_WORD : Math.min(room, LONGEST_WORD);
}

/** Subject and the like (RFC 5322 `unstructured`). Only the words that need it are encoded, with what lies between them. */
export function textHeader(name: string, value: string): string {
	refuseLineBreaks(value, name);
	const parts = value.split(' ');
	const needed = parts.map((part) => !IN_ASCII.test(part) || part.includes('=?') || part.length > LONGEST_PLAIN_WORD);
	const first = parts.includes('') ? 0 : needed.indexOf(true);
	// Programs differ in what they keep of spaces in a row or at the ends, so these are encoded too.
	const last = parts.includes('') ? parts.length - 1 : needed.lastIndexOf(true);
	if (value === '' || first < 0) return fold(name, value === '' ? [] : parts);
	const text = parts.slice(first, last + 1).join(' ');
	const words = encodedWords(text, first === 0 ? roomAfter(name) : LONGEST_WORD);
	return fold(name, [...parts.slice(0, first), ...words, ...parts.slice(last + 1)]);
}

/** From, To and the like. */
export function addressHeader(name: string, recipients: Recipient[]): string {
	const words = recipients.flatMap(({ emailAddress: { address, name: displayName } }, index) => {
		const comma = index < recipients.length - 1 ? ',' : '';
		const written = asciiAddress(address, name);
		if (displayName === undefined || displayName === '') return [`${written}${comma}`];
		refuseLineBreaks(displayName, name);
		return [...phrase(displayName, index === 0 ? roomAfter(name) : LONGEST_WORD), `<${written}>${comma}`];
	});
	return fold(name, words);
}

/** A display name (RFC 5322 `phrase`): as it is, in quotes, or encoded. */
function phrase(name: string, room: number): string[] {
	const plain = IN_ASCII.test(name) && !name.includes('=?') && !/^ | {2}| $/.test(name);
	if (plain && /^[\w!#$%&'*+\-/=?^`{|}~ ]+$/.test(name) && name.split(' ').every((word) => word.length < FOLD_AT))
		return name.split(' ');
	const inQuotes = `"${name.replace(/["\\]/g, '\\$&')}"`;
	return plain && inQuotes.length <= room ? [inQuotes] : encodedWords(name, room);
}

/**
 * The address in ASCII: a domain in another script as punycode (IDNA). Letters of another script before the @ are rejected:
 * they need SMTPUTF8 headers (RFC 6532), which Exchange does not take.
 */
function asciiAddress(address: string, field: string): string {
	const at = address.lastIndexOf('@');
	const local = address.slice(0, at);
	const domain = address.slice(at + 1);
	const problem = problemOf(address);
	if (problem !== undefined) throw invalidInput(`${field}: ${quoted(address)} is not an e-mail address.`, problem);
	if (/[^\p{ASCII}]/u.test(local)) {
		throw invalidInput(
			`${field}: ${quoted(address)} has letters before the @ that a MIME message cannot carry.`,
			'Use an address in plain letters, or switch Any Header (MIME) off.',
		);
	}
	return `${local}@${/^[\x21-\x7e]*$/.test(domain) ? domain : asciiDomain(domain)}`;
}

/** Content-Type and Content-Disposition. */
export function parameterHeader(name: string, value: string, parameters: Parameter[]): string {
	const words = [value, ...formatParameters(parameters)];
	return fold(
		name,
		words.map((word, index) => (index < words.length - 1 ? `${word};` : word)),
	);
}

/** Message-ID, Content-ID, Date, MIME-Version: written by this package, and never folded. */
export const plainHeader = (name: string, value: string) => `${name}: ${value}`;

/** RFC 5322 §3.3, in UTC. */
export function formatDate(date: Date): string {
	return date.toUTCString().replace('GMT', '+0000');
}

/** Headers that have a field, or that hold the message together. */
const FIELD_OF: Record<string, string> = {
	from: 'the field From',
	to: 'the field To',
	cc: 'the field Cc',
	bcc: 'the field Bcc',
	subject: 'the field Subject',
	'reply-to': 'the field Reply To',
};
const WRITTEN_HERE = [
	'message-id',
	'mime-version',
	'content-type',
	'content-transfer-encoding',
	'content-disposition',
	'content-id',
];
/** Their values are free text, which may be encoded as a whole; those of other headers have a syntax. */
const FREE_TEXT = /^(?:x-.*|comments|keywords|organization|thread-topic|content-description)$/i;

/** A header by its name: any name of RFC 5322, except those that the message is held together by. */
export function customHeader({ name, value }: InternetMessageHeader): string {
	const key = name.toLowerCase();
	if (!FIELD_NAME.test(name))
		throw invalidField(
			'customHeaders',
			`${quoted(name)} cannot be a header name.`,
			'Use letters, digits and hyphens, for example x-ticket-id.',
		);
	if (key in FIELD_OF)
		throw invalidField('customHeaders', `${quoted(name)} has a field of its own.`, `Use ${FIELD_OF[key]}.`);
	if (WRITTEN_HERE.includes(key)) {
		throw invalidField(
			'customHeaders',
			`${quoted(name)} is written for every composed message.`,
			'To decide on it, set Message Comes From to Source Text and give the complete message.',
		);
	}
	refuseLineBreaks(value, `Custom headers, ${name}`);
	if (!FREE_TEXT.test(name) && value.split(' ').some((word) => word.length > LONGEST_PLAIN_WORD)) {
		throw invalidField(
			'customHeaders',
			`${quoted(name)} has a value that does not fit into a line of 998 bytes.`,
			'Put spaces between its parts, or shorten it.',
		);
	}
	return textHeader(name, value);
}
