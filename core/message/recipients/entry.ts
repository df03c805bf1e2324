import { decodeWords } from 'postal-mime';

import { isUsual, plainAddress, problemOf } from './address';
import type { Entry } from './entries';
import { cleanName, trimInvisible, trimName } from './invisible';
import { withoutMarks } from './markup';
import type { Recipient } from './recipient';
import { refusal, SEPARATE } from './refusal';
import { insideQuotes } from './scan';

/** What an entry turns out to be: one recipient, or a text that stood in quotes or was encoded and is to be read anew. */
export type Read = { recipient: Recipient } | { text: string };

const ENCODED_WORDS = /^(?:=\?[^\s?]+\?[bq]\?[^?\s]*\?=\s*)+$/i;
/** A name of quoted words only, also with comments between them. Other quotes are a part of it: `Robert "Bob" Smith`. */
const WORDS_IN_QUOTES = /^(?:\([^()"]*\)\s*)*(?:"(?:[^"\\]|\\.)*"\s*(?:\([^()"]*\)\s*)*)+$/s;
const BRACKETS: Record<string, string> = { ')': '(', ']': '[', '}': '{', '）': '（', '】': '【', '］': '［' };

/** `a@x.com`, `a@x.com (Name)`, `Name <a@x.com>`, `Name [a@x.com]`, `"Name, any" <a@x.com>`, or any of them in quotes. */
export function readEntry(entry: Entry, field: string): Read {
	const plain = entry.text.trim();
	if (entry.name === undefined && isUsual(plain)) return { recipient: { emailAddress: { address: plain } } };
	const text = withoutMarks(trimInvisible(entry.text)).replace(/＜/g, '<').replace(/＞/g, '>');
	if (entry.name !== undefined) {
		const read = readEntry({ text }, field);
		if ('recipient' in read && read.recipient.emailAddress.name === undefined)
			return { recipient: recipient(read.recipient.emailAddress.address, entry.name, entry.text, field) };
		throw refusal(`${entry.name} | ${entry.text.trim()}`, field, SEPARATE);
	}
	if (ENCODED_WORDS.test(text)) {
		const decoded = decodeWords(text);
		if (decoded === text || !decoded.includes('@')) throw refusal(entry.text, field);
		return { text: decoded };
	}
	const inner = wholeIn(text);
	if (inner !== undefined) return { text: inner };
	return { recipient: fromAngle(text, field) ?? fromBrackets(text, field) ?? bare(text, '', text, field) };
}

/** What stands in quotes as a whole, such as a cell of a spreadsheet or the address of a script. */
function wholeIn(text: string): string | undefined {
	if (/^"(?:[^"\\]|\\.|"")+"$/s.test(text)) {
		const inner = text.slice(1, -1).replace(/\\(.)|"(")/gs, '$1$2');
		return /[@＠]/.test(inner) ? inner : undefined;
	}
	const quoted = insideQuotes(text);
	return quoted !== undefined && /[@＠]/.test(quoted) ? quoted : undefined;
}

/** `Name <address>`, also with a comment behind it; undefined: no pair of brackets. */
function fromAngle(text: string, field: string): Recipient | undefined {
	const close = text.lastIndexOf('>');
	const open = text.lastIndexOf('<', close);
	if (close < 0 || open < 0) return undefined;
	let last = close;
	let first = open;
	// `<<a@x.com>>`: as many brackets on both sides.
	while (text[last - 1] === '>') last--;
	while (text[first - 1] === '<') first--;
	const opened = text.lastIndexOf('<', last) + 1;
	const tail = trimInvisible(text.slice(close + 1));
	if (close - last !== opened - 1 - first) throw refusal(text, field);
	if (!/^(?:[.。]|\([^()@]*\)\.?)?$/.test(tail)) throw refusal(text, field, SEPARATE);
	const comment = /^\((.*)\)/s.exec(tail)?.[1] ?? '';
	const name = text.slice(0, first);
	return bare(text.slice(opened, last), trimName(name) === '' ? comment : name, text, field);
}

/** `John [a@x.com]`, `John (a@x.com)`, `(a@x.com)`, `a@x.com (John)`, `(John) a@x.com`; undefined: none of them. */
function fromBrackets(text: string, field: string): Recipient | undefined {
	if (text.startsWith('(')) {
		const end = closingOf(text);
		const rest = trimInvisible(text.slice(end + 1));
		const behind = /^([^()]*)\(([^()]*)\)$/.exec(rest);
		const address = trimInvisible(behind?.[1] ?? rest);
		if (end > 0 && address !== '' && !/[\s()]/.test(address))
			return commented(address, [text.slice(1, end), behind?.[2] ?? ''].join(' '), text, field);
	}
	const start = openingOf(text);
	if (start < 0 || text[start - 1] === '@' || text[start - 1] === '＠') return undefined;
	const inside = trimInvisible(text.slice(start + 1, -1));
	const outside = trimInvisible(text.slice(0, start));
	if (/[@＠]/.test(inside)) return bare(inside, outside, text, field);
	return text.endsWith(')') || text.endsWith('）') ? commented(outside, inside, text, field) : undefined;
}

/** A comment beside a bare address is its name, the oldest form of mail. */
function commented(address: string, comment: string, text: string, field: string): Recipient {
	if (/[@＠<]|\\$/.test(comment)) throw refusal(text, field, SEPARATE);
	return bare(address, comment, text, field);
}

/** An address without brackets or quotes around it, and the name that it goes with. */
function bare(addressText: string, nameText: string, text: string, field: string): Recipient {
	const inner = trimInvisible(withoutMarks(trimInvisible(addressText)));
	const unquoted = insideQuotes(inner);
	const address = plainAddress(unquoted !== undefined && /[@＠]/.test(unquoted) ? trimInvisible(unquoted) : inner);
	checkAddress(address, text, field);
	return recipient(address, nameOf(nameText, address, text, field), text, field);
}

/** The display name as it is read; rejects what may be another recipient. */
function nameOf(given: string, address: string, text: string, field: string): string {
	const raw = withoutMarks(trimName(given));
	// `Jane @ Contoso` is a name; `jane @ contoso.com` is an address.
	const outside = raw.replace(/"(?:[^"\\]|\\.)*"/gs, '').replace(/(?<=[^\s@] )@(?= [^\s.@]+(?: [^@]*)?$)/, '');
	const unquoted = trimInvisible(insideQuotes(raw) ?? raw);
	// Outlook itself writes 'a@x.com' <a@x.com>; any other address in place of a name is a forgotten separator.
	if (plainAddress(unquoted).toLowerCase() === address.toLowerCase()) return '';
	if (/[@＠]/.test(outside)) throw refusal(text, field, SEPARATE);
	if (/[<>"]/.test(outside.replace(/\\["\\]/g, ''))) throw refusal(text, field);
	if (/:/.test(outside.replace(/=\?[^\s?]+\?[bq]\?[^?\s]*\?=/gi, '')) && !/\s$/.test(outside))
		throw refusal(text, field);
	return unquotedName(raw);
}

function unquotedName(raw: string): string {
	const comment = /^\(([^()]*)\)$/.exec(raw)?.[1];
	const name = WORDS_IN_QUOTES.test(raw)
		? raw.replace(
				/"((?:[^"\\]|\\.)*)"|(\([^()"]*\))/gs,
				(_whole, inner?: string, between?: string) => ` ${between ?? inner!.replace(/\\(.)/gs, '$1')} `,
			)
		: (insideQuotes(raw) ?? comment ?? raw);
	return name.includes('=?') ? decodeWords(name.replace(/\s+/g, ' ')) : name;
}

