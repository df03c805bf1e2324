import { encodeBase64 } from './base64';

/** RFC 2047 §2: an encoded word has at most 75 characters; this much of them is `=?utf-8?Q?` and `?=`. */
export const LONGEST_WORD = 75;
const FRAME = '=?utf-8?Q?'.length + '?='.length;
/** What Q may show as it is in every place, display names included (RFC 2047 §5 rule 3). */
const PLAIN_IN_Q = /[A-Za-z0-9!*+\-/]/;

const encoder = new TextEncoder();

/**
 * Encoded words (RFC 2047, UTF-8) for a text, cut only between characters; written with a space between them they decode
 * to exactly this text. B or Q, whichever is shorter. The first has at most `first` characters, since a name stands before it.
 */
export function encodedWords(text: string, first = LONGEST_WORD): string[] {
	const useQ = qLength(text) <= Math.ceil(encoder.encode(text).length / 3) * 4;
	const words: string[] = [];
	let piece = '';
	let size = 0;
	for (const char of text) {
		const needed = useQ ? qLength(char) : encoder.encode(char).length;
		const room = (words.length === 0 ? first : LONGEST_WORD) - FRAME;
		if (piece !== '' && size + needed > (useQ ? room : Math.floor(room / 4) * 3)) {
			words.push(useQ ? qWord(piece) : bWord(piece));
			piece = '';
			size = 0;
		}
		piece += char;
		size += needed;
	}
	if (piece !== '') words.push(useQ ? qWord(piece) : bWord(piece));
	return words;
}

function qLength(text: string): number {
	let length = 0;
	for (const char of text) length += char === ' ' || PLAIN_IN_Q.test(char) ? 1 : encoder.encode(char).length * 3;
	return length;
}

function qWord(text: string): string {
	let word = '';
	for (const char of text) {
		if (char === ' ') word += '_';
		else if (PLAIN_IN_Q.test(char)) word += char;
		else for (const byte of encoder.encode(char)) word += `=${hexByte(byte)}`;
	}
	return `=?utf-8?Q?${word}?=`;
}

const bWord = (text: string) => `=?utf-8?B?${encodeBase64(encoder.encode(text))}?=`;

export const hexByte = (byte: number) => byte.toString(16).toUpperCase().padStart(2, '0');
