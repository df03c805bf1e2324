/** An answer of Graph that is an error. Codes and texts come from documentation and published reports; see docs/graph-behaviour.md. */
export class GraphError extends Error {
	status: number;
	code: string;
	headers: Record<string, string>;
	/** Some answers have no `innerError`. OBS NangoHQ/integration-templates (ErrorAccountSuspend) */
	bare = false;

	constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.headers = headers;
	}
}

/** For answers whose status is documented but whose code is not: `UnknownError` is a real Graph code (docs#5853) that says nothing. */
export const NO_KNOWN_CODE = 'UnknownError';

/** DOC concepts/errors, OBS docs#17008: the date has no zone, it is UTC. */
export function errorBody(error: GraphError, requestId: string, clientRequestId: string, now: number): string {
	const date = new Date(now).toISOString().slice(0, 19);
	return JSON.stringify({
		error: {
			code: error.code,
			message: error.message,
			...(error.bare ? {} : { innerError: { date, 'request-id': requestId, 'client-request-id': clientRequestId } }),
		},
	});
}

export const itemNotFound = (): GraphError =>
	new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

/** What a signed-in person without rights in the mailbox sees. OBS psh#622 */
export const noRights = (): GraphError =>
	new GraphError(
		404,
		'ErrorItemNotFound',
		'The specified object was not found in the store., The process failed to get the correct properties.',
	);

export const malformedId = (): GraphError => new GraphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');

export const accessDenied = (): GraphError =>
	new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

export const segmentNotFound = (segment: string): GraphError =>
	new GraphError(400, 'BadRequest', `Resource not found for the segment '${segment}'.`);

export const notSupported = (): GraphError =>
	new GraphError(405, 'ErrorInvalidRequest', 'The OData request is not supported.');

export const tooLarge = (): GraphError =>
	new GraphError(413, 'RequestEntityTooLarge', 'The maximum request length supported is 4MB.');

export const emptyPayload = (): GraphError =>
	new GraphError(400, 'BadRequest', 'Empty Payload. JSON content expected.');

/** Of an id that is an immutable one. OBS docs#11068 */
export const immutableNotFound = (): GraphError =>
	new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store., Item not found.');

/** A folder's id where a message's belongs. OBS docs#11068, dotnet#2207 (text) */
export const notAnItem = (): GraphError =>
	new GraphError(
		404,
		'ErrorItemNotFound',
		"The specified object was not found in the store., The store ID provided isn't an ID of an item.",
	);

/** A type that the property does not have, or an id that is none. OBS docs#2251 */
export const wrongProperty = (): GraphError =>
	new GraphError(400, 'ErrorInvalidExtendedProperty', 'The extended property attribute combination is invalid.');

/** A filter for mail that cannot be parsed. OBS pnp/cli-microsoft365 (code) */
export const badFilter = (message: string): GraphError =>
	new GraphError(400, 'ErrorParsingFilterQuery-ParseUri', message);

/** RECALL: the code is generic, the text differs by what is wrong. */
export const badQuery = (message: string): GraphError => new GraphError(400, 'BadRequest', message);
