import { GraphError } from './errors.mts';
import type { Switches } from './switches.mts';

interface Window {
	start: number;
	used: number;
}

const TEN_MINUTES = 600_000;
const FIVE_MINUTES = 300_000;

/** Four requests at a time for one application and mailbox. DOC concepts/throttling-limits; the body and the `1` as seen in js#297 and many reports. */
export class Throttle {
	peak = 0;
	#switches: Switches;
	#inFlight = new Map<string, number>();

	#requests = new Map<string, Window>();
	#uploads = new Map<string, Window>();

	constructor(switches: Switches) {
		this.#switches = switches;
	}

	/** Fixed windows: how Graph slides them is in no source. Refused requests count too. DOC concepts/throttling */
	#spend(windows: Map<string, Window>, key: string, amount: number, limit: number, length: number, name: string): void {
		const now = Date.now();
		let window = windows.get(key);
		if (!window || now - window.start >= length) windows.set(key, (window = { start: now, used: 0 }));
		window.used += amount;
		if (window.used <= limit) return;
		const wait = String(Math.max(1, Math.ceil((window.start + length - now) / 1000)));
		throw new GraphError(429, 'ApplicationThrottled', `Application is over its ${name} limit.`, {
			'Retry-After': wait,
		});
	}

	/** 10,000 requests in 10 minutes, 150 MB of upload in 5. DOC throttling-limits; texts OBS python-o365#500 (IncomingBytes), ms_graph_rest (Request). */
	count(app: string, mailbox: string, uploaded: number): void {
		const key = `${app} ${mailbox}`;
		this.#spend(this.#requests, key, 1, this.#switches.requestsPerTenMinutes, TEN_MINUTES, 'Request');
		if (uploaded > 0)
			this.#spend(
				this.#uploads,
				key,
				uploaded,
				this.#switches.uploadBytesPerFiveMinutes,
				FIVE_MINUTES,
				'IncomingBytes',
			);
	}

	reset(): void {
		this.peak = 0;
		this.#requests.clear();
		this.#uploads.clear();
	}

	/** Takes a slot and returns its release; a request without a free slot is refused, never queued. */
	enter(app: string, mailbox: string): () => void {
		const key = `${app} ${mailbox}`;
		const now = (this.#inFlight.get(key) ?? 0) + 1;
		this.peak = Math.max(this.peak, now);
		if (now > this.#switches.mailboxConcurrency) {
			throw new GraphError(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', {
				'Retry-After': '1',
			});
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
