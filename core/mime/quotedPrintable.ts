const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const DOT = 46;
const EQUALS = 61;
const HEX = Uint8Array.from('0123456789ABCDEF', (char) => char.charCodeAt(0));
/** RFC 2045 §6.7: at most 76 characters a line; one is kept for the `=` of a soft break. */
const MOST_ON_LINE = 75;

/** `From ` at the start of a line, which mbox files take for the start of a message. */
function beginsWithFrom(bytes: Uint8Array, at: number): boolean {
	return (
		bytes[at] === 70 &&
		bytes[at + 1] === 114 &&
		bytes[at + 2] === 111 &&
		bytes[at + 3] === 109 &&
		bytes[at + 4] === SPACE
	);
}

const isLineEnd = (bytes: Uint8Array, at: number) => at >= bytes.length || (bytes[at] === CR && bytes[at + 1] === LF);

/**
 * Which bytes must be written as `=XX`: outside printable ASCII, `=`, white space before a line end (some systems strip
 * it), and at the start of a line a dot (SMTP) or `From `.
 */
function mustEscape(bytes: Uint8Array, at: number, atLineStart: boolean): boolean {
	const byte = bytes[at]!;
	if (byte === SPACE || byte === TAB) return isLineEnd(bytes, at + 1);
	if (byte < 33 || byte > 126 || byte === EQUALS) return true;
	return atLineStart && (byte === DOT || beginsWithFrom(bytes, at));
}

interface TextNeeds {
	/** Bytes that quoted-printable writes as three. */
	escaped: number;
	longestLine: number;
}

/** What a text part, as UTF-8 with CRLF line ends, asks of its transfer encoding. */
export function textNeeds(bytes: Uint8Array): TextNeeds {
	let escaped = 0;
	let longestLine = 0;
	let lineStart = 0;
	for (let at = 0; at < bytes.length; at++) {
		if (bytes[at] === CR && bytes[at + 1] === LF) {
			longestLine = Math.max(longestLine, at - lineStart);
			at += 1;
			lineStart = at + 1;
		} else if (mustEscape(bytes, at, at === lineStart)) {
			escaped += 1;
		}
	}
	return { escaped, longestLine: Math.max(longestLine, bytes.length - lineStart) };
}

/** Quoted-printable of text with CRLF line ends. A soft break never makes a line that begins with a dot or `From `. */
export function quotedPrintable(bytes: Uint8Array): Uint8Array {
	const { escaped } = textNeeds(bytes);
	const characters = bytes.length + escaped * 2;
	// A soft break costs three characters, and may force one escape (two more) at the start of the next line.
	const target = new Uint8Array(characters + Math.ceil(characters / (MOST_ON_LINE - 2) + 1) * 5);
	let to = 0;
	let onLine = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte === CR && bytes[at + 1] === LF) {
			target[to++] = CR;
			target[to++] = LF;
			at += 1;
			onLine = 0;
			continue;
		}
		if (onLine + (mustEscape(bytes, at, onLine === 0) ? 3 : 1) > MOST_ON_LINE) {
			target[to++] = EQUALS;
			target[to++] = CR;
			target[to++] = LF;
			onLine = 0;
		}
		if (mustEscape(bytes, at, onLine === 0)) {
			target[to++] = EQUALS;
			target[to++] = HEX[byte >> 4]!;
			target[to++] = HEX[byte & 15]!;
			onLine += 3;
		} else {
			target[to++] = byte;
			onLine += 1;
		}
	}
	return target.subarray(0, to);
}
