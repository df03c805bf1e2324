import { CREATE } from '../draft/create';
import type { Field, Operation } from '../field';
import { OF_TEMPLATE, OPTIONS_OF_TEMPLATE, sourceOf } from '../ofCreate';
import { FIND_SENT, SEND_AT, TIMEOUT } from '../shared';

/** What a draft has and a message that is sent at once has not. */
const ONLY_OF_DRAFTS = [
	...['folder', 'dryRun', 'createFolders', 'simplify', 'timeout', 'isRead', 'ifUnfinished'],
	...['createCategories', 'categoryColor'],
	// They come after the draft is made, which is too late for what was sent.
	'mailTips',
	...[...OF_TEMPLATE, ...OPTIONS_OF_TEMPLATE].map(({ name }) => name),
	// What is found in Sent Items is for a person to check.
	...['signatureFrom', 'signatureTemplate', 'font'],
];

/** What differs for a message that is sent at once. */
const SENT_INSTEAD: Record<string, Partial<Field>> = {
	mailbox: {
		description:
			'The mailbox that sends the message. An application has no mailbox of its own: choose one or enter its address.',
	},
	to: {
		description:
			'Recipients, separated by semicolons or commas (a list works too). At least one of To, Cc and Bcc is needed.',
	},
	messageSource: { choices: sourceOf(['fields', 'binary', 'text', 'base64', 'json']).choices! },
	duplicates: {
		description: 'Whether to look for the message of an earlier run and not send it again',
		choices: [
			{ value: 'off', label: 'Send It Again', description: 'Every run sends its own message' },
			{ value: 'key', label: 'Find It by a Key', description: 'Messages with the same key are the same message' },
			{
				value: 'sameContent',
				label: 'Find It by Its Content',
				description: 'The same message from the same mailbox is the same message',
			},
		],
	},
	draftKey: {
		description:
			'A value that identifies this message in every run, such as an order number. In n8n a run that sends messages takes ten seconds longer, to be sure that no other run has done the same.',
	},
	onExisting: { description: 'What to do if an earlier run created or sent this message' },
};

export const SEND_MESSAGE: Operation = {
	value: 'send',
	label: 'Send Message',
	shortLabel: 'Send',
	action: 'Send message',
	description: 'Send a message now or later, without a person checking it; the account must allow sending',
	fields: [
		...CREATE.fields
			.filter(({ name }) => !ONLY_OF_DRAFTS.includes(name))
			.map((field) => ({ ...field, ...SENT_INSTEAD[field.name] })),
		SEND_AT,
		{
			name: 'saveToSentItems',
			label: 'Save to Sent Items',
			kind: 'boolean',
			place: 'options',
			default: true,
			description: 'Whether to keep the message in Sent Items',
		},
		FIND_SENT,
		TIMEOUT,
	],
};
