/** A failure that a test or a demonstration asks for. */
export interface Fault {
	method?: string;
	/** Tested against path and query as they were on the wire. */
	path?: RegExp;
	/** How many requests it hits; 1 if not given. */
	times?: number;
	status?: number;
	code?: string;
	message?: string;
	/** Raw body instead of Graph's error object. */
	body?: string;
	contentType?: string;
	retryAfter?: string;
	/** Destroy the connection instead of answering. */
	cut?: boolean;
	delayMs?: number;
	/** Before or after the request has taken effect; `before` if not given. */
	when?: 'before' | 'after';
}

export class Faults {
	#list: { fault: Fault; left: number }[] = [];

	add(fault: Fault): void {
		this.#list.push({ fault, left: fault.times ?? 1 });
	}

	clear(): void {
		this.#list = [];
	}

	/** The first fault that fits; it is used up by one. */
	take(method: string, path: string): Fault | undefined {
		const found = this.#list.find(({ fault }) => {
			if (fault.method && fault.method.toUpperCase() !== method) return false;
			return !fault.path || new RegExp(fault.path.source, fault.path.flags.replace(/[gy]/g, '')).test(path);
		});
		if (!found) return undefined;
		found.left -= 1;
		if (found.left <= 0) this.#list = this.#list.filter((entry) => entry !== found);
		return found.fault;
	}
}
