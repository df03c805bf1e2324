import type { Operation } from '../field';
import { MAILBOX, TIMEOUT } from '../shared';

export const CHECK: Operation = {
	value: 'check',
	label: 'Check Account',
	shortLabel: 'Check',
	action: 'Check account',
	description: 'Say what works with the account and what does not, and what to do about it',
	fields: [
		{
			...MAILBOX,
			description:
				'The mailbox to test; nothing in it is changed. For an application, "My mailbox" means the first of its Allowed Mailboxes.',
		},
		{
			name: 'failIfWrong',
			label: 'Fail If Something Is Wrong',
			kind: 'boolean',
			place: 'options',
			default: false,
			description: 'Whether the step fails if something necessary is missing or wrong, instead of only reporting it',
		},
		TIMEOUT,
	],
};
