import { BODY_TYPES } from './message/bodyTypes';
import { BINARY_PREFIX, DRAFT_ID, lifeOperations, MESSAGE_ID } from './lifeFields';
import { SENSITIVITIES } from './message/sensitivity';

/**
 * THE list of resources, operations and fields. n8n's properties, Node-RED's form, defaults and texts are generated from
 * it. Names and values are saved in people's workflows and never change.
 */
export interface Resource {
	value: string;
	label: string;
	operations: Operation[];
}

export interface Operation {
	value: string;
	label: string;
	/** n8n's action text. */
	action: string;
	description: string;
	fields: Field[];
}

export type FieldKind = 'mailbox' | 'folder' | 'text' | 'multiline' | 'json' | 'dateTime' | 'select' | 'boolean' | 'number' | 'pairs' | 'attachments' | 'binary' | 'draft' | 'message';

export interface Field {
	name: string;
	label: string;
	kind: FieldKind;
	/** Always visible, or in one of n8n's collections. */
	place: 'main' | 'additionalFields' | 'options';
	default: string | number | boolean;
	description: string;
	placeholder?: string;
	choices?: Choice[];
	/** Of kind `pairs`: what a row consists of. */
	pair?: Pair;
	/** Shown only when one of these conditions holds. */
	when?: Condition[];
	/** Node-RED: the message property that fills the field unless the person chooses otherwise. */
	fromMessage?: string;
	/** Stays as it is unless somebody says otherwise, also where fields in the same place usually have a value: an empty text is one. */
	unset?: true;
}

/** Holds when each named field has one of these values. */
export type Condition = Record<string, string[]>;

export interface Choice {
	value: string;
	label: string;
	description?: string;
}

/** A list of rows with two inputs each. The names are saved in workflows, as those of fields are. */
export interface Pair {
	/** n8n keeps the rows under this name. */
	group: string;
	/** What one row is called. */
	label: string;
	first: PairPart;
	second: PairPart & { kind: 'text' | 'json' };
	/** More than one row. */
	many: boolean;
}

export interface PairPart {
	name: string;
	label: string;
	placeholder: string;
}

/** Field values of one item by field name, as the host resolved them. */
export type FieldValues = Record<string, unknown>;

const composedMime: Condition = { mode: ['mime'], mimeSource: ['fields'] };
/** Where the message is put together from fields, or fields are laid over it. */
const fromFields: Condition[] = [{ mode: ['json'] }, composedMime];

const BODY_TYPE_CHOICES: Record<(typeof BODY_TYPES)[number], Omit<Choice, 'value'>> = {
	html: { label: 'HTML', description: 'The body is HTML and sent as it is' },
	text: { label: 'Plain Text', description: 'The draft is a plain text message' },
	textAsHtml: { label: 'Text as HTML', description: 'Shown as typed, line breaks kept; right for input from forms' },
	markdown: { label: 'Markdown', description: 'Headings, lists, tables and links become HTML; HTML in it is shown, not used; right for answers of AI agents' },
};

const SENSITIVITY_LABELS: Record<(typeof SENSITIVITIES)[number], string> = { normal: 'Normal', personal: 'Personal', private: 'Private', confidential: 'Confidential' };

const ATTACHMENTS: Field = {
	name: 'attachments',
	label: 'Attachments',
	kind: 'attachments',
	place: 'main',
	default: '',
	description: 'Files to attach, up to 150 MB each. An image that the body shows by its content ID, file name or field as cid: becomes an inline image.',
	fromMessage: 'attachments',
};

