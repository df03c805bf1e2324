import { Queue } from './queue';

/** Requests in flight for one (Graph host, client id, mailbox): Outlook answers 429 to a fifth ("MailboxConcurrency limit"). */
export const PER_MAILBOX = 4;
/** Requests in flight in the whole process. */
const IN_ALL = 32;

/** After a 429 a mailbox gets fewer requests at a time for this long (milliseconds), then one more each time as long again. */
const CALM = 10_000;

interface Waiter {
	/** Undefined once it has given up. */
	settle: ((granted: boolean) => void) | undefined;
}

interface Lane {
	/** Its names: more than one once lanes were joined. */
	keys: string[];
	inFlight: number;
	/** Requests at a time, at most `perLane`. */
	limit: number;
	/** When the limit rises by one. */
	risesAt: number;
	/** Requests that finish what was begun, and those that are sent again. */
	finishing: Queue<Waiter>;
	/** All others. */
	queue: Queue<Waiter>;
	/** Those in the queue that have not given up. */
	waiting: number;
}

/**
 * Hands out slots for requests: at most `perLane` for one lane and `inAll` together.
 * First come, first served within a lane, what finishes something begun before what begins something new; lanes take
 * turns, so a long list for one mailbox does not hold up another.
 * The cost of a request does not depend on how many wait, nor for how many mailboxes.
 */
export class Throttle {
	private readonly lanes = new Map<string, Lane>();
	/** Lanes that have someone waiting and a free slot, in the order of their turns. */
	private readonly ready = new Set<Lane>();
	private inFlight = 0;

	constructor(
		private readonly perLane = PER_MAILBOX,
		private readonly inAll = IN_ALL,
	) {}

	/**
	 * Resolves with true when the caller may send (it must `release` afterwards), with false when `stop` was aborted first.
	 * `finishes`: goes before all that begin something new in this lane.
	 */
	async acquire(key: string, stop: AbortSignal, finishes = false): Promise<boolean> {
		if (stop.aborted) return false;
		const lane = this.laneOf(key);
		return await new Promise<boolean>((resolve) => {
			const waiter: Waiter = {
				settle: (granted) => {
					stop.removeEventListener('abort', giveUp);
					resolve(granted);
				},
			};
			const giveUp = () => {
				waiter.settle = undefined;
				// It may have been joined with another one meanwhile.
				const now = this.laneOf(key);
				now.waiting -= 1;
				this.update(now);
				resolve(false);
			};
			(finishes ? lane.finishing : lane.queue).push(waiter);
			lane.waiting += 1;
			stop.addEventListener('abort', giveUp, { once: true });
			this.update(lane);
			this.grant();
		});
	}

	release(key: string): void {
		const lane = this.lanes.get(key);
		if (!lane) return;
		lane.inFlight -= 1;
		this.inFlight -= 1;
		this.update(lane);
		this.grant();
	}

	/** Two names turned out to be one mailbox: what waits and is in flight under the first one counts for the second from now on. */
	join(key: string, other: string): void {
		const from = this.lanes.get(key);
		if (!from || from === this.lanes.get(other)) return;
		const lane = this.laneOf(other);
		lane.inFlight += from.inFlight;
		lane.waiting += from.waiting;
		lane.limit = Math.min(lane.limit, from.limit);
		lane.risesAt = Math.max(lane.risesAt, from.risesAt);
		for (let next = from.finishing.shift(); next; next = from.finishing.shift()) lane.finishing.push(next);
		for (let next = from.queue.shift(); next; next = from.queue.shift()) lane.queue.push(next);
		lane.keys.push(...from.keys);
		for (const one of from.keys) this.lanes.set(one, lane);
		this.ready.delete(from);
		this.update(lane);
		this.grant();
	}

	/** Outlook answered 429: half as many requests at a time for this mailbox, for a while. `now` in milliseconds. */
	slowDown(key: string, now: number): void {
		const lane = this.laneOf(key);
		// Requests that were in flight together are rejected together: that is one reason, not several.
		if (lane.limit === this.perLane || lane.risesAt - now < CALM / 2)
			lane.limit = Math.max(1, Math.floor(lane.limit / 2));
		lane.risesAt = now + CALM;
		this.update(lane);
	}

	/** Lets a mailbox that was slowed down have more again, as time goes by. */
	recover(key: string, now: number): void {
		const lane = this.lanes.get(key);
		if (!lane || lane.limit === this.perLane || now < lane.risesAt) return;
		lane.limit += 1;
		lane.risesAt = now + CALM;
		this.update(lane);
		this.grant();
	}

	private laneOf(key: string): Lane {
		const lane = this.lanes.get(key) ?? {
			keys: [key],
			inFlight: 0,
			limit: this.perLane,
			risesAt: 0,
			finishing: new Queue<Waiter>(),
			queue: new Queue<Waiter>(),
			waiting: 0,
		};
		this.lanes.set(key, lane);
		return lane;
	}

	/** After every change of a lane: whether it is to have a turn, and whether it is of use any more. */
	private update(lane: Lane): void {
		if (lane.waiting === 0 || lane.inFlight >= lane.limit) this.ready.delete(lane);
		else this.ready.add(lane);
		// A lane that was slowed down is remembered until it has recovered.
		if (lane.inFlight === 0 && lane.waiting === 0 && lane.limit === this.perLane)
			for (const key of lane.keys) this.lanes.delete(key);
	}

	private grant(): void {
		for (const lane of this.ready) {
			if (this.inFlight >= this.inAll) return;
			const take = (): Waiter | undefined => lane.finishing.shift() ?? lane.queue.shift();
			let next = take();
			while (next && !next.settle) next = take();
			lane.waiting -= 1;
			lane.inFlight += 1;
			this.inFlight += 1;
			// Going to the end is what makes the lanes take turns; the loop comes to it again.
			this.ready.delete(lane);
			this.update(lane);
			next?.settle?.(true);
		}
	}
}

/** Shared by all executions of the process: Outlook counts per app and mailbox, whatever workflow asks. */
export const sharedThrottle = new Throttle();
