import { base64LinesLength, writeBase64Lines } from './base64';
import { newBoundary } from './boundary';
import { parameterHeader, plainHeader } from './headers';
import { toCrlf } from './newlines';
import type { Parameter } from './parameters';
import { quotedPrintable, textNeeds } from './quotedPrintable';

/** A part of a message (RFC 2045 §2.4 `entity`). Headers are folded and have no CRLF at their ends. */
export type Entity = Leaf | Multipart;

interface Leaf {
	headers: string[];
	/** As it stands in the message, or to be written as base64: a large file is never held in both forms. */
	content: Uint8Array;
	inBase64: boolean;
}

interface Multipart {
	headers: string[];
	boundary: string;
	parts: Entity[];
}

/** Text as UTF-8 with CRLF line ends: as it is where that is safe, else quoted-printable or base64, whichever is shorter. */
export function textEntity(type: string, text: string, parameters: Parameter[] = []): Leaf {
	const bytes = new TextEncoder().encode(toCrlf(text));
	const { escaped, longestLine } = textNeeds(bytes);
	const contentType = parameterHeader('Content-Type', type, [['charset', 'utf-8'], ...parameters]);
	if (escaped === 0 && longestLine <= 76) return leaf([contentType], '7bit', bytes);
	const shorterInBase64 = bytes.length + escaped * 2 > base64LinesLength(bytes.length);
	return shorterInBase64
		? leaf([contentType], 'base64', bytes)
		: leaf([contentType], 'quoted-printable', quotedPrintable(bytes));
}

export function leaf(
	headers: string[],
	encoding: '7bit' | '8bit' | 'quoted-printable' | 'base64',
	content: Uint8Array,
): Leaf {
	return {
		headers: [...headers, plainHeader('Content-Transfer-Encoding', encoding)],
		content,
		inBase64: encoding === 'base64',
	};
}

/** Several parts as one; a single one stays itself. */
export function multipart(subtype: string, parts: Entity[], parameters: Parameter[] = []): Entity {
	if (parts.length === 1) return parts[0]!;
	const boundary = newBoundary(parts.flatMap(verbatimContents));
	return {
		headers: [parameterHeader('Content-Type', `multipart/${subtype}`, [...parameters, ['boundary', boundary]])],
		boundary,
		parts,
	};
}

/** What is written without base64, in which a boundary could stand. */
function verbatimContents(entity: Entity): Uint8Array[] {
	if ('parts' in entity) return entity.parts.flatMap(verbatimContents);
	return entity.inBase64 ? [] : [entity.content];
}

/** Number of bytes that `writeEntity` writes. Headers are ASCII. */
export function entityLength(entity: Entity): number {
	const headers = entity.headers.reduce((sum, header) => sum + header.length + 2, 2);
	if (!('parts' in entity))
		return headers + (entity.inBase64 ? base64LinesLength(entity.content.length) : entity.content.length);
	const delimiter = entity.boundary.length + 6;
	// The first delimiter follows the headers at once; the last one has two more dashes.
	return headers - 2 + entity.parts.reduce((sum, part) => sum + delimiter + entityLength(part), 0) + delimiter + 2;
}

/** Writes the entity into `target` and returns where it ended: the whole message is written once, in place. */
export function writeEntity(entity: Entity, target: Uint8Array, at: number): number {
	const encoder = new TextEncoder();
	const write = (text: string, to: number) => to + encoder.encodeInto(text, target.subarray(to)).written;
	let to = at;
	for (const header of entity.headers) to = write(`${header}\r\n`, to);
	if ('parts' in entity) {
		for (const part of entity.parts) to = writeEntity(part, target, write(`\r\n--${entity.boundary}\r\n`, to));
		return write(`\r\n--${entity.boundary}--\r\n`, to);
	}
	to = write('\r\n', to);
	if (entity.inBase64) return writeBase64Lines(entity.content, target, to);
	target.set(entity.content, to);
	return to + entity.content.length;
}
