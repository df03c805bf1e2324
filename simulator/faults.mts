import { chance } from './random.mts';

/** Which requests are meant; what is absent fits all. */
export interface Match {
	/** Several with spaces in between. */
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
	/** The request takes effect and is answered; the message that it wrote is 404 for this long at its own address, not in lists. */
	hideMs?: number;
	/** The error has no `innerError`. */
	bare?: boolean;
}

export interface RequestAbout {
	method: string;
	path: string;
	app: string;
	mailbox: string;
	/** Id of the message that an upload is for, which its address does not say. */
	message?: string;
}

/**
 * A seeded mixture of faults. The n-th request that fits gets the same fault in every run with the same seed.
 * Names of shares: a status or `cut`, then ` before`, ` after` or ` late` (before if not given); `late commit` is `504 late`; `delay` only slows down;
 * 412 and 409 are `ErrorIrresolvableConflict`. And what the live service does at times: `404 after write` (see `hideMs`), `no effect` (200 and nothing
 * has happened), `nonexistent mailbox`, `account suspended`, `message too large` (the first of these in both spellings of its code).
 */
export interface Mix {
	/** 1 if not given. */
	seed?: number;
	/** Parts of 1, for instance `{ '429': 0.05, '504 after': 0.02, 'cut before': 0.02, 'late commit': 0.01 }`. */
	shares: Record<string, number>;
	/** Method, or several with spaces in between; all if not given. */
	only?: string;
	path?: RegExp;
	app?: string;
	mailbox?: string;
	/** With 429 and 503; `1` with 429 and none with 503 if not given. */
	retryAfter?: string | number;
	/** Range from which the time of a late commit, a delay and a `404 after write` is drawn; 50 to 500 if not given. */
	milliseconds?: readonly [number, number];
}

/** OBS davmail#491 (412), psh#2080, dotnet#1195: without any `If-Match`, of messages that nobody else touches. 409: the Graph errors page. */
const conflict: [code: string, message: string] = [
	'ErrorIrresolvableConflict',
	'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
];

const faultCodes: Record<string, [code: string, message: string]> = {
	'409': conflict,
	'412': conflict,
	'429': ['ApplicationThrottled', 'Application is over its MailboxConcurrency limit.'],
	'500': ['ErrorInternalServerError', 'An internal server error occurred. The operation failed.'],
	'503': ['ServiceUnavailable', 'The service is unavailable.'],
};

/** What the live service does at times, by the name of its share. `draw` is from 0 to 1, `milliseconds` from the mix's range. */
const observed: Record<string, (milliseconds: number, draw: number) => Fault> = {
	delay: (milliseconds) => ({ delayMs: milliseconds }),
	// OBS rlrghb/olkcli#118, ggpwnkthx/Microsoft-Graph-SMTP-Relay PR 47
	'404 after write': (milliseconds) => ({ hideMs: milliseconds }),
	// OBS docs#13979 = contrib#3079
	'no effect': () => ({ status: 200, body: '' }),
	// OBS contrib#8823 (at random, the same draft goes later), public reports of 2026 (the second spelling); status and text DOC known-issues
	'nonexistent mailbox': (_, draw) => ({
		status: 404,
		code: draw < 0.5 ? 'ErrorNonExistentMailbox' : 'ErrorNonExistentMailBox',
		message: 'The SMTP address has no mailbox associated with it.',
	}),
	// OBS NangoHQ/integration-templates, recorded 2026-05
	'account suspended': () => ({
		status: 403,
		code: 'ErrorAccountSuspend',
		message:
			'Account suspended. Follow the instructions in your Inbox to verify your account., WASCL UserAction verdict is not None. Actual verdict is Suspend.',
		bare: true,
	}),
	// OBS contrib#2561 (code, text; after 39 of 43 MB); the status OBS clients
	'message too large': () => ({
		status: 400,
		code: 'ErrorMessageSizeExceeded',
		message: 'The message exceeds the maximum supported size.',
	}),
};

interface Share {
	name: string;
	upTo: number;
}

/** Throws a RangeError when names or numbers make no sense: a mixture that silently does nothing would prove nothing. */
function readShares(shares: Record<string, number>): Share[] {
	let upTo = 0;
	return Object.entries(shares).map(([name, part]) => {
		if (!Object.hasOwn(observed, name) && !/^(?:(?:[45]\d\d|cut)(?: (?:before|after|late))?|late commit)$/.test(name))
			throw new RangeError(`No fault is called '${name}'.`);
		upTo += part;
		if (!(part >= 0) || upTo > 1 + 1e-9)
			throw new RangeError(`The share of '${name}' must be at least 0, all together at most 1.`);
		return { name, upTo };
	});
}

function fits(match: Match, { method, path, app, mailbox }: RequestAbout): boolean {
	if (match.method && !match.method.toUpperCase().split(' ').includes(method)) return false;
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
		if (name === undefined) return undefined;
		const drawnMs = least + chance(seed, turn, 1) * (most - least);
		return Object.hasOwn(observed, name) ? observed[name](drawnMs, chance(seed, turn, 2)) : this.#fault(name, drawnMs);
	}

	#fault(name: string, milliseconds: number): Fault {
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
