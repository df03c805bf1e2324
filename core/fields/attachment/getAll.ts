import type { Operation } from '../field';
import { BINARY_PREFIX, MAILBOX, MESSAGE_ID, TIMEOUT_OF_FILES } from '../shared';

export const GET_ATTACHMENTS: Operation = {
	value: 'getAll',
	label: 'Get Many Attachments',
	shortLabel: 'Get Many',
	action: 'Get many attachments',
	description: 'List the attachments of a draft or message, and download them if wanted',
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
				'Whether to download the files too: in n8n into a binary field, in Node-RED as content beside their names',
		},
		BINARY_PREFIX,
		{
			name: 'includeInline',
			label: 'Include Inline Images',
			kind: 'boolean',
			place: 'options',
			default: true,
			description: 'Whether to include images that are shown in the body',
		},
		TIMEOUT_OF_FILES,
	],
};
