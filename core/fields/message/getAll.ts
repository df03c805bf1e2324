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
	description: 'List the messages of a folder or a conversation, last received first, each with its text',
	fields: [
		MAILBOX,
		ofCreate('folder', {
			default: 'inbox',
			description:
				'Folder to list (subfolders are not included): one from the list, a path, a folder ID, or its address in Outlook on the web. Ignored if Conversation ID is filled in.',
		}),
		{
			name: 'conversationId',
			label: 'Conversation ID',
			kind: 'text',
			place: 'main',
			default: '',
			description:
				'conversationId from an earlier step: lists the messages and drafts of this conversation, in whatever folder they are',
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
				"Only what was received at this time or later. A time without a time zone is in the workflow's zone in n8n, in the computer's in Node-RED.",
			placeholder: 'e.g. 2026-01-31T09:00:00Z',
		},
		SIMPLIFY,
		TIMEOUT,
	],
};
