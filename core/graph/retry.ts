import type { Context, Middleware } from '@microsoft/microsoft-graph-client';

import { DraftError } from '../errors';
import { isSuccess, untilStopped, type Host, type HttpResponse } from '../host';
import { GraphCall, type Outcome } from './call';

/** A read is tried this often at most; a throttled request as long as its timeout lasts. */
const READ_ATTEMPTS = 4;
/** What passes by itself is sent again this often at most: 7 to 15 seconds. */
const PASSING_ATTEMPTS = 5;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/**
 * First of the chain. Repeats what may be repeated: a throttled request (429) was not carried out and is sent again after
 * `Retry-After`, and so is what passes by itself (see `passesByItself`); what is safe to repeat is also sent again after 5xx
 * or a lost connection. Anything else with an unknown outcome is not repeated:
 * Graph has no idempotency key, the draft may exist. (The client's own RetryHandler would repeat POST on 503 and 504.)
 * Sits outside of the throttle so that waiting holds no slot.
 */
export class RetryMiddleware implements Middleware {
	private next!: Middleware;

	constructor(private readonly host: Host) {}

	setNext(next: Middleware): void {
		this.next = next;
	}

	async execute(context: Context): Promise<void> {
		const call = context.middlewareControl!.getMiddlewareOptions(GraphCall) as GraphCall;
		for (;;) {
			await this.next.execute(context);
			const pause = this.pauseBeforeRepeat(call);
			if (pause === undefined || this.host.now() + pause > call.deadline) {
				this.releaseAtEnd(call);
				return;
			}
			call.releaseSlot();
			await untilStopped(this.host.sleep(pause), call.stop);
			if (call.stop.aborted) {
				call.outcome = { kind: 'notSent' };
				return;
			}
		}
	}

	/**
	 * After a failure the slot is kept until the promises of this turn have run: by then a run that stops at its first
	 * failure has stopped, and the next request in the queue is not sent any more.
	 */
	private releaseAtEnd(call: GraphCall): void {
		const { outcome } = call;
		if (outcome.kind === 'answer' && isSuccess(outcome.answer)) call.releaseSlot();
		else void this.host.sleep(0).then(call.releaseSlot, call.releaseSlot);
	}

	/** Milliseconds to wait before the request is sent again; undefined when its outcome stands. */
	private pauseBeforeRepeat(call: GraphCall): number | undefined {
		const { outcome, attempts } = call;
		const throttled = outcome.kind === 'answer' && outcome.answer.status === 429;
		const repeatable =
			throttled ||
			(attempts < PASSING_ATTEMPTS && passesByItself(call)) ||
			(call.purpose.repeat === 'safe' && attempts < READ_ATTEMPTS && isTransient(outcome));
		if (!repeatable) return undefined;
		const asked = outcome.kind === 'answer' ? retryAfter(outcome.answer, this.host.now()) : undefined;
		// `Retry-After: 0` must not become a loop without a pause.
		return asked || growingPause(attempts);
	}
}

/** Also "no such mailbox" at random, for one that was read a moment before; in two spellings (OBS docs-contrib#8823). */
const isNotFoundForNow = (status: number, body: string): boolean =>
	(status === 404 && body.includes('"ErrorItemNotFound"') && !/cannot open attachment/i.test(body)) ||
	(status >= 400 && status < 500 && /"ErrorNonExistentMailbox"/i.test(body));

/**
 * Refusals that were not carried out and end by themselves: 404 for an id that Graph has shown a moment ago (OBS
 * rlrghb/olkcli#118), and Exchange's save conflict, which comes although no change key was sent (OBS mguessan/davmail#491:
 * 412; the contract says 409).
 */
function passesByItself({ outcome, isFresh, hasChangeKey }: GraphCall): boolean {
	if (outcome.kind !== 'answer') return false;
	const { status, body } = outcome.answer;
	if (isFresh && isNotFoundForNow(status, body)) return true;
	return (status === 412 || status === 409) && !hasChangeKey && body.includes('"ErrorIrresolvableConflict"');
}

function isTransient(outcome: Outcome): boolean {
	if (outcome.kind === 'answer') return [500, 502, 503, 504].includes(outcome.answer.status);
	// A sign-in that was rejected is rejected again, and a person may be waiting.
	return (
		outcome.kind === 'failure' &&
		!(outcome.reason instanceof DraftError && /^(AADSTS|SignInFailed$)/.test(outcome.reason.code))
	);
}

/** `Retry-After` in milliseconds: seconds, fractions of them (seen: `2.128`) or an HTTP date (RFC 9110 §10.2.3). */
export function retryAfter(answer: Pick<HttpResponse, 'headers'>, now: number): number | undefined {
	const value = answer.headers['retry-after']?.trim();
	if (!value) return undefined;
	// Two headers are joined to one (`120, 60`); a date has a comma of its own.
	const seconds = Math.max(...value.split(',').map((part) => (part.trim() === '' ? NaN : Number(part))));
	const wait = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - now;
	return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

/** Doubles with each attempt, half of it random, so that runs that failed together do not come back together. */
export function growingPause(attempts: number, random = Math.random): number {
	const full = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempts - 1));
	return full / 2 + (random() * full) / 2;
}
