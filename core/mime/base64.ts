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
