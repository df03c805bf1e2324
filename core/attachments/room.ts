import { DraftError, LOCAL_CODES } from '../errors';
import type { Graph } from '../graph/client';
import { Throttle } from '../graph/throttle';

/** Requests that hold contents of files in memory, in the whole process, those that wait for their mailbox's turn included. */
const AT_A_TIME = 12;

const room = new Throttle(AT_A_TIME, AT_A_TIME);

/**
 * Runs `work`, which reads files into memory, when there is room for it: many items under way at once would fill it.
 * Throws the error of a run that was stopped when it was while waiting.
 */
export async function withRoom<T>(graph: Graph, work: () => Promise<T>): Promise<T> {
	if (!(await room.acquire('files', graph.stop)))
		throw new DraftError(LOCAL_CODES.cancelled, 'The run was stopped before the files were sent.', {
			hint: 'Nothing was sent.',
		});
	return await work().finally(() => room.release('files'));
}
