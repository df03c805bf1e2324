import { readAll } from '../graph/batch';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';

/** Requests in one $batch (Graph, "JSON batching"). */
const MOST = 20;
/** Batches at once: as many as the mailbox takes requests. */
const AT_ONCE = 4;

/** Any number of reads, twenty in one request. Undefined for what does not exist. */
export async function inBatches<T>(graph: Graph, paths: string[], purpose: Purpose): Promise<Array<T | undefined>> {
	const results: Array<T | undefined> = [];
	let next = 0;
	const takeTurns = async (): Promise<void> => {
		while (next < paths.length) {
			const begin = next;
			next += MOST;
			const answers = await readAll<T>(graph, paths.slice(begin, begin + MOST), purpose);
			answers.forEach((answer, at) => {
				results[begin + at] = answer;
			});
		}
	};
	await Promise.all(Array.from({ length: Math.min(AT_ONCE, Math.ceil(paths.length / MOST)) }, takeTurns));
	return paths.map((_, at) => results[at]);
}
