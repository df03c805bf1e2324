import { emptyPayload, GraphError, NO_KNOWN_CODE } from './errors.mts';
import type { GraphRequest } from './graph.mts';

export const mediaType = (request: GraphRequest): string => (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();

/** Refuses what is not JSON, and no body at all. The status is documented (concepts/errors), the code is not. */
export function requireJson(request: GraphRequest): void {
	const type = mediaType(request);
	if (type !== 'application/json') throw new GraphError(415, NO_KNOWN_CODE, `The content type '${type}' is not supported. Use application/json or text/plain.`);
	if (request.body.trim() === '') throw emptyPayload();
}