const CREATE_FIELDS: Field[] = [
	{
		name: 'mailbox',
		label: 'Mailbox',
		kind: 'mailbox',
		place: 'main',
		default: 'me',
		description: 'Whose mailbox gets the draft. An account that signs in as an application has none of its own: choose one or enter its address.',
		placeholder: 'e.g. support@contoso.com',
	},
	{
		name: 'folder',
		label: 'Folder',
		kind: 'folder',
		place: 'main',
		default: 'drafts',
		description: 'Where the draft is put: a folder from the list, or a path, a folder ID, an address in Outlook on the web',
		placeholder: 'e.g. Inbox/Clients/ACME',
	},
	{
		name: 'mode',
		label: 'Format',
		kind: 'select',
		place: 'main',
		default: 'json',
		description: 'How the message is handed to Outlook',
		choices: [
			{ value: 'json', label: 'JSON', description: 'Outlook builds the message from its parts' },
			{ value: 'mime', label: 'MIME', description: 'The message goes to Outlook as e-mail source: any header, a calendar invitation, an .eml file, S/MIME' },
		],
	},
	{
		name: 'jsonSource',
		label: 'Message From',
		kind: 'select',
		place: 'main',
		default: 'fields',
		description: 'Whether the message is put together from fields or given as a whole',
		choices: [
			{ value: 'fields', label: 'Fields', description: 'Fill in recipients, subject and body' },
			{ value: 'json', label: 'JSON', description: 'Give a Microsoft Graph message object; fields that are filled in are laid over it' },
		],
		when: [{ mode: ['json'] }],
	},
	{
		name: 'messageJson',
		label: 'Message JSON',
		kind: 'json',
		place: 'main',
		default: '{}',
		description: 'A message as Microsoft Graph defines it, sent as it is; fields that are filled in below take the place of its members',
		when: [{ mode: ['json'], jsonSource: ['json'] }],
	},
	{
		name: 'mimeSource',
		label: 'Message From',
		kind: 'select',
		place: 'main',
		default: 'fields',
		description: 'Whether the message is composed from fields or given as a whole',
		choices: [
			{ value: 'base64', label: 'Base64', description: 'A whole message in base64; sent unchanged' },
			{ value: 'fields', label: 'Fields', description: 'Fill in recipients, subject and body' },
			{ value: 'binary', label: 'File', description: 'An .eml file; sent unchanged' },
			{ value: 'text', label: 'Source Text', description: 'The source of a message, headers first; line ends become CRLF' },
		],
		when: [{ mode: ['mime'] }],
	},
	{
		name: 'mimeText',
		label: 'Source Text',
		kind: 'multiline',
		place: 'main',
		default: '',
		description: 'The whole message: headers, an empty line, the text (RFC 5322)',
		placeholder: 'e.g. Subject: Hello',
		when: [{ mode: ['mime'], mimeSource: ['text'] }],
		fromMessage: 'payload',
	},
	{
		name: 'mimeBase64',
		label: 'Base64',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'A whole message in base64, wrapped or not, or as a data URI',
		when: [{ mode: ['mime'], mimeSource: ['base64'] }],
		fromMessage: 'payload',
	},
	{
		name: 'binaryPropertyName',
		label: 'File',
		kind: 'binary',
		place: 'main',
		default: 'data',
		description: 'An .eml file that holds the whole message',
		when: [{ mode: ['mime'], mimeSource: ['binary'] }],
		fromMessage: 'payload',
	},
	{
		name: 'to',
		label: 'To',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'Recipients, separated by ; or , (a list works too). May stay empty in a draft.',
		placeholder: 'e.g. john@contoso.com; jane@contoso.com',
		when: fromFields,
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
		when: fromFields,
		fromMessage: 'topic',
	},
	{
		name: 'bodyType',
		label: 'Body Type',
		kind: 'select',
		place: 'main',
		default: 'html',
		description: 'How the body is meant',
		choices: BODY_TYPES.map((value) => ({ value, ...BODY_TYPE_CHOICES[value] })),
		when: fromFields,
	},
	{
		name: 'body',
		label: 'Body',
		kind: 'multiline',
		place: 'main',
		default: '',
		description: 'The text of the message',
		placeholder: 'e.g. Hello, thank you for your message.',
		when: fromFields,
		fromMessage: 'payload',
	},
	ATTACHMENTS,
	{
		name: 'customHeaders',
		label: 'Custom Headers',
		kind: 'pairs',
		place: 'main',
		default: '',
		description: 'Headers for the message: up to 5 with names that begin with x-; in the format MIME any',
		pair: {
			group: 'header',
			label: 'Header',
			first: { name: 'name', label: 'Name', placeholder: 'x-ticket-id' },
			second: { name: 'value', label: 'Value', placeholder: '4711', kind: 'text' },
			many: true,
		},
		when: fromFields,
	},
	{
		name: 'duplicates',
		label: 'If It Runs Again',
		kind: 'select',
		place: 'main',
		default: 'off',
		description: 'Whether a later run may find the draft of an earlier one instead of making a second',
		choices: [
			{ value: 'off', label: 'Create Another Draft', description: 'Every run makes its own draft' },
			{ value: 'key', label: 'Find It by a Key', description: 'Drafts with the same key are the same draft' },
			{ value: 'sameContent', label: 'Find It by Its Content', description: 'The same mailbox, folder and message are the same draft' },
		],
	},
	{
		name: 'draftKey',
		label: 'Draft Key',
		kind: 'text',
		place: 'main',
		default: '',
		description: 'What names this draft in every run, such as an order number, or the time and address of a form submission',
		placeholder: 'e.g. order 4711',
		when: [{ duplicates: ['key'] }],
	},
	{
		name: 'onExisting',
		label: 'If the Draft Exists',
		kind: 'select',
		place: 'main',
		default: 'return',
		description: 'What to do when an earlier run has made the draft; one that was sent counts too, one that was deleted does not',
		choices: [
			{ value: 'return', label: 'Return It', description: 'The result says that it existed' },
			{ value: 'update', label: 'Update It', description: 'Unless it was sent; its custom headers, attachments and open extension stay as they are' },
			{ value: 'fail', label: 'Stop With an Error' },
		],
		when: [{ duplicates: ['key', 'sameContent'] }],
	},
	{
		name: 'bcc',
		label: 'Bcc',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'Recipients that the others do not see',
		placeholder: 'e.g. archive@contoso.com',
		when: fromFields,
	},
	{
		name: 'categories',
		label: 'Categories',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'Names of categories, separated by ; or , (a list works too)',
		placeholder: 'e.g. Customers; Red category',
		when: fromFields,
	},
	{
		name: 'cc',
		label: 'Cc',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'Recipients of a copy',
		placeholder: 'e.g. team@contoso.com',
		when: fromFields,
	},
	{
		name: 'copyAttachmentsFrom',
		label: 'Copy Attachments From',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'ID of another message of the same mailbox whose attachments this draft gets too',
		placeholder: 'e.g. AAMkAGI2…',
		when: fromFields,
	},
	{
		name: 'requestDeliveryReceipt',
		label: 'Delivery Receipt',
		kind: 'boolean',
		place: 'additionalFields',
		default: false,
		description: 'Whether the sender wants to be told when the message arrives',
		when: fromFields,
	},
	{
		name: 'extendedProperties',
		label: 'Extended Properties',
		kind: 'pairs',
		place: 'additionalFields',
		default: '',
		description: 'Properties that Outlook does not show, for other programs; an ID of a list type such as StringArray takes a list',
		pair: {
			group: 'property',
			label: 'Property',
			first: { name: 'id', label: 'ID', placeholder: 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Ticket' },
			second: { name: 'value', label: 'Value', placeholder: '4711', kind: 'text' },
			many: true,
		},
		when: fromFields,
	},
	{
		name: 'flagStatus',
		label: 'Flag',
		kind: 'select',
		place: 'additionalFields',
		default: 'flagged',
		description: 'Whether the message is flagged for follow-up',
		choices: [
			{ value: 'complete', label: 'Complete' },
			{ value: 'flagged', label: 'Flagged' },
			{ value: 'notFlagged', label: 'Not Flagged' },
		],
		when: fromFields,
	},
	{
		name: 'flagDue',
		label: 'Flag Due',
		kind: 'dateTime',
		place: 'additionalFields',
		default: '',
		description: 'When the follow-up is due, for example 2026-02-02; needs Flag Start',
		placeholder: 'e.g. 2026-02-02',
		when: fromFields,
	},
	{
		name: 'flagStart',
		label: 'Flag Start',
		kind: 'dateTime',
		place: 'additionalFields',
		default: '',
		description: 'When the follow-up starts, for example 2026-01-31; a time with an offset is kept as that moment',
		placeholder: 'e.g. 2026-01-31',
		when: fromFields,
	},
	{
		name: 'from',
		label: 'From',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'The sender. In another mailbox than your own it is that mailbox\'s address unless you set it. Sending needs the right to send as, or on behalf of, another address.',
		placeholder: 'e.g. sales@contoso.com',
		when: fromFields,
	},
	{
		name: 'importance',
		label: 'Importance',
		kind: 'select',
		place: 'additionalFields',
		default: 'normal',
		description: 'How Outlook marks the message',
		choices: [
			{ value: 'high', label: 'High' },
			{ value: 'low', label: 'Low' },
			{ value: 'normal', label: 'Normal' },
		],
		when: fromFields,
	},
	{
		name: 'isRead',
		label: 'Mark as Read',
		kind: 'boolean',
		place: 'additionalFields',
		default: true,
		description: 'Whether the draft is shown as read in its folder (Outlook does so unless told otherwise)',
		when: fromFields,
	},
	{
		name: 'openExtension',
		label: 'Open Extension',
		kind: 'pairs',
		place: 'additionalFields',
		default: '',
		description: 'Data of your own that is kept with the message under a name',
		pair: {
			group: 'extension',
			label: 'Extension',
			first: { name: 'extensionName', label: 'Name', placeholder: 'Com.Contoso.Ticket' },
			second: { name: 'data', label: 'Data', placeholder: '{"number": 4711}', kind: 'json' },
			many: false,
		},
		when: fromFields,
	},
	{
		name: 'requestReadReceipt',
		label: 'Read Receipt',
		kind: 'boolean',
		place: 'additionalFields',
		default: false,
		description: 'Whether the sender wants to be told when the message is read',
		when: fromFields,
	},
	{
		name: 'replyTo',
		label: 'Reply To',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'Where answers go, if not to the sender',
		placeholder: 'e.g. answers@contoso.com',
		when: fromFields,
	},
	{
		name: 'sensitivity',
		label: 'Sensitivity',
		kind: 'select',
		place: 'additionalFields',
		default: 'normal',
		description: 'How Outlook asks readers to treat the message',
		choices: SENSITIVITIES.map((value) => ({ value, label: SENSITIVITY_LABELS[value] })),
		when: fromFields,
	},
	{
		name: 'signature',
		label: 'Signature',
		kind: 'multiline',
		place: 'additionalFields',
		default: '',
		description: 'HTML that is put below the body; a plain text body gets its text. Outlook does not tell anybody a person\'s own signature.',
		placeholder: 'e.g. <p>Kind regards<br>Contoso Support</p>',
		when: fromFields,
	},
	{
		name: 'textBody',
		label: 'Text Version',
		kind: 'multiline',
		place: 'additionalFields',
		default: '',
		description: 'The plain text for readers without HTML; made from the body unless it is given',
		when: [composedMime],
	},
	{
		name: 'dryRun',
		label: 'Dry Run',
		kind: 'boolean',
		place: 'options',
		default: false,
		description: 'Whether to return what would be sent, in words and as JSON, instead of sending anything',
	},
	{
		name: 'createFolders',
		label: 'Create Folders',
		kind: 'boolean',
		place: 'options',
		default: false,
		description: 'Whether to create the folders of a path that do not exist yet',
	},
	{
		name: 'ifUnfinished',
		label: 'If a File Fails',
		kind: 'select',
		place: 'options',
		default: 'keep',
		description: 'What becomes of the draft when it was made but one of its files could not be attached; the step fails in any case',
		choices: [
			{ value: 'delete', label: 'Delete the Draft', description: 'It goes to Deleted Items; the account must allow deleting' },
			{ value: 'keep', label: 'Keep the Draft', description: 'The error names it and says which files are missing' },
		],
	},
	{
		name: 'inlineImages',
		label: 'Inline Images',
		kind: 'boolean',
		place: 'options',
		default: false,
		description: 'Whether images that are written into the HTML as data: are attached as inline images, since many mail programs do not show them otherwise',
	},
	{
		name: 'simplify',
		label: 'Simplify',
		kind: 'boolean',
		place: 'options',
		default: true,
		description: 'Whether to return the important properties of the draft instead of everything Microsoft Graph says about it',
	},
	{
		name: 'timeout',
		label: 'Timeout (Seconds)',
		kind: 'number',
		place: 'options',
		default: 120,
		description: 'How long to keep trying when Outlook asks to wait',
	},
];

const MAILBOX: Field = {
	name: 'mailbox',
	label: 'Mailbox',
	kind: 'mailbox',
	place: 'main',
	default: 'me',
	description: 'The mailbox that holds the message. An account that signs in as an application needs an address here.',
	placeholder: 'e.g. support@contoso.com',
};

const TIMEOUT: Field = {
	name: 'timeout',
	label: 'Timeout (Seconds)',
	kind: 'number',
	place: 'options',
	default: 120,
	description: 'How long to keep trying when Outlook asks to wait, for each request and each part of a large file',
};

const ATTACHMENT_OPERATIONS: Operation[] = [
	{
		value: 'add',
		label: 'Add Attachments',
		action: 'Add attachments to a draft',
		description: 'Add files to a draft that exists',
		fields: [MAILBOX, DRAFT_ID, ATTACHMENTS, TIMEOUT],
	},
	{
		value: 'getAll',
		label: 'Get Attachments',
		action: 'Get many attachments',
		description: 'List the attachments of a draft or message, and fetch their contents if wanted',
		fields: [
			MAILBOX,
			MESSAGE_ID,
			{
				name: 'download',
				label: 'Download',
				kind: 'boolean',
				place: 'main',
				default: false,
				description: 'Whether to fetch the contents too: n8n puts them into binary fields, Node-RED beside the names as content',
			},
			BINARY_PREFIX,
			{
				name: 'includeInline',
				label: 'Include Inline Images',
				kind: 'boolean',
				place: 'options',
				default: true,
				description: 'Whether images that the body shows count as attachments',
			},
			TIMEOUT,
		],
	},
	{
		value: 'remove',
		label: 'Remove Attachment',
		action: 'Remove an attachment from a draft',
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
				description: 'The ID or the name of the attachment',
				placeholder: 'e.g. offer.pdf',
			},
			TIMEOUT,
		],
	},
];

const LIFE = lifeOperations(CREATE_FIELDS);

export const RESOURCES: Resource[] = [
	{
		value: 'draft',
		label: 'Draft',
		operations: [
			{
				value: 'create',
				label: 'Create Draft Message',
				action: 'Create a draft message',
				description: 'Create a message that waits in a mailbox until a person sends it',
				fields: CREATE_FIELDS,
			},
			...LIFE.draft,
		],
	},
	LIFE.message,
	{ value: 'attachment', label: 'Attachment', operations: ATTACHMENT_OPERATIONS },
];
