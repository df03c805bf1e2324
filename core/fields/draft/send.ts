import type { Operation } from '../field';
import { always } from '../ofCreate';
import { DRAFT_ID, FIND_SENT, MAILBOX, SEND_AT, TIMEOUT } from '../shared';

export const SEND: Operation = {
	value: 'send',
	label: 'Send Draft',
	action: 'Send a draft',
	description: 'Send a draft that is ready; the account must allow sending',
	fields: [
		MAILBOX,
		DRAFT_ID,
		always('to', {
			place: 'additionalFields',
			fromMessage: undefined,
			description: 'Recipients in place of those in To of the draft',
		}),
		SEND_AT,
		FIND_SENT,
		TIMEOUT,
	],
};
