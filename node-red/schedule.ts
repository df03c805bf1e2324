import { Queue } from '../core/graph/queue';

/**
 * Messages under way at once in one node: many for one mailbox leave room for those for another. Bounded: each listens
 * to one signal, at a cost that grows with their number.
 */
const UNDER_WAY = 1_024;

/** Starts work in the order in which it comes in: several at once, or one at a time, so that results keep the order too. */
export class Schedule {
	private readonly waiting = new Queue<() => void>();
	private running = 0;
	private atOnce: number;

	constructor(oneAtATime: boolean) {
		this.atOnce = oneAtATime ? 1 : UNDER_WAY;
	}

	async run<T>(work: () => Promise<T>): Promise<T> {
		if (this.running >= this.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
		else this.running += 1;
		return await work().finally(() => {
			// The next one takes the place.
			const next = this.waiting.shift();
			if (next) next();
			else this.running -= 1;
		});
	}

	/** Starts whatever waits: work that is rejected at once, because the node is closed. */
	flush(): void {
		this.atOnce = Infinity;
		for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
			this.running += 1;
			next();
		}
	}
}
