import type { Operation } from '../field';
import { ofCreate } from '../ofCreate';
import { MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';

export const GET_ALL: Operation = {
	value: 'getAll',
	label: 'Get Many Drafts',
	shortLabel: 'Get Many',
	action: 'Get many drafts',
	description: 'List the drafts of a folder, last changed first',
	fields: [
		MAILBOX,
		ofCreate('folder', {
			description:
				'Folder to list (subfolders are not included): one from the list, a path, a folder ID, or its address in Outlook on the web',
		}),
		{
			name: 'search',
			label: 'Search',
			kind: 'text',
			place: 'main',
			default: '',
			description: 'Words in sender, subject or body, or a search as in Outlook, such as subject:offer',
			placeholder: 'e.g. offer 4711',
		},
		{
			name: 'returnAll',
			label: 'Return All',
			kind: 'boolean',
			place: 'main',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			name: 'limit',
			label: 'Limit',
			kind: 'number',
			place: 'main',
			default: 50,
			description: 'Max number of results to return',
			when: { returnAll: ['false'] },
		},
		SIMPLIFY,
		{
			name: 'since',
			label: 'Changed Since',
			kind: 'dateTime',
			place: 'options',
			default: '',
			description:
				"Only what was changed at this time or later. A time without a time zone is in the workflow's zone in n8n, in the computer's in Node-RED.",
			placeholder: 'e.g. 2026-01-31T09:00:00Z',
		},
		{
			name: 'draftsOnly',
			label: 'Drafts Only',
			kind: 'boolean',
			place: 'options',
			default: true,
			description: 'Whether to leave out messages that are not drafts',
		},
		{
			name: 'filter',
			label: 'Filter',
			kind: 'text',
			place: 'options',
			default: '',
			description: 'A condition as in $filter of Microsoft Graph; not together with Search',
			placeholder: "e.g. importance eq 'high'",
		},
		TIMEOUT,
	],
};
