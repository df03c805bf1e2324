import { GraphError } from './errors.mts';
import type { Switches } from './switches.mts';

/** Four requests at a time for one application and mailbox. DOC concepts/throttling-limits; the body and the `1` as seen in js#297 and many reports. */
export class Throttle {
	peak = 0;
	#switches: Switches;
	#inFlight = new Map<string, number>();

	constructor(switches: Switches) {
		this.#switches = switches;
	}

	/** Takes a slot and returns its release; a request without a free slot is refused, never queued. */
	enter(app: string, mailbox: string): () => void {
		const key = `${app} ${mailbox}`;
		const now = (this.#inFlight.get(key) ?? 0) + 1;
		this.peak = Math.max(this.peak, now);
		if (now > this.#switches.mailboxConcurrency) {
			throw new GraphError(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', { 'Retry-After': '1' });
		}
		this.#inFlight.set(key, now);
		let held = true;
		return () => {
			if (!held) return;
			held = false;
			const left = (this.#inFlight.get(key) ?? 1) - 1;
			if (left > 0) this.#inFlight.set(key, left);
			else this.#inFlight.delete(key);
		};
	}
}
