// The time for a text grows with its length, whatever is in it: one text takes about as long as eight texts of an eighth of it.

const SMALL = 16 * 1024;
const TIMES = 8;
/** Linear is 1; this much more is left to the garbage collector. Quadratic would be 8. */
const MOST = 3;
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

/** Measured up to five times, since the machine does other things too. */
export async function expectLinear(work: Work, make: (length: number) => string): Promise<void> {
	const [small, large] = [make(SMALL), make(SMALL * TIMES)];
	for (let attempt = 1; ; attempt++) {
		const after = await cpu(() => work(large));
		if (after < NOTHING) return;
		const before = await cpu(async () => {
			for (let time = 0; time < TIMES; time++) await work(small);
		});
		if (after <= before * MOST) return;
		if (attempt === 5) expect({ before, after }).toEqual('about the same');
	}
}

/** A text of the length that is wanted, made of one piece again and again. */
export const repeated = (piece: string) => (length: number) => piece.repeat(Math.ceil(length / piece.length));
