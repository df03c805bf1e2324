import type { DraftError } from '../errors';

/** What is remembered while a mailbox cannot be read: plain JSON. */
export interface Trouble {
	/** What was said, without its numbers. */
	text: string;
	/** Looks that failed in a row. */
	looks: number;
	/** No look before this time, in milliseconds since 1970, by the host's clock. */
	until: number;
}

const MINUTE = 60_000;
/** The longest pause between two tries, in minutes. */
const LONGEST = 60;

/** After a look that failed: pauses grow from a minute to an hour. `isNew`: it was not said yet. */
export function afterFailure(
	before: Trouble | undefined,
	{ code, message }: DraftError,
	now: number,
): { trouble: Trouble; isNew: boolean } {
	// Seconds to wait and the like change from answer to answer.
	const text = `${code} ${message.replace(/\d+/g, '#')}`;
	const looks = (before?.looks ?? 0) + 1;
	const pause = Math.min(LONGEST, 2 ** Math.min(looks - 1, 10)) * MINUTE;
	return { trouble: { text, looks, until: now + pause }, isNew: before?.text !== text };
}

/** Whether it is too early for another try. A clock that was put back does not stop the watch. */
export const isPausing = (trouble: Trouble | undefined, now: number): boolean =>
	trouble !== undefined && now < trouble.until && trouble.until - now <= LONGEST * MINUTE;
