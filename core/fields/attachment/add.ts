import type { Operation } from '../field';
import { ATTACHMENTS, DRAFT_ID, MAILBOX, TIMEOUT_OF_FILES } from '../shared';

export const ADD: Operation = {
	value: 'add',
	label: 'Add Attachments',
	shortLabel: 'Add',
	action: 'Add attachments to draft',
	description: 'Add files to a draft that exists',
	fields: [MAILBOX, DRAFT_ID, ATTACHMENTS, TIMEOUT_OF_FILES],
};
