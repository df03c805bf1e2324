import { invalidInput, quoted } from '../errors';
import type { ExtendedProperty } from '../exactlyOnce/mark';
import { readMoment } from '../message/dateTime';

/** PidTagDeferredSendTime: Exchange keeps the message until then (RECALL; OBS openonion/connectonion#1417, Azure/Microsoft365R PR #222). */
export const DEFERRED_ID = 'SystemTime 0x3FEF';
/** A clock that is a little behind is no reason to refuse. */
const TOLERANCE = 60_000;

/** The property that holds a message back, and the zone that was taken for a time that names none. */
export interface Deferred {
	property: ExtendedProperty;
	takenZone?: string;
}

/** When a message shall leave; undefined for at once. A time without a zone is one of `timeZone`, which the result says. */
export function readSendAt(value: unknown, now: number, timeZone: string | undefined): Deferred | undefined {
	const moment = readMoment(value, 'Send At', timeZone, { needsTime: true });
	if (moment === undefined) return undefined;
	const { date, takenZone } = moment;
	if (date.getTime() < now - TOLERANCE)
		throw invalidInput(
			`Send At: ${quoted(value)}${takenZone === undefined ? '' : ` in the time zone ${takenZone}`} is in the past.`,
			'Leave it empty to send at once.',
		);
	const property = { id: DEFERRED_ID, value: `${date.toISOString().slice(0, 19)}Z` };
	return takenZone === undefined ? { property } : { property, takenZone };
}
