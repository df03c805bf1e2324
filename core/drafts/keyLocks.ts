import type { Graph } from '../graph/client';

/** Names what runs with the same key have in common. `app` tells one account from another. */
export const keyLock = (app: string, mailbox: string, key: string): string => `${app} ${mailbox.toLowerCase()} ${key}`;

const locks = new Map<string, Promise<unknown>>();

/** Runs with the same key wait for each other in this process, until the draft has everything: two would add the same files. */
export async function oneAtATime<T>(graph: Graph, lock: string, work: () => Promise<T>): Promise<T> {
	const before = locks.get(lock);
	const run = (before ? graph.waitFor(before) : Promise.resolve(true)).then(work);
	// A run that is stopped while it waits leaves its place to the run before it.
	const end: Promise<unknown> = Promise.allSettled([before, run]).then(() => {
		if (locks.get(lock) === end) locks.delete(lock);
	});
	locks.set(lock, end);
	return await run;
}
