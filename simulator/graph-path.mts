import { badQuery } from './errors.mts';

/**
 * Splits a request target behind `/v1.0` into decoded segments; the key form `messages('id')` becomes two of them.
 * DOC outlook-share-messages-folders, outlook-large-attachments show both forms.
 */
export function graphSegments(path: string): string[] {
	const segments: string[] = [];
	for (const raw of path.split('/')) {
		if (raw === '') continue;
		const text = decode(raw);
		const keyed = /^([A-Za-z]+)\('(.*)'\)$/s.exec(text);
		if (keyed) segments.push(keyed[1], keyed[2].replaceAll("''", "'"));
		else segments.push(text);
	}
	return segments;
}

function decode(raw: string): string {
	try {
		return decodeURIComponent(raw);
	} catch {
		// INFERRED: no source says how Graph answers a bad percent escape.
		throw badQuery('The request URI is not valid.');
	}
}
