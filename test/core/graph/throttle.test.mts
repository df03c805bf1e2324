import { Throttle } from '../../../core/graph/throttle';

const never = new AbortController().signal;

/** Starts `count` jobs in a lane; each records its start and ends when told. */
function jobs(throttle: Throttle, lane: string, count: number, started: string[], stop = never) {
	return Array.from({ length: count }, (_, i) => {
		const granted = throttle.acquire(lane, stop);
		void granted.then((ok) => ok && started.push(`${lane}${i}`));
		return granted;
	});
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('four in a lane, 32 in all, first come first served, freed slots go on', async () => {
	const throttle = new Throttle();
	const started: string[] = [];
	jobs(throttle, 'a', 6, started);
	await settled();
	expect(started).toEqual(['a0', 'a1', 'a2', 'a3']);
	for (const lane of ['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']) jobs(throttle, lane, 4, started);
	await settled();
	expect(started).toHaveLength(32);
	throttle.release('a');
	await settled();
	expect(started).toHaveLength(33);
});

test('lanes take turns: a long queue does not hold up another mailbox', async () => {
	const throttle = new Throttle(4, 4);
	const started: string[] = [];
	jobs(throttle, 'a', 100, started);
	jobs(throttle, 'b', 2, started);
	await settled();
	for (let i = 0; i < 4; i++) throttle.release('a');
	await settled();
	expect(started.slice(4)).toEqual(expect.arrayContaining(['b0', 'b1']));
});

test('a stopped waiter gets nothing and frees its place', async () => {
	const throttle = new Throttle(1, 1);
	const stop = new AbortController();
	const started: string[] = [];
	jobs(throttle, 'a', 1, started);
	const waiting = throttle.acquire('a', stop.signal);
	stop.abort();
	expect(await waiting).toBe(false);
	expect(await throttle.acquire('a', stop.signal)).toBe(false);
	throttle.release('a');
	expect(await throttle.acquire('b', never)).toBe(true);
});
