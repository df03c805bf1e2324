// The time for a text grows with its length, whatever is in it: eight times the text takes at most about eight times as long.

const SMALL = 16 * 1024;
const TIMES = 8;
/** Eight times is linear; this much more is left to the garbage collector. Quadratic would be 64. */
const MOST = 24;
/** Below this a ratio says nothing: milliseconds of CPU for the larger text. */
const NOTHING = 60;

type Work = (text: string) => unknown;

/** Of this process, which others on the machine do not lengthen. */
async function cpu(work: () => unknown): Promise<number> {
	const { user, system } = process.cpuUsage();
	await work();
	const end = process.cpuUsage();
	return (end.user + end.system - user - system) / 1_000;
}

/** Measured up to three times, since the machine does other things too. */
export async function expectLinear(work: Work, make: (length: number) => string): Promise<void> {
	const [small, large] = [make(SMALL), make(SMALL * TIMES)];
	for (let attempt = 1; ; attempt++) {
		const after = await cpu(() => work(large));
		if (after < NOTHING) return;
		const before = await cpu(() => work(small));
		if (after <= before * MOST) return;
		if (attempt === 3) expect({ before, after }).toEqual('a ratio of about 8');
	}
}

/** A text of the length that is wanted, made of one piece again and again. */
export const repeated = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length));
