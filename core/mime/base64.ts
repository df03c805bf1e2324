import { invalidInput, quoted } from '../errors';
import { BASE64_OF_MESSAGE, recognise } from './recognise';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGIT = Uint8Array.from(ALPHABET, (char) => char.charCodeAt(0));
const PADDING = 61;
/** Value of each character code; 64 for what is not of the alphabet. */
const VALUE = new Uint8Array(128).fill(64);
for (let value = 0; value < 64; value++) VALUE[DIGIT[value]!] = value;

/** RFC 2045 §6.8: lines of 76 characters, which are 57 bytes. */
const BYTES_A_LINE = 57;
/** Bytes encoded at a time: a multiple of 3, small enough that the copy beside the result does not count. */
const CHUNK = 48 * 1024;

/** Length of `bytes` bytes as unwrapped base64. */
export const base64Length = (bytes: number) => Math.ceil(bytes / 3) * 4;

/** Length of `bytes` bytes as base64 in lines, with CRLF between them and none at the end. */
export function base64LinesLength(bytes: number): number {
	return bytes === 0 ? 0 : base64Length(bytes) + (Math.ceil(bytes / BYTES_A_LINE) - 1) * 2;
}

function encodeInto(bytes: Uint8Array, from: number, end: number, target: Uint8Array, at: number): number {
	let read = from;
	let to = at;
	for (; read + 2 < end; read += 3) {
		const three = (bytes[read]! << 16) | (bytes[read + 1]! << 8) | bytes[read + 2]!;
		target[to++] = DIGIT[three >> 18]!;
		target[to++] = DIGIT[(three >> 12) & 63]!;
		target[to++] = DIGIT[(three >> 6) & 63]!;
		target[to++] = DIGIT[three & 63]!;
	}
	if (read < end) {
		const two = (bytes[read]! << 8) | (read + 1 < end ? bytes[read + 1]! : 0);
		target[to++] = DIGIT[two >> 10]!;
		target[to++] = DIGIT[(two >> 4) & 63]!;
		target[to++] = read + 1 < end ? DIGIT[(two << 2) & 63]! : PADDING;
		target[to++] = PADDING;
	}
	return to;
}

/** Unwrapped standard base64, as Graph takes a MIME message. */
export function encodeBase64(bytes: Uint8Array): string {
	const chunk = new Uint8Array(base64Length(Math.min(bytes.length, CHUNK)));
	const decoder = new TextDecoder();
	let text = '';
	for (let from = 0; from < bytes.length; from += CHUNK) {
		const length = encodeInto(bytes, from, Math.min(bytes.length, from + CHUNK), chunk, 0);
		text += decoder.decode(chunk.subarray(0, length));
	}
	return text;
}

/** Writes base64 in lines of 76 characters into `target`; returns where it ended. */
export function writeBase64Lines(bytes: Uint8Array, target: Uint8Array, at: number): number {
	let to = at;
	for (let from = 0; from < bytes.length; from += BYTES_A_LINE) {
		if (from > 0) {
			target[to++] = 13;
			target[to++] = 10;
		}
		to = encodeInto(bytes, from, Math.min(bytes.length, from + BYTES_A_LINE), target, to);
	}
	return to;
}

/** Decodes unwrapped standard base64 with padding; the position of the first character that cannot be there otherwise. */
export function decodeBase64(text: string): Uint8Array | { wrongAt: number } {
	const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
	const length = text.length - padding;
	const bytes = new Uint8Array(Math.floor((length * 3) / 4));
	let bits = 0;
	let held = 0;
	let to = 0;
	for (let at = 0; at < length; at++) {
		const code = text.charCodeAt(at);
		const value = code < 128 ? VALUE[code]! : 64;
		if (value === 64) return { wrongAt: at };
		held = ((held << 6) | value) & 0xffff;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[to++] = held >> bits;
		}
	}
	return bytes;
}

export interface Base64Message {
	bytes: Uint8Array;
	/** The same as Graph takes it: standard alphabet, unwrapped, padded. Never encoded anew. */
	base64: string;
	warnings: string[];
}

/**
 * Reads a MIME message given as base64: wrapped or not, as a data URI, or base64url, which is converted with a warning.
 * What is cut off, lacks its padding or is no base64 at all is refused with what it looks like.
 */
export function readBase64(text: string): Base64Message {
	const warnings: string[] = [];
	const given = withoutDataUri(text);
	// First of all, since text full of white space takes long to be stripped of it.
	const foreign = given.search(/[^\w+/=\s-]/);
	if (foreign >= 0) throw notBase64(text, given, foreign);
	let base64 = given.replace(/\s+/g, '');
	if (base64 === '')
		throw invalidInput(
			'MIME base64: there is no text.',
			'Give the base64 of a whole message, for example from the content of an .eml file.',
		);
	const isUrlSafe = /[-_]/.test(base64) && /^[\w-]*={0,2}$/.test(base64);
	if (isUrlSafe) {
		base64 = base64.replace(/-/g, '+').replace(/_/g, '/');
		base64 = base64.padEnd(Math.ceil(base64.length / 4) * 4, base64.length % 4 === 1 ? '' : '=');
		warnings.push(
			'MIME base64: it was written in the alphabet for URLs (- and _) and has been converted to standard base64.',
		);
	}
	const bytes = decodeBase64(base64);
	if ('wrongAt' in bytes) throw notBase64(text, base64, bytes.wrongAt);
	if (base64.length % 4 !== 0) throw cutOff(base64);
	return { bytes, base64, warnings };
}

function withoutDataUri(text: string): string {
	const prefix = /^\s*data:[^,]{0,500},/i.exec(text)?.[0];
	if (prefix === undefined) return text;
	if (!/;\s*base64\s*,$/i.test(prefix))
		throw invalidInput(
			'MIME base64: this is a data URI without base64.',
			'Use a data URI that begins like data:message/rfc822;base64, or choose the source text.',
		);
	return text.slice(prefix.length);
}

function cutOff(base64: string) {
	const rest = base64.length % 4;
	const padding = '='.repeat(4 - rest);
	if (rest === 1 || base64.endsWith('=')) {
		return invalidInput(
			`MIME base64: it is cut off or damaged (${base64.length} characters, which is not a multiple of 4).`,
			'Take over the whole base64 text.',
		);
	}
	return invalidInput(
		`MIME base64: its padding is missing (${base64.length} characters, which is not a multiple of 4), so that its end may be cut off.`,
		`If it is complete, add ${quoted(padding)} at its end.`,
	);
}

/** `wrongAt` is a place in `base64`. */
function notBase64(text: string, base64: string, wrongAt: number) {
	const what = recognise(new TextEncoder().encode(text.slice(0, 100_000)));
	if (what === undefined)
		return invalidInput(
			'MIME base64: this is the text of a MIME message, not base64.',
			'Choose the source text for it.',
		);
	if (what.sure && what.is !== BASE64_OF_MESSAGE)
		return invalidInput(`MIME base64: this is ${what.is}, not base64.`, what.hint);
	const char = String.fromCodePoint(base64.codePointAt(wrongAt)!);
	if (char === '%')
		return invalidInput(
			'MIME base64: it is percent-encoded, as in a web address.',
			'Decode it first: decodeURIComponent() in an expression.',
		);
	return invalidInput(
		`MIME base64: ${quoted(char)} at character ${wrongAt + 1} cannot be part of base64.`,
		'Give the base64 of a whole message, and nothing else.',
	);
}
