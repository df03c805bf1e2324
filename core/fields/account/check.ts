import type { Operation } from '../field';
import { TIMEOUT } from '../shared';

export const CHECK: Operation = {
	value: 'check',
	label: 'Check Account',
	shortLabel: 'Check',
	action: 'Check account',
	description: 'Say what works with the account and what does not, and what to do about it',
	fields: [
		{
			name: 'mailbox',
			label: 'Mailbox',
			kind: 'mailbox',
			place: 'main',
			default: 'me',
			description:
				'The mailbox to try. Nothing is changed in it. For an account that signs in as an application, "My mailbox" stands for the first of its Allowed Mailboxes.',
			placeholder: 'e.g. support@contoso.com',
		},
		{
			name: 'failIfWrong',
			label: 'Fail If Something Is Wrong',
			kind: 'boolean',
			place: 'options',
			default: false,
			description: 'Whether the step fails when something that is needed is missing or wrong, in place of reporting it',
		},
		TIMEOUT,
	],
};
