import { DraftError, toDraftError } from '../errors';
import type { Graph, GraphRequest } from '../graph/client';
import { isOurs } from '../messages/mark';

/**
 * The same for a mailbox that may have used up all the names of extended properties that Exchange allows it: what is rejected for
 * that (403 `ErrorQuotaExceeded`, OBS docs#12168) is sent again without this package's own properties. Tells `onUnmarked` each
 * time. What is made then cannot be found again, so a lost answer is not repeated.
 */
export function sparingNames(graph: Graph, onUnmarked: () => void): Graph {
	const trying =
		<R>(send: (request: GraphRequest) => Promise<R>) =>
		async (request: GraphRequest): Promise<R> =>
			await send(request).catch(async (thrown: unknown) => {
				const bare = toDraftError(thrown).cause.lacksNamedProperties ? withoutOwn(request) : undefined;
				if (!bare) throw thrown;
				onUnmarked();
				return await send(bare).catch((again: unknown) => {
					throw unrecognisable(toDraftError(again));
				});
			});
	const json: Graph['json'] = async <T>(request: GraphRequest) =>
		await trying(async (sent) => await graph.json<T>(sent))(request);
	return { ...graph, json, text: trying(graph.text) };
}

/** The request without this package's properties; undefined where it has none. The body is a message, or holds one as `message`. */
function withoutOwn(request: GraphRequest): GraphRequest | undefined {
	const body = request.body as { message?: object; singleValueExtendedProperties?: unknown } | undefined;
	const bare = body?.message ? replaced(body, withoutOwnIn(body.message)) : withoutOwnIn(body ?? {});
	return bare && { ...request, body: bare };
}

const replaced = (body: object, message: object | undefined) => message && { ...body, message };

function withoutOwnIn(message: { singleValueExtendedProperties?: unknown }): object | undefined {
	const { singleValueExtendedProperties: all, ...rest } = message;
	if (!Array.isArray(all)) return undefined;
	const others = (all as Array<{ id?: unknown } | null>).filter((property) => !isOurs(property?.id));
	if (others.length === all.length) return undefined;
	return others.length > 0 ? { ...rest, singleValueExtendedProperties: others } : rest;
}

const unrecognisable = ({ code, message, cause }: DraftError): DraftError =>
	new DraftError(code, message, cause.draftMayExist ? { ...cause, cannotBeRecognised: true } : cause);
