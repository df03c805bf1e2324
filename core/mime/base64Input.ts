import { invalidInput, quoted } from '../errors';
import { decodeBase64 } from './base64';
import { BASE64_OF_MESSAGE, recognise } from './recognise';

interface Base64Message {
	bytes: Uint8Array;
	/** The same as Graph takes it: standard alphabet, unwrapped, padded. Never encoded anew. */
	base64: string;
	warnings: string[];
}

/**
 * Reads a MIME message given as base64: wrapped or not, as a data URI, or base64url, which is converted with a warning.
 * What is cut off, lacks its padding or is no base64 at all is rejected with what it looks like.
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
			'Use a data URI that begins like data:message/rfc822;base64, or set Message Comes From to Source Text.',
		);
	return text.slice(prefix.length);
}

function cutOff(base64: string) {
	const rest = base64.length % 4;
	const padding = '='.repeat(4 - rest);
	if (rest === 1 || base64.endsWith('=')) {
		return invalidInput(
			`MIME base64: it is cut off or damaged (${base64.length} characters, which is not a multiple of 4).`,
			'Copy the whole base64 text.',
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
			'Set Message Comes From to Source Text.',
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
		'Give the base64 of a complete message, and nothing else.',
	);
}
