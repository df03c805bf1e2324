import type { Operation } from '../field';
import { DRAFT_ID, MAILBOX, TIMEOUT } from '../shared';

export const GET_STATUS: Operation = {
	value: 'getStatus',
	label: 'Get Draft Status',
	shortLabel: 'Get Status',
	action: 'Get draft status',
	description: 'Find out what became of a draft: still a draft, edited, sent, deleted or unknown',
	fields: [
		MAILBOX,
		DRAFT_ID,
		{
			name: 'changeKey',
			label: 'Change Key',
			kind: 'text',
			place: 'additionalFields',
			group: 'programs',
			default: '',
			description: 'changeKey from the step that created the draft; if it differs, the status is "edited"',
			placeholder: 'e.g. CQAAABYAAAD…',
		},
		{
			name: 'mark',
			label: 'Mark',
			kind: 'text',
			place: 'additionalFields',
			group: 'programs',
			default: '',
			description: 'mark from the step that created the draft; it stays with the message even when its ID changes',
			placeholder: 'e.g. 4f1d3a52-0c3e-4b8f-9a6d-2e5c81f4b7d9',
		},
		{
			name: 'internetMessageId',
			label: 'Internet Message ID',
			kind: 'text',
			place: 'additionalFields',
			group: 'programs',
			default: '',
			description:
				'Finds the message when its ID has changed, for example by sending. Classic Outlook changes this one, too, when it sends.',
			placeholder: 'e.g. <AM0PR…@contoso.com>',
		},
		TIMEOUT,
	],
};
