import type { Operation } from '../field';
import { ofCreate, optional } from '../ofCreate';
import { MAILBOX, MESSAGE_ID, TIMEOUT } from '../shared';

export const UPDATE_MESSAGE: Operation = {
	value: 'update',
	label: 'Mark or Move Message',
	shortLabel: 'Mark or Move',
	action: 'Mark or move message',
	description: 'Mark a message as read, with categories or with a flag, or move it, for example after it was answered',
	fields: [
		MAILBOX,
		MESSAGE_ID,
		optional('isRead'),
		optional('categories'),
		{
			name: 'categoriesMode',
			label: 'Existing Categories',
			kind: 'select',
			place: 'additionalFields',
			group: 'marks',
			default: 'add',
			description: 'What happens to the categories that the message has already',
			choices: [
				{ value: 'add', label: 'Keep' },
				{ value: 'replace', label: 'Replace' },
			],
		},
		...['flagStatus', 'flagDue', 'flagStart'].map((name) => optional(name)),
		{
			name: 'moveTo',
			label: 'Move To',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description: 'Path, ID or well-known name of the folder to move the message to afterwards',
			placeholder: 'e.g. Inbox/Done',
		},
		ofCreate('createFolders'),
		TIMEOUT,
	],
};
