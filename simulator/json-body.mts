import { emptyPayload, GraphError, NO_KNOWN_CODE } from './errors.mts';
import type { GraphRequest } from './graph.mts';

export const mediaType = (request: GraphRequest): string => (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();

/** Refuses no body at all (OBS Mailozaurr#40), and what is not JSON: the status is documented (concepts/errors), the code is not. */
export function requireJson(request: GraphRequest): void {
	if (request.body.trim() === '') throw emptyPayload();
	const type = mediaType(request);
	if (type !== 'application/json') throw new GraphError(415, NO_KNOWN_CODE, `The content type '${type}' is not supported. Use application/json or text/plain.`);
}
