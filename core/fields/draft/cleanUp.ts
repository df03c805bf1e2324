import type { Operation } from '../field';
import { MAILBOX, TIMEOUT } from '../shared';

export const CLEAN_UP: Operation = {
	value: 'cleanUp',
	label: 'Clean Up Unused Drafts',
	shortLabel: 'Clean Up',
	action: 'Clean up unused drafts',
	description:
		'Move drafts of this package that no one has changed or sent to Deleted Items; the account must allow deleting',
	fields: [
		MAILBOX,
		{
			name: 'olderThanDays',
			label: 'Older Than (Days)',
			kind: 'number',
			place: 'main',
			default: 14,
			description: 'Only drafts that were created, and last changed, at least this many days ago',
		},
		{
			name: 'dryRun',
			label: 'Dry Run',
			kind: 'boolean',
			place: 'options',
			default: false,
			description: 'Whether to only list the drafts that would be moved',
		},
		TIMEOUT,
	],
};
