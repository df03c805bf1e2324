import type { Operation } from '../field';
import { DRAFT_ID, MAILBOX, TIMEOUT } from '../shared';

export const DELETE: Operation = {
	value: 'delete',
	label: 'Delete Draft',
	shortLabel: 'Delete',
	action: 'Delete draft',
	description: 'Move a draft to Deleted Items, or delete it for good; the account must allow deleting',
	fields: [
		MAILBOX,
		DRAFT_ID,
		{
			name: 'permanently',
			label: 'Permanently',
			kind: 'boolean',
			place: 'main',
			default: false,
			description: 'Whether to delete it for good instead of moving it to Deleted Items (in the global cloud only)',
		},
		TIMEOUT,
	],
};
