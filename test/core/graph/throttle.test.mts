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

test('lanes that are joined have four together, whatever waited in both', async () => {
	const throttle = new Throttle();
	const started: string[] = [];
	const stop = new AbortController();
	jobs(throttle, 'me', 3, started);
	jobs(throttle, 'me', 2, started, stop.signal);
	jobs(throttle, 'anna', 6, started);
	throttle.join('me', 'anna');
	await settled();
	expect(started).toHaveLength(8);
	for (let i = 0; i < 4; i++) throttle.release('anna');
	stop.abort();
	await settled();
	expect(started).toHaveLength(8);
	throttle.release('me');
	await settled();
	expect(started).toHaveLength(9);
	for (let i = 0; i < 5; i++) throttle.release('me');
	await settled();
	expect(started).toHaveLength(10);
	// Nothing is left of them.
	jobs(throttle, 'me', 5, started);
	await settled();
	expect(started).toHaveLength(14);
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

test('429 halves the limit of that mailbox, once for those refused together; it recovers one by one', async () => {
	const throttle = new Throttle();
	const started: string[] = [];
	jobs(throttle, 'a', 20, started);
	jobs(throttle, 'b', 4, started);
	await settled();
	expect(started).toHaveLength(8);
	throttle.slowDown('a', 0);
	throttle.slowDown('a', 10);
	for (let i = 0; i < 4; i++) throttle.release('a');
	await settled();
	expect(started.filter((name) => name.startsWith('a'))).toHaveLength(4 + 2);
	throttle.slowDown('a', 6_000);
	throttle.release('a');
	throttle.release('a');
	await settled();
	expect(started.filter((name) => name.startsWith('a'))).toHaveLength(6 + 1);
	for (const [now, expected] of [
		[15_999, 7],
		[16_000, 8],
		[25_000, 8],
		[26_000, 9],
		[36_000, 10],
		[100_000, 10],
	]) {
		throttle.recover('a', now);
		await settled();
		expect([now, started.filter((name) => name.startsWith('a')).length]).toEqual([now, expected]);
	}
	throttle.release('b');
	jobs(throttle, 'b', 1, started);
	await settled();
	expect(started.at(-1)).toBe('b0');
});

test('100,000 waiting for one mailbox and one each for 10,000 others: everybody gets a turn, in time', async () => {
	const throttle = new Throttle();
	let granted = 0;
	const work = async (lane: string): Promise<void> => {
		await throttle.acquire(lane, new AbortController().signal);
		granted += 1;
		await settled();
		throttle.release(lane);
	};
	const all = [...Array.from({ length: 100_000 }, () => 'a'), ...Array.from({ length: 10_000 }, (_, i) => `b${i}`)].map(
		work,
	);
	await Promise.all(all);
	expect(granted).toBe(110_000);
	expect((throttle as unknown as { lanes: Map<string, unknown> }).lanes.size).toBe(0);
});

test('half of a long queue gives up: the others get their turns', async () => {
	const throttle = new Throttle(1, 1);
	const stop = new AbortController();
	const started: string[] = [];
	const grants = Array.from({ length: 1_000 }, (_, i) =>
		throttle.acquire('a', i % 2 ? stop.signal : never).then((ok) => ok && started.push(String(i))),
	);
	stop.abort();
	for (let i = 0; i < 500; i++) {
		await settled();
		throttle.release('a');
	}
	await Promise.all(grants);
	expect(started).toHaveLength(500);
	expect(await throttle.acquire('a', never)).toBe(true);
});
