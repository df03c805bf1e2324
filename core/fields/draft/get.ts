import type { Operation } from '../field';
import { BINARY_PREFIX, DRAFT_ID, MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';

export const GET: Operation = {
	value: 'get',
	label: 'Get Draft',
	action: 'Get a draft',
	description: 'Read a draft, as fields or as a file',
	fields: [
		MAILBOX,
		DRAFT_ID,
		{
			name: 'downloadAttachments',
			label: 'Get Attachments',
			kind: 'boolean',
			place: 'options',
			default: false,
			description:
				'Whether to fetch the attachments too: n8n puts them into binary fields, Node-RED beside the names as content',
		},
		BINARY_PREFIX,
		{
			name: 'downloadMime',
			label: 'Get MIME',
			kind: 'boolean',
			place: 'options',
			default: false,
			description:
				'Whether to fetch the message as an .eml file too: n8n puts it into a binary field, Node-RED into msg.payload.mime',
		},
		{
			name: 'mimeField',
			label: 'MIME Field',
			kind: 'text',
			place: 'options',
			default: 'mime',
			description: "Name of n8n's binary field for the .eml file",
		},
		SIMPLIFY,
		TIMEOUT,
	],
};
