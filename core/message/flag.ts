import { invalidField, labelOf } from '../fields/read';
import { invalidInput } from '../errors';
import type { FieldValues } from '../fields';
import { readDateTime, type DateTimeTimeZone } from './dateTime';
import { readChoice } from '../fields/values';

/** Graph's `followupFlag`. */
export interface FollowupFlag {
	flagStatus: 'notFlagged' | 'flagged' | 'complete';
	startDateTime?: DateTimeTimeZone;
	dueDateTime?: DateTimeTimeZone;
}

export const FLAG_STATUSES = ['notFlagged', 'flagged', 'complete'] as const;

/** Dates alone mean `flagged`. A due date needs a start date: Graph answers 400 otherwise (resources/followupflag). */
export function readFollowupFlag({ flagStatus, flagStart, flagDue }: FieldValues): FollowupFlag | undefined {
	const status = readChoice(flagStatus, labelOf('flagStatus'), FLAG_STATUSES);
	const startDateTime = readDateTime(flagStart, labelOf('flagStart'));
	const dueDateTime = readDateTime(flagDue, labelOf('flagDue'));
	if (dueDateTime && !startDateTime)
		throw dueNeedsStart(labelOf('flagDue'), 'Fill in Flag Start as well, with the same day if in doubt.');
	if (status === 'notFlagged' && startDateTime) {
		throw invalidField(
			'flagStatus',
			'there are dates for it, but it is set to "Not Flagged".',
			'Set Flag to "Flagged", or clear Flag Start and Flag Due.',
		);
	}
	if (!status && !startDateTime) return undefined;
	return {
		flagStatus: status ?? 'flagged',
		...(startDateTime ? { startDateTime } : {}),
		...(dueDateTime ? { dueDateTime } : {}),
	};
}

export function dueNeedsStart(field: string, hint: string) {
	return invalidInput(`${field}: a due date needs a start date, Outlook refuses one without the other.`, hint);
}
