import type { Operation } from '../field';
import { BINARY_PREFIX, DRAFT_ID, MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';

export const GET: Operation = {
	value: 'get',
	label: 'Get Draft',
	shortLabel: 'Get',
	action: 'Get draft',
	description: 'Read a draft, as fields or as a file',
	fields: [
		MAILBOX,
		DRAFT_ID,
		SIMPLIFY,
		{
			name: 'downloadAttachments',
			label: 'Download Attachments',
			kind: 'boolean',
			place: 'options',
			default: false,
			description:
				'Whether to download the attachments too: in n8n into binary fields, in Node-RED as content beside their names',
		},
		BINARY_PREFIX,
		{
			name: 'downloadMime',
			label: 'Download as .eml',
			kind: 'boolean',
			place: 'options',
			default: false,
			description:
				'Whether to download the message as an .eml file too: in n8n into a binary field, in Node-RED into mime of the result',
		},
		{
			name: 'mimeField',
			label: 'Put .eml File in Field',
			kind: 'text',
			place: 'options',
			default: 'mime',
			description: 'Name of the output binary field for the .eml file',
		},
		TIMEOUT,
	],
};
