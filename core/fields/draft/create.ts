import { BODY_TYPES, MESSAGE_SOURCES } from '../choices';
import type { Choice, Field, Operation } from '../field';
import { ATTACHMENTS, CHECKS, FROM_FIELDS, MAIL_TIPS, MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';
import { TEMPLATE, TEMPLATE_OPTIONS } from './template';
import { FOR_PROGRAMS, MARKS, MORE, TRACKING } from './moreFields';

const BODY_TYPE_CHOICES: Record<(typeof BODY_TYPES)[number], Omit<Choice, 'value'>> = {
	auto: {
		label: 'Automatic',
		description: 'HTML if the text contains HTML tags, otherwise as typed with its line breaks; the result says which',
	},
	html: { label: 'HTML', description: 'The body is HTML and sent unchanged' },
	text: { label: 'Plain Text', description: 'The message is plain text' },
	textAsHtml: {
		label: 'Text as HTML',
		description: 'Shown as typed, with its line breaks; right for input from forms',
	},
	markdown: {
		label: 'Markdown',
		description:
			'Headings, lists, tables and links become HTML; HTML tags in it are shown as text; right for the answers of AI agents',
	},
};

const SOURCE_CHOICES: Record<(typeof MESSAGE_SOURCES)[number], Omit<Choice, 'value'>> = {
	fields: { label: 'Fields', description: 'Fill in recipients, subject and body' },
	template: {
		label: 'Template in Outlook',
		description:
			'A draft that a person has written in Outlook, with placeholders; fields that are filled in replace its parts',
	},
	binary: { label: '.eml File', description: 'A saved message; sent to Outlook unchanged' },
	text: {
		label: 'Source Text',
		description: 'The source of a message, headers first; only line ends are changed, to CRLF',
	},
	base64: { label: 'Base64', description: 'The source of a message in base64; sent to Outlook unchanged' },
	json: {
		label: 'Graph JSON',
		description: 'A message object as Microsoft Graph defines it; fields that are filled in replace its members',
	},
};

const EVERYDAY: Field[] = [
	{
		name: 'to',
		label: 'To',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'Recipients, separated by semicolons or commas (a list works too). A draft can do without.',
		placeholder: 'e.g. john@contoso.com; jane@contoso.com',
		when: FROM_FIELDS,
		fromMessage: 'to',
	},
	{
		name: 'subject',
		label: 'Subject',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'The subject line',
		placeholder: 'e.g. Your request of today',
		when: FROM_FIELDS,
		fromMessage: 'topic',
	},
	{
		name: 'body',
		label: 'Body',
		kind: 'multiline',
		place: 'main',
		default: '',
		description: 'The text of the message',
		placeholder: 'e.g. Hello, thank you for your message.',
		when: FROM_FIELDS,
		fromMessage: 'payload',
	},
	{
		name: 'bodyType',
		label: 'Body Type',
		kind: 'select',
		place: 'main',
		default: 'auto',
		defaultAsTool: 'markdown',
		description: 'Format of the body',
		choices: BODY_TYPES.map((value) => ({ value, ...BODY_TYPE_CHOICES[value] })),
		when: FROM_FIELDS,
	},
	{
		name: 'cc',
		label: 'Cc',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'Recipients of a copy',
		placeholder: 'e.g. team@contoso.com',
		when: FROM_FIELDS,
	},
	{
		name: 'bcc',
		label: 'Bcc',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'Recipients of a copy that the others do not see',
		placeholder: 'e.g. archive@contoso.com',
		when: FROM_FIELDS,
	},
	{ ...ATTACHMENTS, when: FROM_FIELDS },
];

const TARGET: Field[] = [
	{
		...MAILBOX,
		description:
			'The mailbox to create the draft in. An application has no mailbox of its own: choose one or enter its address.',
	},
	{
		name: 'folder',
		label: 'Folder',
		kind: 'folder',
		place: 'main',
		default: 'drafts',
		description:
			'The folder to create the draft in: one from the list, a path, a folder ID, or its address in Outlook on the web',
		placeholder: 'e.g. Inbox/Clients/ACME',
	},
];

const SOURCE: Field[] = [
	{
		name: 'messageSource',
		label: 'Message Comes From',
		kind: 'select',
		place: 'main',
		default: 'fields',
		description: 'Whether to fill in the message here or to use one that is complete',
		choices: MESSAGE_SOURCES.map((value) => ({ value, ...SOURCE_CHOICES[value] })),
	},
	...TEMPLATE,
	{
		name: 'binaryPropertyName',
		label: 'File',
		kind: 'binary',
		place: 'main',
		default: 'data',
		description: 'The .eml file that contains the message',
		when: { messageSource: ['binary'] },
		fromMessage: 'payload',
	},
	{
		name: 'mimeText',
		label: 'Source Text',
		kind: 'multiline',
		place: 'main',
		default: '',
		description: 'The complete message: headers, an empty line, the text (RFC 5322)',
		placeholder: 'e.g. Subject: Hello',
		when: { messageSource: ['text'] },
		fromMessage: 'payload',
	},
	{
		name: 'mimeBase64',
		label: 'Base64',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'The complete message in base64, with or without line breaks, or as a data URI',
		when: { messageSource: ['base64'] },
		fromMessage: 'payload',
	},
	{
		name: 'messageJson',
		label: 'Message JSON',
		kind: 'json',
		place: 'main',
		default: '{}',
		description:
			'A message as Microsoft Graph defines it, sent unchanged; fields that are filled in replace its members',
		when: { messageSource: ['json'] },
	},
	{
		name: 'customHeaders',
		label: 'Custom Headers',
		kind: 'pairs',
		place: 'main',
		default: '',
		description: 'Headers to add: up to 5 whose names begin with x-, or any with Any Header switched on',
		pair: {
			group: 'header',
			label: 'Header',
			first: { name: 'name', label: 'Name', placeholder: 'x-ticket-id' },
			second: { name: 'value', label: 'Value', placeholder: '4711', kind: 'text' },
			many: true,
		},
		when: FROM_FIELDS,
	},
	{
		name: 'anyHeader',
		label: 'Any Header (MIME)',
		kind: 'boolean',
		place: 'main',
		default: false,
		description:
			'Whether to give Outlook the message as e-mail source (MIME): allows any header, calendar invitations and a text version of your own, but at most 4 MB with all files',
		when: { messageSource: ['fields'] },
	},
];

const AGAIN: Field[] = [
	{
		name: 'duplicates',
		label: 'If It Runs Again',
		kind: 'select',
		place: 'main',
		default: 'off',
		description: 'Whether to look for the draft of an earlier run before creating another one',
		choices: [
			{ value: 'off', label: 'Create Another Draft', description: 'Every run creates its own draft' },
			{ value: 'key', label: 'Find It by a Key', description: 'Drafts with the same key are the same draft' },
			{
				value: 'sameContent',
				label: 'Find It by Its Content',
				description: 'The same message in the same folder is the same draft',
			},
		],
	},
	{
		name: 'draftKey',
		label: 'Draft Key',
		kind: 'text',
		place: 'main',
		default: '',
		description:
			'A value that identifies this draft in every run, such as an order number, or the time and address of a form submission. In n8n a run that creates drafts takes ten seconds longer, to be sure that no other run has done the same.',
		placeholder: 'e.g. order 4711',
		when: { duplicates: ['key'] },
	},
	{
		name: 'onExisting',
		label: 'If the Draft Exists',
		kind: 'select',
		place: 'main',
		default: 'return',
		description: 'What to do if an earlier run created this draft (sent drafts count, deleted ones do not)',
		choices: [
			{ value: 'return', label: 'Return It', description: 'The result says that it existed' },
			{
				value: 'update',
				label: 'Update It',
				description: 'Unless it was sent; custom headers, attachments and open extension stay as they are',
			},
			{ value: 'fail', label: 'Stop With an Error' },
		],
		when: { duplicates: ['key', 'sameContent'] },
	},
	SIMPLIFY,
];

const OPTIONS: Field[] = [
	CHECKS,
	{
		name: 'createFolders',
		label: 'Create Folders',
		kind: 'boolean',
		place: 'options',
		default: false,
		description: 'Whether to create the folders of a path that do not exist yet',
	},
	{
		name: 'dryRun',
		label: 'Dry Run',
		kind: 'boolean',
		place: 'options',
		default: false,
		description: 'Whether to show what would be sent to Outlook, in words and as JSON, without sending it',
	},
	{
		name: 'ifUnfinished',
		label: 'If a File Fails',
		kind: 'select',
		place: 'options',
		default: 'keep',
		description: 'What to do with a draft if one of its files cannot be attached; the step fails in either case',
		choices: [
			{
				value: 'delete',
				label: 'Delete the Draft',
				description: 'It goes to Deleted Items; the account must allow deleting',
			},
			{ value: 'keep', label: 'Keep the Draft', description: 'The error names it and says which files are missing' },
		],
	},
	{
		name: 'inlineImages',
		label: 'Inline Images',
		kind: 'boolean',
		place: 'options',
		default: false,
		description:
			'Whether to attach images that the HTML contains as data: as inline images, since many mail programs do not show them otherwise',
	},
	MAIL_TIPS,
	...TEMPLATE_OPTIONS,
	TIMEOUT,
];

/** draft:create. Other operations take from here what they share with it (`ofCreate`). */
export const CREATE: Operation = {
	value: 'create',
	label: 'Create Draft Message',
	shortLabel: 'Create Draft Message',
	action: 'Create draft message',
	description: 'Create a message that waits in a mailbox until a person sends it',
	fields: [...EVERYDAY, ...TARGET, ...SOURCE, ...AGAIN, ...MORE, ...MARKS, ...TRACKING, ...FOR_PROGRAMS, ...OPTIONS],
};
