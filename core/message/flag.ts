import { invalidField, labelOf } from '../fields/read';
import type { FieldValues } from '../fields';
import { readDateTime, type DateTimeTimeZone } from './dateTime';
import { readChoice } from '../fields/values';

/** Graph's `followupFlag`. */
interface FollowupFlag {
	flagStatus: 'notFlagged' | 'flagged' | 'complete';
	startDateTime?: DateTimeTimeZone;
	dueDateTime?: DateTimeTimeZone;
}

export const FLAG_STATUSES = ['notFlagged', 'flagged', 'complete'] as const;

/**
 * Dates alone mean `flagged`. Graph answers 400 to a due date without a start date (resources/followupflag): then both
 * are the same day.
 */
export function readFollowupFlag({ flagStatus, flagStart, flagDue }: FieldValues): FollowupFlag | undefined {
	const status = readChoice(flagStatus, labelOf('flagStatus'), FLAG_STATUSES);
	const dueDateTime = readDateTime(flagDue, labelOf('flagDue'));
	const startDateTime = readDateTime(flagStart, labelOf('flagStart')) ?? dueDateTime;
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
