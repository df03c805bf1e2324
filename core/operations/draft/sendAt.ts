import { invalidField, labelOf } from '../../fields/read';
import { quoted } from '../../errors';
import type { ExtendedProperty } from '../../messages/mark';
import { readMoment } from '../../message/dateTime';
import { DEFERRED_SEND_TIME } from '../../message/extendedProperties';

/**
 * PidTagDeferredSendTime and PidTagDeferredDeliveryTime: Exchange keeps the message until then. Both together were seen to
 * work on a live mailbox; the first one alone, with sendMail, was delivered at once and once more (OBS openonion/connectonion#1198,
 * #1221, #1417).
 */
const DEFERRED_IDS = [DEFERRED_SEND_TIME, 'SystemTime 0x000F'];
/** A clock that is a little behind is no reason to reject. */
const TOLERANCE = 60_000;

export interface SendAt {
	/** In UTC, to the second. */
	sendAt: string;
	/** What the draft gets before it is sent. */
	properties: ExtendedProperty[];
	/** The zone that was taken for a time that names none. */
	timeZone?: string;
}

/** When a message shall leave; undefined for at once. A time without a zone is one of `timeZone`, which the result says. */
export function readSendAt(value: unknown, now: number, timeZone: string | undefined): SendAt | undefined {
	const moment = readMoment(value, labelOf('sendAt'), timeZone, { needsTime: true });
	if (moment === undefined) return undefined;
	const { date, takenZone } = moment;
	if (date.getTime() < now - TOLERANCE)
		throw invalidField(
			'sendAt',
			`${quoted(value)}${takenZone === undefined ? '' : ` in the time zone ${takenZone}`} is in the past.`,
			'Leave it empty to send at once.',
		);
	const sendAt = `${date.toISOString().slice(0, 19)}Z`;
	return {
		sendAt,
		properties: DEFERRED_IDS.map((id) => ({ id, value: sendAt })),
		...(takenZone === undefined ? {} : { timeZone: takenZone }),
	};
}
