import { GraphError } from './errors.mts';
import type { GraphRequest } from './graph.mts';

/** What is no base64 at all. DOC create-message */
const invalid = (): GraphError =>
	new GraphError(400, 'ErrorMimeContentInvalidBase64String', 'Invalid base64 string for MIME content.');

/**
 * The MIME message in a `text/plain` request: base64 of it, in lines or not (DOC message-createreply, user-sendmail show lines).
 * The padding must be there and `-` and `_` of base64url count as wrong. INFERRED. Nothing at all is answered like JSON that cannot be read. OBS clients
 */
export function mimeBytes({ body, switches }: GraphRequest): Buffer {
	const base64 = body.replace(/[\r\n]+/g, '');
	if (base64 === '') throw new GraphError(400, switches.wrongTypeCode, 'were unable to deserialize ');
	if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw invalid();
	return Buffer.from(base64, 'base64');
}
