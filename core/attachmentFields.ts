import { ATTACHMENTS } from './fields/draft/create';
import type { Field, Operation } from './fields';
import { BINARY_PREFIX, DRAFT_ID, MESSAGE_ID } from './lifeFields';

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
	description: 'How long one request, or one part of a large file, may take with all its repeats',
};

/** The operations on the attachments of a draft or message. */
export const ATTACHMENT_OPERATIONS: Operation[] = [
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
				description:
					'Whether to fetch the contents too: n8n puts them into binary fields, Node-RED beside the names as content',
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
