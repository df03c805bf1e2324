import { chance } from './random.mts';

/** Which requests are meant; what is absent fits all. */
export interface Match {
	method?: string;
	/** Tested against path and query as they were on the wire. */
	path?: RegExp;
	/** Client id. */
	app?: string;
	/** Address of the mailbox, any casing. */
	mailbox?: string;
}

/** A failure that a test or a demonstration asks for. */
export interface Fault extends Match {
	/** How many requests it hits; 1 if not given. */
	times?: number;
	status?: number;
	code?: string;
	message?: string;
	/** Raw body instead of Graph's error object. */
	body?: string;
	contentType?: string;
	/** Seconds, also with a fraction, or a date. A text goes out as it is. */
	retryAfter?: string | number | Date;
	/** Destroy the connection instead of answering. */
	cut?: boolean;
	delayMs?: number;
	/** Before or after the request has taken effect; `before` if not given. */
	when?: 'before' | 'after';
	/** The answer goes out at once (504 if nothing else is given), the request takes effect this much later, whatever `when` says. */
	commitAfterMs?: number;
}

export interface RequestAbout {
	method: string;
	path: string;
	app: string;
	mailbox: string;
}

/**
 * A seeded mixture of faults. The n-th request that fits gets the same fault in every run with the same seed.
 * Names of shares: a status or `cut`, then ` before`, ` after` or ` late` (before if not given); `late commit` is `504 late`; `delay` only slows down.
 */
export interface Mix {
	/** 1 if not given. */
	seed?: number;
	/** Parts of 1, for instance `{ '429': 0.05, '504 after': 0.02, 'cut before': 0.02, 'late commit': 0.01 }`. */
	shares: Record<string, number>;
	/** Method; all if not given. */
	only?: string;
	path?: RegExp;
	app?: string;
	mailbox?: string;
	/** With 429 and 503; `1` with 429 and none with 503 if not given. */
	retryAfter?: string | number;
	/** Range from which a late commit's and a delay's time is drawn; 50 to 500 if not given. */
	milliseconds?: readonly [number, number];
}

const faultCodes: Record<string, [code: string, message: string]> = {
	'429': ['ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'],
	'500': ['ErrorInternalServerError', 'An internal server error occurred. The operation failed.'],
	'503': ['ServiceUnavailable', 'The service is unavailable.'],
};

interface Share {
	name: string;
	upTo: number;
}

/** Throws a RangeError when names or numbers make no sense: a mixture that silently does nothing would prove nothing. */
function readShares(shares: Record<string, number>): Share[] {
	let upTo = 0;
	return Object.entries(shares).map(([name, part]) => {
		if (!/^(?:(?:[45]\d\d|cut)(?: (?:before|after|late))?|late commit|delay)$/.test(name))
			throw new RangeError(`No fault is called '${name}'.`);
		upTo += part;
		if (!(part >= 0) || upTo > 1 + 1e-9)
			throw new RangeError(`The share of '${name}' must be at least 0, all together at most 1.`);
		return { name, upTo };
	});
}

function fits(match: Match, { method, path, app, mailbox }: RequestAbout): boolean {
	if (match.method && match.method.toUpperCase() !== method) return false;
	if (match.app !== undefined && match.app !== app) return false;
	if (match.mailbox !== undefined && match.mailbox.toLowerCase() !== mailbox.toLowerCase()) return false;
	return !match.path || new RegExp(match.path.source, match.path.flags.replace(/[gy]/g, '')).test(path);
}

class SeededMix {
	#mix: Mix;
	#shares: Share[];
	#count = 0;

	constructor(mix: Mix) {
		this.#mix = mix;
		this.#shares = readShares(mix.shares);
	}

	take(about: RequestAbout): Fault | undefined {
		const { seed = 1, only, path, app, mailbox, milliseconds: [least, most] = [50, 500] } = this.#mix;
		if (!fits({ method: only, path, app, mailbox }, about)) return undefined;
		const turn = ++this.#count;
		const drawn = chance(seed, turn, 0);
		const name = this.#shares.find(({ upTo }) => drawn < upTo)?.name;
		return name === undefined ? undefined : this.#fault(name, least + chance(seed, turn, 1) * (most - least));
	}

	#fault(name: string, milliseconds: number): Fault {
		if (name === 'delay') return { delayMs: milliseconds };
		const [what, when = 'before'] = name === 'late commit' ? ['504', 'late'] : name.split(' ');
		const timing: Fault = when === 'late' ? { commitAfterMs: milliseconds } : { when: when as 'before' | 'after' };
		if (what === 'cut') return { ...timing, cut: true };
		const [code, message] = faultCodes[what] ?? ['UnknownError', ''];
		const retryAfter = what === '429' ? (this.#mix.retryAfter ?? 1) : what === '503' ? this.#mix.retryAfter : undefined;
		return { ...timing, status: Number(what), code, message, retryAfter };
	}
}

export class Faults {
	#list: { fault: Fault; left: number }[] = [];
	#mixes: SeededMix[] = [];

	add(fault: Fault): void {
		this.#list.push({ fault, left: fault.times ?? 1 });
	}

	/** Until `clear`; a scripted fault that fits goes first and is not counted here. */
	mix(mix: Mix): void {
		this.#mixes.push(new SeededMix(mix));
	}

	clear(): void {
		this.#list = [];
		this.#mixes = [];
	}

	/** How many scripted faults wait, repetitions counted. */
	get waiting(): number {
		return this.#list.reduce((sum, { left }) => sum + left, 0);
	}

	/** The first fault that fits; it is used up by one. */
	take(about: RequestAbout): Fault | undefined {
		const found = this.#list.find(({ fault }) => fits(fault, about));
		if (found) {
			found.left -= 1;
			if (found.left <= 0) this.#list = this.#list.filter((entry) => entry !== found);
			return found.fault;
		}
		for (const mix of this.#mixes) {
			const fault = mix.take(about);
			if (fault) return fault;
		}
		return undefined;
	}
}
