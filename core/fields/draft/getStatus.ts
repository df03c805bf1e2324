import type { Operation } from '../field';
import { DRAFT_ID, MAILBOX, TIMEOUT } from '../shared';

export const GET_STATUS: Operation = {
	value: 'getStatus',
	label: 'Get Draft Status',
	action: 'Get the status of a draft',
	description: 'Say what became of a draft: draft, edited, sent, deleted or unknown',
	fields: [
		MAILBOX,
		DRAFT_ID,
		{
			name: 'changeKey',
			label: 'Change Key',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description:
				'The changeKey that the step returned which made the draft: with another one the draft counts as edited',
			placeholder: 'e.g. CQAAABYAAAD…',
		},
		{
			name: 'internetMessageId',
			label: 'Internet Message ID',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description:
				'Finds the message when its ID has changed, for example by sending; classic Outlook gives a new one when it sends',
			placeholder: 'e.g. <AM0PR…@contoso.com>',
		},
		{
			name: 'mark',
			label: 'Mark',
			kind: 'text',
			place: 'additionalFields',
			default: '',
			description:
				'The mark that the step returned which made the draft; it stays with the message whatever happens to it',
			placeholder: 'e.g. 4f1d3a52-0c3e-4b8f-9a6d-2e5c81f4b7d9',
		},
		TIMEOUT,
	],
};
