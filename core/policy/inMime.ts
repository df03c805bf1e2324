import { decodeBase64 } from '../mime/base64';
import { NOBODY, together, type Found } from './found';
import { inHeader } from './headers';

/** More than readMessage takes for headers. */
const MOST_BYTES = 512 * 1024;

/** Everybody whom a MIME message in base64 names in its headers, in every one that Exchange or a reader may go by. */
export function inMime(base64: string): Found {
	const bytes = decodeBase64(base64);
	if (!(bytes instanceof Uint8Array)) return { named: [], unclear: ['the MIME message, which is not base64'] };
	const lines = headerLines(new TextDecoder().decode(bytes.subarray(0, MOST_BYTES)));
	if (!lines) return { named: [], unclear: ['the headers of the MIME message, whose lines end in more than one way'] };
	return together(NOBODY, ...lines.map(([name, value]) => inHeader(name, value)));
}

/** Name and value of each header; undefined where it depends on the reader what is a line. */
function headerLines(text: string): Array<[name: string, value: string]> | undefined {
	// Some programs pass over what stands before the first header.
	const start = text.replace(/^(?:\ufeff|\s)+/, '');
	const lineEnd = /\r\n|\n|\r/.exec(start)?.[0] ?? '\r\n';
	const end = start.indexOf(lineEnd + lineEnd);
	const block = end < 0 ? start : start.slice(0, end);
	const lines = block.split(lineEnd);
	if (lines.some((line) => /[\r\n]/.test(line))) return undefined;
	const whole: string[] = [];
	for (const line of lines) {
		// What is neither a header nor the continuation of one is passed over.
		if (/^[ \t]/.test(line) && whole.length > 0) whole[whole.length - 1] += line;
		else whole.push(line);
	}
	return whole.map((line) => {
		const colon = line.indexOf(':');
		return [line.slice(0, Math.max(0, colon)), line.slice(colon + 1)];
	});
}
