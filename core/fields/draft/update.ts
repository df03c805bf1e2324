import type { Operation } from '../field';
import { always, ofCreate, optional } from '../ofCreate';
import { DRAFT_ID, MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';
import { CLEARABLE } from '../choices';

export const UPDATE: Operation = {
	value: 'update',
	label: 'Update Draft',
	action: 'Update a draft',
	description: 'Change what is given and nothing else; a field that is given empty is emptied',
	fields: [
		MAILBOX,
		DRAFT_ID,
		always('attachments', {
			unset: true,
			fromMessage: undefined,
			description: 'Files to add, up to 150 MB each; those that are there stay',
		}),
		always('jsonSource', { description: 'Whether the changes are given as fields or as a message object' }),
		always('messageJson', {
			description:
				'The members that change, as Microsoft Graph defines them; fields that are filled in take their place',
			when: [{ jsonSource: ['json'] }],
		}),
		optional('to', { description: 'Recipients; they take the place of those that are there' }),
		optional('subject'),
		optional('bodyType'),
		optional('body', { description: 'The text; see Body Goes for how it joins the one that is there' }),
		{
			name: 'bodyMode',
			label: 'Body Goes',
			kind: 'select',
			place: 'additionalFields',
			default: 'replace',
			description: 'Where the text goes',
			choices: [
				{ value: 'append', label: 'Below the Text That Is There' },
				{ value: 'prepend', label: 'Above the Text That Is There' },
				{ value: 'replace', label: 'In Place of the Text That Is There' },
			],
		},
		...['bcc', 'categories', 'cc'].map((name) => optional(name)),
		{
			name: 'changeKey',
			label: 'Change Key',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description:
				'The changeKey that an earlier step returned: when somebody has changed the draft since, it stays as it is and the step fails',
			placeholder: 'e.g. CQAAABYAAAD…',
		},
		{
			name: 'clear',
			label: 'Clear',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description: `Fields to empty, separated by ; or ,: ${CLEARABLE.join(', ')}`,
			placeholder: 'e.g. cc; categories',
		},
		...[
			'requestDeliveryReceipt',
			'extendedProperties',
			'flagStatus',
			'flagDue',
			'flagStart',
			'from',
			'importance',
			'isRead',
		].map((name) => optional(name)),
		{
			name: 'moveTo',
			label: 'Move To',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description: 'Path, ID or well-known name of the folder to which the draft is moved afterwards',
			placeholder: 'e.g. Inbox/Clients/ACME',
		},
		...['requestReadReceipt', 'replyTo', 'sensitivity'].map((name) => optional(name)),
		optional('signature', {
			description: 'HTML that is put below the new text; without one, below the text that is there',
		}),
		ofCreate('createFolders'),
		always('inlineImages'),
		SIMPLIFY,
		TIMEOUT,
	],
};
