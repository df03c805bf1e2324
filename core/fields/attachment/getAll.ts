import type { Operation } from '../field';
import { BINARY_PREFIX, MAILBOX, MESSAGE_ID, TIMEOUT_OF_FILES } from '../shared';

export const GET_ATTACHMENTS: Operation = {
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
		TIMEOUT_OF_FILES,
	],
};