/** Puts address and name together, for entries and for objects. */
export function recipient(address: string, givenName: string, entry: unknown, field: string): Recipient {
	const name = cleanName(givenName);
	const other = /<([^<>]*@[^<>]*)>/.exec(name)?.[1];
	if (other !== undefined && other.toLowerCase() !== address.toLowerCase()) throw refusal(entry, field, SEPARATE);
	const plain = other === undefined ? name : cleanName(name.replace(/<[^<>]*@[^<>]*>/, ''));
	return { emailAddress: plain === '' || plain === address ? { address } : { address, name: plain } };
}

/** What is wrong with the address is said where the rest of the entry is clear; otherwise the shape of the entry tells more. */
function checkAddress(address: string, entry: string, field: string): void {
	const problem = problemOf(address);
	if (problem === undefined) return;
	const isPage = /^[a-z]+:\/\//i.test(address);
	const isOne =
		!isPage && /^[^\s@<>"]+@[^\s@<>"]+$/u.test(address) && !/["<>]/.test(entry.replace(/<[^<>]*>|"[^"]*"/g, ''));
	throw isOne ? refusal(entry, field, problem) : refusal(entry, field);
}

/** Where the bracket closes that a text begins with; -1 if it does not. */
function closingOf(text: string): number {
	let depth = 0;
	for (let i = 0; i < text.length; i++) {
		if (text[i] === '(') depth += 1;
		else if (text[i] === ')' && --depth === 0) return i;
	}
	return -1;
}

/** Where the bracket opens that a text ends with; -1 if it ends with none. */
function openingOf(text: string): number {
	const close = text.at(-1) ?? '';
	const open = BRACKETS[close];
	if (open === undefined) return -1;
	let depth = 0;
	for (let i = text.length - 1; i >= 0; i--) {
		if (text[i] === close) depth += 1;
		else if (text[i] === open && --depth === 0) return i;
	}
	return -1;
}
