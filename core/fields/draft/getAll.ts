import type { Operation } from '../field';
import { ofCreate } from '../ofCreate';
import { MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';

export const GET_ALL: Operation = {
	value: 'getAll',
	label: 'Get Many Drafts',
	action: 'Get many drafts',
	description: 'List the drafts of a folder, last changed first',
	fields: [
		MAILBOX,
		ofCreate('folder', {
			description:
				'The folder that is listed, without those inside of it: from the list, or a path, a folder ID, an address in Outlook on the web',
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
			when: [{ returnAll: ['false'] }],
		},
		{
			name: 'draftsOnly',
			label: 'Drafts Only',
			kind: 'boolean',
			place: 'options',
			default: true,
			description: 'Whether to leave out messages of the folder that are not drafts',
		},
		{
			name: 'filter',
			label: 'Filter',
			kind: 'text',
			place: 'options',
			default: '',
			description: 'A condition as Microsoft Graph takes it in $filter; not together with Search',
			placeholder: "e.g. importance eq 'high'",
		},
		{
			name: 'since',
			label: 'Changed Since',
			kind: 'dateTime',
			place: 'options',
			default: '',
			description:
				'Only what was changed at this time or later. A time without a time zone is one of the workflow in n8n, of the computer in Node-RED.',
			placeholder: 'e.g. 2026-01-31T09:00:00Z',
		},
		SIMPLIFY,
		TIMEOUT,
	],
};
