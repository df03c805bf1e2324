import { invalidField, labelOf } from '../fields/read';
import { quoted } from '../errors';
import type { ExtendedProperty } from '../exactlyOnce/mark';
import { readDateTime } from './dateTime';
import { dateOf, readText } from '../fields/values';

/**
 * PidTagDeferredSendTime and PidTagDeferredDeliveryTime: Exchange keeps the message until then. Both together were seen to
 * work on a live mailbox; the first one alone, with sendMail, was delivered at once and once more (OBS openonion/connectonion#1198,
 * #1221, #1417).
 */
const DEFERRED_IDS = ['SystemTime 0x3FEF', 'SystemTime 0x000F'];
/** A clock that is a little behind is no reason to refuse. */
const TOLERANCE = 60_000;

export interface SendAt {
	/** In UTC, to the second. */
	sendAt: string;
	/** What the draft gets before it is sent. */
	properties: ExtendedProperty[];
}

/** When a message shall leave; undefined for at once. The time needs an offset (or is a Date): a wrong hour would not be noticed before it is too late. */
export function readSendAt(value: unknown, now: number): SendAt | undefined {
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
	const sendAt = `${new Date(time).toISOString().slice(0, 19)}Z`;
	return { sendAt, properties: DEFERRED_IDS.map((id) => ({ id, value: sendAt })) };
}
