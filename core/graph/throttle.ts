/** Requests in flight for one (Graph host, client id, mailbox): Outlook answers 429 to a fifth ("MailboxConcurrency limit"). */
export const PER_MAILBOX = 4;
/** Requests in flight in the whole process. */
export const IN_ALL = 32;

/** After a 429 a mailbox gets fewer requests at a time for this long (milliseconds), then one more each time as long again. */
const CALM = 10_000;

interface Lane {
	inFlight: number;
	/** Requests at a time, at most `perLane`. */
	limit: number;
	/** When the limit rises by one. */
	risesAt: number;
	waiting: Array<(granted: boolean) => void>;
}

/**
 * Hands out slots for requests: at most `perLane` for one lane and `inAll` together.
 * First come, first served within a lane; lanes take turns, so a long list for one mailbox does not hold up another.
 */
export class Throttle {
	private readonly lanes = new Map<string, Lane>();
	private inFlight = 0;

	constructor(
		private readonly perLane = PER_MAILBOX,
		private readonly inAll = IN_ALL,
	) {}

	/** Resolves with true when the caller may send (it must `release` afterwards), with false when `stop` was aborted first. */
	async acquire(key: string, stop: AbortSignal): Promise<boolean> {
		if (stop.aborted) return false;
		const lane = this.laneOf(key);
		return await new Promise<boolean>((resolve) => {
			const settle = (granted: boolean) => {
				stop.removeEventListener('abort', giveUp);
				resolve(granted);
			};
			const giveUp = () => {
				lane.waiting.splice(lane.waiting.indexOf(settle), 1);
				this.forgetIfIdle(key, lane);
				resolve(false);
			};
			lane.waiting.push(settle);
			stop.addEventListener('abort', giveUp, { once: true });
			this.grant();
		});
	}

	/** Outlook answered 429: half as many requests at a time for this mailbox, for a while. `now` in milliseconds. */
	slowDown(key: string, now: number): void {
		const lane = this.laneOf(key);
		// Requests that were in flight together are refused together: that is one reason, not several.
		if (lane.limit === this.perLane || lane.risesAt - now < CALM / 2) lane.limit = Math.max(1, Math.floor(lane.limit / 2));
		lane.risesAt = now + CALM;
	}

	/** Lets a mailbox that was slowed down have more again, as time goes by. */
	recover(key: string, now: number): void {
		const lane = this.lanes.get(key);
		if (!lane || lane.limit === this.perLane || now < lane.risesAt) return;
		lane.limit += 1;
		lane.risesAt = now + CALM;
		this.forgetIfIdle(key, lane);
	}

	private laneOf(key: string): Lane {
		const lane = this.lanes.get(key) ?? { inFlight: 0, limit: this.perLane, risesAt: 0, waiting: [] };
		this.lanes.set(key, lane);
		return lane;
	}

	release(key: string): void {
		const lane = this.lanes.get(key);
		if (!lane) return;
		lane.inFlight -= 1;
		this.inFlight -= 1;
		this.forgetIfIdle(key, lane);
		this.grant();
	}

	private grant(): void {
		let progress = true;
		while (progress && this.inFlight < this.inAll) {
			progress = false;
			for (const [key, lane] of [...this.lanes]) {
				if (this.inFlight >= this.inAll) return;
				if (lane.inFlight >= lane.limit) continue;
				const next = lane.waiting.shift();
				if (!next) continue;
				// Going to the end of the map is what makes the lanes take turns.
				this.lanes.delete(key);
				this.lanes.set(key, lane);
				lane.inFlight += 1;
				this.inFlight += 1;
				progress = true;
				next(true);
			}
		}
	}

	private forgetIfIdle(key: string, lane: Lane): void {
		// One that was slowed down is remembered until it has recovered.
		if (lane.inFlight === 0 && lane.waiting.length === 0 && lane.limit === this.perLane) this.lanes.delete(key);
	}
}

/** Shared by all executions of the process: Outlook counts per app and mailbox, whatever workflow asks. */
export const sharedThrottle = new Throttle();
