import { toDraftError } from '../errors';
import type { Graph } from './client';
import { growingPause } from './retry';

/** How often it is sent at most. */
const ATTEMPTS = 3;

/**
 * For a change that is the same as often as it is sent: one whose outcome is not known is simply sent once more, after a
 * pause. Anything else that goes wrong, also the last time, is thrown as it is.
 */
export async function repeatable<T>(graph: Graph, send: () => Promise<T>, attempt = 1): Promise<T> {
	return await send().catch(async (thrown: unknown) => {
		const isOver = !toDraftError(thrown).cause.draftMayExist || attempt >= ATTEMPTS;
		if (isOver || !(await graph.wait(growingPause(attempt)))) throw thrown;
		return await repeatable(graph, send, attempt + 1);
	});
}
