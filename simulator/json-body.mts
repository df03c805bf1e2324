import { emptyPayload, GraphError, NO_KNOWN_CODE } from './errors.mts';
import type { GraphRequest } from './graph.mts';

export const mediaType = (request: GraphRequest): string =>
	(request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();

/** Refuses no body at all (OBS Mailozaurr#40), and what is not JSON: the status is documented (concepts/errors), the code is not. */
export function requireJson(request: GraphRequest): void {
	if (request.body.trim() === '') throw emptyPayload();
	const type = mediaType(request);
	if (type !== 'application/json')
		throw new GraphError(
			415,
			NO_KNOWN_CODE,
			`The content type '${type}' is not supported. Use application/json or text/plain.`,
		);
}

/** The standard quota of Microsoft's OData library, whose reader Graph uses; that Graph keeps it is INFERRED. Deeper values also exhaust the stack when they are written. */
const DEEPEST = 100;

/** How deep brackets lie in a JSON text; those in strings do not count. */
function depthOf(text: string): number {
	let depth = 0;
	let deepest = 0;
	let inString = false;
	for (let at = 0; at < text.length; at++) {
		const character = text.charCodeAt(at);
		if (inString) {
			if (character === 0x5c) at++;
			else if (character === 0x22) inString = false;
		} else if (character === 0x22) inString = true;
		else if (character === 0x7b || character === 0x5b) deepest = Math.max(deepest, ++depth);
		else if (character === 0x7d || character === 0x5d) depth--;
	}
	return deepest;
}

/** Undefined for what is no JSON or lies too deep. */
export function parseJson(text: string): unknown {
	if (depthOf(text) > DEEPEST) return undefined;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
