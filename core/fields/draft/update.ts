import type { Operation } from '../field';
import { FURTHER, always, ofCreate, optional, sourceOf } from '../ofCreate';
import { CHECKS, DRAFT_ID, MAIL_TIPS, MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';
import { CLEARABLE } from '../choices';

export const UPDATE: Operation = {
	value: 'update',
	label: 'Update Draft',
	shortLabel: 'Update',
	action: 'Update draft',
	description: 'Change what is given and nothing else',
	collectionLabel: 'Update Fields',
	fields: [
		MAILBOX,
		DRAFT_ID,
		optional('subject', { place: 'main', description: 'New subject. Left out, it stays as it is; Clear empties it.' }),
		optional('body', {
			place: 'main',
			description: 'New text, inserted as Insert Body says. Left out, the text stays as it is; Clear empties it.',
		}),
		always('bodyType'),
		{
			name: 'bodyMode',
			label: 'Insert Body',
			kind: 'select',
			place: 'main',
			default: 'replace',
			description: 'Where to insert the new text',
			choices: [
				{ value: 'append', label: 'Below the Existing Text' },
				{ value: 'prepend', label: 'Above the Existing Text' },
				{ value: 'replace', label: 'In Place of the Existing Text' },
			],
		},
		always('attachments', {
			unset: true,
			fromMessage: undefined,
			description: 'Files to add, up to 150 MB each; existing attachments are kept',
		}),
		sourceOf(['fields', 'json'], {
			description: 'Whether to fill in the changes here or to give them as a message object',
		}),
		always('messageJson', {
			description: 'The members to change, as Microsoft Graph defines them; fields that are filled in replace them',
			when: { messageSource: ['json'] },
		}),
		SIMPLIFY,
		...['to', 'cc', 'bcc'].map((name) => optional(name, { description: 'Replaces the current recipients' })),
		...['replyTo', 'from'].map((name) => optional(name)),
		optional('signature', {
			description: 'HTML to put below the new text, or below the existing text if there is no new one',
		}),
		{
			name: 'moveTo',
			label: 'Move To',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description: 'Path, ID or well-known name of the folder to move the draft to afterwards',
			placeholder: 'e.g. Inbox/Clients/ACME',
		},
		{
			name: 'clear',
			label: 'Clear',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description: `Fields to empty, separated by semicolons or commas: ${CLEARABLE.join(', ')}`,
			placeholder: 'e.g. cc; categories',
		},
		...FURTHER.map((name) => optional(name)),
		{
			name: 'changeKey',
			label: 'Change Key',
			kind: 'text',
			place: 'additionalFields',
			group: 'programs',
			default: '',
			description:
				'changeKey from the step that read the draft; if someone has changed the draft since, it is left alone and the step fails',
			placeholder: 'e.g. CQAAABYAAAD…',
		},
		CHECKS,
		ofCreate('createFolders'),
		always('inlineImages'),
		MAIL_TIPS,
		TIMEOUT,
	],
};
