import { invalidField, labelOf } from '../fields/read';
import { quoted } from '../errors';
import type { ExtendedProperty } from '../exactlyOnce/mark';
import { readDateTime } from './dateTime';
import { dateOf, readText } from '../fields/values';

/** PidTagDeferredSendTime: Exchange keeps the message until then (RECALL; OBS openonion/connectonion#1417, Azure/Microsoft365R PR #222). */
export const DEFERRED_ID = 'SystemTime 0x3FEF';
/** A clock that is a little behind is no reason to refuse. */
const TOLERANCE = 60_000;

/** When a message shall leave; undefined for at once. The time needs an offset (or is a Date): a wrong hour would not be noticed before it is too late. */
export function readSendAt(value: unknown, now: number): ExtendedProperty | undefined {
	const text = dateOf(value) ? '' : (readText(value, labelOf('sendAt'))?.trim() ?? '');
	if (!dateOf(value) && text === '') return undefined;
	if (
		text !== '' &&
		!/^\d+$/.test(text) &&
		!/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(text.replace(/^(\d{4}-\d\d-\d\d) /, '$1T'))
	) {
		throw invalidField(
			'sendAt',
			`${quoted(value)} does not say in which time zone it is.`,
			'Write it like 2026-01-31T09:00:00+01:00 or 2026-01-31T08:00:00Z.',
		);
	}
	const moment = readDateTime(value, labelOf('sendAt'))!;
	const time = Date.parse(`${moment.dateTime.slice(0, 23)}Z`);
	if (time < now - TOLERANCE)
		throw invalidField('sendAt', `${quoted(value)} is in the past.`, 'Leave it empty to send at once.');
	return { id: DEFERRED_ID, value: `${new Date(time).toISOString().slice(0, 19)}Z` };
}
