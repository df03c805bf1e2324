import { after, sleep } from '../../core/clock';

/** Alarms that were set while `work` ran. */
async function alarmsOf(work: () => Promise<unknown>): Promise<number> {
	const timeout = jest.spyOn(AbortSignal, 'timeout');
	await work();
	const { length } = timeout.mock.calls;
	timeout.mockRestore();
	return length;
}

test('sleepers wake in the order in which they are due, whoever came first', async () => {
	const woken: string[] = [];
	const began = performance.now();
	const note = (ms: number) => () => void woken.push(performance.now() - began < ms ? 'too early' : String(ms));
	after(310, note(310));
	after(110, note(110));
	const cancel = after(110, note(110));
	cancel();
	await sleep(450);
	expect(woken).toEqual(['110', '310']);
});

test('10,000 sleepers need an alarm for each tick at most, and none once they are cancelled', async () => {
	const alarms = await alarmsOf(async () => {
		const all = Array.from({ length: 10_000 }, (_, index) => after(100 + (index % 300), () => {}));
		await sleep(200);
		for (const cancel of all) cancel();
		await sleep(300);
	});
	expect(alarms).toBeLessThanOrEqual(12);
});

test('short waits beside a long one do not add alarms for the long one', async () => {
	const cancel = after(60_000, () => {});
	expect(
		await alarmsOf(async () => {
			for (let round = 0; round < 4; round++) await sleep(10);
		}),
	).toBe(4);
	cancel();
});

test('one that is woken may cancel another that is due, and begin a new wait', async () => {
	const woken: string[] = [];
	let cancel = () => {};
	await new Promise<void>((resolve) => {
		after(20, () => {
			cancel();
			woken.push('first');
			after(0, () => {
				woken.push('again');
				resolve();
			});
		});
		cancel = after(20, () => woken.push('second'));
	});
	expect(woken).toEqual(['first', 'again']);
});
