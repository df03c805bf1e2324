import type { Operation } from '../field';
import { GET_ALL } from '../draft/getAll';
import { ofCreate } from '../ofCreate';
import { MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';

const ofDrafts = (name: string) => GET_ALL.fields.find((field) => field.name === name)!;

export const GET_MESSAGES: Operation = {
	value: 'getAll',
	label: 'Get Many Messages',
	shortLabel: 'Get Many',
	action: 'Get many messages',
	description: 'List the messages of a folder or of a conversation, those received last first, each with its text',
	fields: [
		MAILBOX,
		ofCreate('folder', {
			default: 'inbox',
			description:
				'The folder that is listed, without those inside of it: from the list, or a path, a folder ID, an address in Outlook on the web. Not looked at where a conversation is given.',
		}),
		{
			name: 'conversationId',
			label: 'Conversation ID',
			kind: 'text',
			place: 'main',
			default: '',
			description:
				'All messages and drafts of this conversation, in whatever folder: conversationId of an earlier step',
			placeholder: 'e.g. AAQkADk0NDQ3YzZl…',
		},
		ofDrafts('search'),
		ofDrafts('returnAll'),
		ofDrafts('limit'),
		ofDrafts('filter'),
		{
			name: 'receivedSince',
			label: 'Received Since',
			kind: 'dateTime',
			place: 'options',
			default: '',
			description:
				'Only what was received at this time or later. A time without a time zone is one of the workflow in n8n, of the computer in Node-RED.',
			placeholder: 'e.g. 2026-01-31T09:00:00Z',
		},
		SIMPLIFY,
		TIMEOUT,
	],
};
