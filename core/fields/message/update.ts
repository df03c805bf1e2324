import type { Operation } from '../field';
import { ofCreate, optional } from '../ofCreate';
import { MAILBOX, MESSAGE_ID, TIMEOUT } from '../shared';

export const UPDATE_MESSAGE: Operation = {
	value: 'update',
	label: 'Mark or Move Message',
	shortLabel: 'Mark or Move',
	action: 'Mark or move a message',
	description:
		'Mark a message as read, with categories or a flag, or move it: for example the message that was answered',
	fields: [
		MAILBOX,
		MESSAGE_ID,
		optional('isRead'),
		optional('categories'),
		{
			name: 'categoriesMode',
			label: 'Categories Go',
			kind: 'select',
			place: 'additionalFields',
			default: 'add',
			description: 'Whether categories that are there stay',
			choices: [
				{ value: 'add', label: 'Beside Those That Are There' },
				{ value: 'replace', label: 'In Place of Those That Are There' },
			],
		},
		...['flagStatus', 'flagDue', 'flagStart'].map((name) => optional(name)),
		{
			name: 'moveTo',
			label: 'Move To',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description: 'Path, ID or well-known name of the folder to which the message is moved afterwards',
			placeholder: 'e.g. archive',
		},
		ofCreate('createFolders'),
		TIMEOUT,
	],
};
