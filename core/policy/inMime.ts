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
	if (hasTnef(new TextDecoder('latin1').decode(bytes)))
		return { named: [], unclear: ['the MIME message, which holds a message of Outlook (application/ms-tnef)'] };
	return together(NOBODY, ...lines.map(([name, value]) => inHeader(name, value)));
}

/** Multiparts in multiparts. */
const DEEPEST = 20;

/**
 * Whether a part of a message is one of Outlook in a form of its own, whose table of recipients Exchange may take ([MS-OXTNEF]
 * attRecipTable). What an attached message holds is another matter.
 */
function hasTnef(entity: string, depth = 0): boolean {
	if (!/ms-tnef/i.test(entity) || depth > DEEPEST) return false;
	const end = /\r?\n\r?\n|\r\r/.exec(entity.trimStart());
	const head = end ? entity.trimStart().slice(0, end.index) : entity;
	// Readers differ in which of two they take.
	const types = [...head.matchAll(/^content-type[ \t]*:\s*([^\s;]+)/gim)].map(([, type]) => type!.toLowerCase());
	if (types.some((type) => /^application\/(?:vnd\.)?ms-tnef$/.test(type))) return true;
	if (!types.some((type) => type.startsWith('multipart/'))) return false;
	const boundaries = [...head.matchAll(/;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/gi)].map(
		([, inQuotes, plain]) => inQuotes ?? plain!,
	);
	const parts = boundaries.flatMap((boundary) => entity.split(`--${boundary}`).slice(1));
	return parts.some((part) => hasTnef(part.replace(/^[ \t]*(?:\r\n|\r|\n)/, ''), depth + 1));
}

const IS_HEADER = /^[!-9;-~]+[ \t]*(?::|$)/;

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
		// What is neither a header nor the continuation of one is passed over, and nothing continues it.
		if (/^[ \t]/.test(line) && IS_HEADER.test(whole.at(-1) ?? '')) whole[whole.length - 1] += line;
		else whole.push(line);
	}
	return whole.map((line) => {
		const colon = line.indexOf(':');
		return [line.slice(0, Math.max(0, colon)), line.slice(colon + 1)];
	});
}
