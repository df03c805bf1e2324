import type { Condition, Field } from './field';

/** Where the message is put together from fields, or fields replace members of a message object. */
export const FROM_FIELDS: Condition = { messageSource: ['fields', 'template', 'json'] };

// Fields that several operations have.

export const MAILBOX: Field = {
	name: 'mailbox',
	label: 'Mailbox',
	kind: 'mailbox',
	place: 'main',
	default: 'me',
	description:
		'The mailbox that holds the message. An application has no mailbox of its own: choose one or enter its address.',
	placeholder: 'e.g. support@contoso.com',
};

export const SIMPLIFY: Field = {
	name: 'simplify',
	label: 'Simplify',
	kind: 'boolean',
	place: 'main',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const TIMEOUT: Field = {
	name: 'timeout',
	label: 'Timeout (Seconds)',
	kind: 'number',
	place: 'options',
	default: 120,
	description: 'How long a request may take, including all its repeats',
};

export const CHECKS: Field = {
	name: 'checks',
	label: 'Checks',
	kind: 'select',
	place: 'options',
	default: 'warn',
	description:
		'What to do if the message has unfilled placeholders, missing values, a greeting without a name, no subject, a link that ' +
		'leads elsewhere than it says, or speaks of an attachment that is not there',
	choices: [
		{ value: 'off', label: 'Off', description: 'Nothing is checked' },
		{ value: 'refuse', label: 'Reject', description: 'The step fails and says what to correct; nothing is created' },
		{ value: 'warn', label: 'Warn', description: 'The result says what was found' },
	],
};

export const MAIL_TIPS: Field = {
	name: 'mailTips',
	label: 'Mail Tips',
	kind: 'boolean',
	place: 'options',
	default: false,
	description:
		'Whether to ask Outlook who of the recipients is away, has a full mailbox, is outside of the organisation or is a list; one ' +
		'more request. Not for personal accounts.',
};

export const DRAFT_ID: Field = {
	name: 'draftId',
	label: 'Draft',
	kind: 'draft',
	place: 'main',
	default: '',
	description: 'The draft, by the ID that an earlier step returned or by its address in Outlook on the web',
	placeholder: 'e.g. AAkALgAAAAAAHYQDEapm…',
	fromMessage: 'payload.id',
};

export const MESSAGE_ID: Field = {
	name: 'messageId',
	label: 'Message',
	kind: 'message',
	place: 'main',
	default: '',
	description: 'The message, by the ID that an earlier step returned or by its address in Outlook on the web',
	placeholder: 'e.g. AAMkAGVmMDEzMTM4LTZm…',
	fromMessage: 'payload.id',
};

export const BINARY_PREFIX: Field = {
	name: 'binaryPrefix',
	label: 'Output Field Prefix',
	kind: 'text',
	place: 'options',
	default: 'attachment_',
	description: 'Start of the names of the output binary fields; a number follows',
};

export const SEND_AT: Field = {
	name: 'sendAt',
	label: 'Send At',
	kind: 'dateTime',
	place: 'additionalFields',
	default: '',
	description:
		"When to send it; at once if empty. A time without a time zone is in the workflow's zone in n8n, in the computer's in Node-RED.",
	placeholder: 'e.g. 2026-01-31T09:00:00Z',
};

export const FIND_SENT: Field = {
	name: 'findSentId',
	label: 'Find the Sent Message',
	kind: 'boolean',
	place: 'options',
	default: false,
	description: 'Whether to look for the message in Sent Items and return its ID there, which takes up to ten seconds',
};

export const ATTACHMENTS: Field = {
	name: 'attachments',
	label: 'Attachments',
	kind: 'attachments',
	place: 'main',
	default: '',
	description:
		'Files to attach, up to 150 MB each. An image that the body refers to as cid: (by content ID, file name or field) becomes an inline image.',
	fromMessage: 'attachments',
};

export const TIMEOUT_OF_FILES: Field = {
	...TIMEOUT,
	description: 'How long a request, or one part of a large file, may take, including all its repeats',
};
