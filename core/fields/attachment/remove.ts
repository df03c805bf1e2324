import type { Operation } from '../field';
import { DRAFT_ID, MAILBOX, TIMEOUT_OF_FILES } from '../shared';

export const REMOVE: Operation = {
	value: 'remove',
	label: 'Remove Attachment',
	shortLabel: 'Remove',
	action: 'Remove attachment from draft',
	description: 'Remove one attachment from a draft; the account must allow deleting',
	fields: [
		MAILBOX,
		DRAFT_ID,
		{
			name: 'attachmentId',
			label: 'Attachment',
			kind: 'text',
			place: 'main',
			default: '',
			description: 'Name or ID of the attachment',
			placeholder: 'e.g. offer.pdf',
		},
		TIMEOUT_OF_FILES,
	],
};
