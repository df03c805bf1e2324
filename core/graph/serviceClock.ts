import type { Host } from '../host';

/** The service's clock, as its answers told it; the host's own until the first answer. */
export class ServiceClock {
	/** Milliseconds that the service's clock is ahead of the host's. */
	private ahead = 0;

	constructor(private readonly host: Host) {}

	/** Milliseconds since 1970. */
	now(): number {
		return this.host.now() + this.ahead;
	}

	/** `date` is the header of an answer. */
	hear(date: string | undefined): void {
		const time = Date.parse(date ?? '');
		if (!Number.isNaN(time)) this.ahead = time - this.host.now();
	}
}
