import type { Field } from './field';

// Fields that several operations have.

export const MAILBOX: Field = {
	name: 'mailbox',
	label: 'Mailbox',
	kind: 'mailbox',
	place: 'main',
	default: 'me',
	description: 'The mailbox that holds the message. An account that signs in as an application needs an address here.',
	placeholder: 'e.g. support@contoso.com',
};

export const SIMPLIFY: Field = {
	name: 'simplify',
	label: 'Simplify',
	kind: 'boolean',
	place: 'options',
	default: true,
	description:
		'Whether to return the important properties of the draft instead of everything Microsoft Graph says about it',
};

export const TIMEOUT: Field = {
	name: 'timeout',
	label: 'Timeout (Seconds)',
	kind: 'number',
	place: 'options',
	default: 120,
	description: 'How long one request may take, with all its repeats',
};

export const DRAFT_ID: Field = {
	name: 'draftId',
	label: 'Draft',
	kind: 'draft',
	place: 'main',
	default: '',
	description:
		'The draft: its ID as the step before returned it, or its address in Outlook on the web; in n8n also from the list',
	placeholder: 'e.g. AAkALgAAAAAAHYQDEapm…',
	fromMessage: 'payload.id',
};

export const MESSAGE_ID: Field = {
	name: 'messageId',
	label: 'Message',
	kind: 'message',
	place: 'main',
	default: '',
	description:
		'The message: its ID as the step before returned it, or its address in Outlook on the web; in n8n also from the list',
	placeholder: 'e.g. AAMkAGVmMDEzMTM4LTZm…',
	fromMessage: 'payload.id',
};

export const BINARY_PREFIX: Field = {
	name: 'binaryPrefix',
	label: 'Field Prefix',
	kind: 'text',
	place: 'options',
	default: 'attachment_',
	description: "What the names of n8n's binary fields begin with; a number follows",
};

export const SEND_AT: Field = {
	name: 'sendAt',
	label: 'Send At',
	kind: 'dateTime',
	place: 'additionalFields',
	default: '',
	description:
		'When Outlook shall send it; at once if not given. A time without a time zone is one of the workflow in n8n, of the computer in Node-RED.',
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
		'Files to attach, up to 150 MB each. An image that the body shows by its content ID, file name or field as cid: becomes an inline image.',
	fromMessage: 'attachments',
};

export const TIMEOUT_OF_FILES: Field = {
	name: 'timeout',
	label: 'Timeout (Seconds)',
	kind: 'number',
	place: 'options',
	default: 120,
	description: 'How long one request, or one part of a large file, may take with all its repeats',
};
