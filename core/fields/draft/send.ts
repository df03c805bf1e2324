import type { Operation } from '../field';
import { always } from '../ofCreate';
import { DRAFT_ID, FIND_SENT, MAILBOX, SEND_AT, TIMEOUT } from '../shared';

export const SEND: Operation = {
	value: 'send',
	label: 'Send Draft',
	shortLabel: 'Send',
	action: 'Send draft',
	description: 'Send a draft that is ready; the account must allow sending',
	fields: [
		MAILBOX,
		DRAFT_ID,
		SEND_AT,
		always('to', {
			place: 'additionalFields',
			unset: true,
			fromMessage: undefined,
			description: 'Replaces the recipients in To of the draft',
		}),
		FIND_SENT,
		TIMEOUT,
	],
};
