import { decodeWords } from 'postal-mime';

import { quoted } from '../errors';
import type { Found } from './found';

/** Headers that say whom a message goes to, by their names in lower case. */
const RECIPIENTS = ['to', 'cc', 'bcc', 'resent-to', 'resent-cc', 'resent-bcc', 'apparently-to', 'x-receiver'];
/** Headers that say where its answers and receipts go. */
const ANSWERS = [
	'reply-to',
	'resent-reply-to',
	'mail-reply-to',
	'mail-followup-to',
	'disposition-notification-to',
	'return-receipt-to',
	'read-receipt-to',
	'x-confirm-reading-to',
	'errors-to',
];

/** The name of a header without what some programs pass over in it. */
const nameOf = (name: string) => name.replace(/[^!-9;-~]/g, '').toLowerCase();

export const isRecipientHeader = (name: string): boolean =>
	RECIPIENTS.includes(nameOf(name)) || ANSWERS.includes(nameOf(name));

/** Everybody whom a header names; nobody in a header of another kind. */
export function inHeader(name: string, value: string): Found {
	if (!isRecipientHeader(name)) return { named: [], unclear: [] };
	const counts = RECIPIENTS.includes(nameOf(name));
	const where = `the header ${quoted(name.trim()).slice(1, -1)}`;
	const addresses = addressesIn(value);
	if (!addresses) return { named: [], unclear: [`${where} (${quoted(value)})`] };
	return { named: addresses.map((address) => ({ address, where, counts })), unclear: [] };
}

/** What an entry of a list of addresses holds so far. */
interface Entry {
	/** Atoms, and texts in their quotes. */
	words: string[];
	angles: string[];
}

/**
 * The addresses of a header's value (RFC 5322 §3.4), the line breaks taken out. Undefined for what two programs may read in two ways:
 * this decides who is allowed, and Exchange who gets it.
 */
function addressesIn(value: string): string[] | undefined {
	const text = value.replace(/[\r\n]+/g, '');
	const found: string[] = [];
	let entry: Entry = { words: [], angles: [] };
	const flush = (): boolean => {
		const address = addressOf(entry);
		entry = { words: [], angles: [] };
		if (address === undefined) return false;
		if (address !== '') found.push(address);
		return true;
	};
	for (let at = 0; at < text.length; ) {
		const char = text[at]!;
		const end = endOf(text, at);
		if (end === undefined) return undefined;
		const piece = text.slice(at, end);
		at = end;
		if (/\s/.test(char) || char === '(') continue;
		if (char === ',' || char === ';') {
			if (!flush()) return undefined;
		} else if (char === ':') {
			// Behind the name of a group; an address is none.
			if (entry.angles.length > 0 || entry.words.length === 0 || areOdd(entry.words)) return undefined;
			entry = { words: [], angles: [] };
		} else if (char === '<') entry.angles.push(piece.slice(1, -1).trim());
		else entry.words.push(piece);
	}
	return flush() ? found : undefined;
}

/** Where the piece that begins at `at` ends; undefined: never, or it holds what it must not. */
function endOf(text: string, at: number): number | undefined {
	const char = text[at]!;
	if (/[\s,;:]/.test(char)) return at + 1;
	if (char === '"') return behind(text, at, (one) => one === '"');
	if (char === '(') {
		let depth = 0;
		return behind(text, at - 1, (one) => {
			depth += one === '(' ? 1 : one === ')' ? -1 : 0;
			return depth === 0;
		});
	}
	if (char === '<') {
		const end = text.indexOf('>', at);
		return end < 0 || /[<"()]/.test(text.slice(at + 1, end)) ? undefined : end + 1;
	}
	if (/[)>\\[\]]/.test(char)) return undefined;
	let end = at;
	while (end < text.length && !/[\s,;:<>()"\\]/.test(text[end]!)) end++;
	return end;
}

/** Behind the first character after `at` for which `ends` holds; a backslash takes the one behind it along. */
function behind(text: string, at: number, ends: (char: string) => boolean): number | undefined {
	for (let next = at + 1; next < text.length; next++) {
		if (text[next] === '\\') next++;
		else if (ends(text[next]!)) return next + 1;
	}
	return undefined;
}

/** `''`: nobody; undefined: not certain. */
function addressOf({ words, angles }: Entry): string | undefined {
	const [first = '', ...more] = words;
	if (angles.length > 1) return undefined;
	if (angles.length === 1) {
		const address = angles[0]!;
		// Programs write `a@contoso.com <a@contoso.com>`: whichever of the two is taken, it is the same person.
		const isSame = more.length === 0 && decodeWords(first).toLowerCase() === address.toLowerCase();
		// `a@contoso.com <b@example.com>`: programs differ in whom they take.
		return areOdd(words) && !isSame ? undefined : address;
	}
	if (words.length === 0) return '';
	// A name without an address would be looked up in the address book.
	return more.length === 0 && !first.startsWith('"') ? first : undefined;
}

const ENCODED_WORD = /=\?([^\s?]+)\?[bq]\?[^?]*\?=/gi;
/** What an address looks like in a name that is decoded too early. */
const ADDRESS_INSIDE = /[^\s]@[^\s]|</;

/**
 * Whether the words of a name may be taken for an address: one of them is one, or encoded words hold one, also in quotes and in the
 * middle of a word, since some programs decode them too early.
 */
function areOdd(words: string[]): boolean {
	const encoded = words.flatMap((word) => [...word.matchAll(ENCODED_WORD)]);
	if (encoded.some(([, charset]) => !isCharset(charset!))) return true;
	// One after the other belong together.
	if (ADDRESS_INSIDE.test(decodeWords(encoded.map(([whole]) => whole).join(' ')))) return true;
	return words.some((word) => !word.startsWith('"') && /[@＠]/.test(word.replace(ENCODED_WORD, '')));
}

/** In an unknown one an @ may hide. */
function isCharset(name: string): boolean {
	try {
		return new TextDecoder(name.replace(/\*.*$/s, '')).encoding !== '';
	} catch {
		return false;
	}
}
