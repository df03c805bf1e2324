import { CREATE } from '../draft/create';
import type { Operation } from '../field';
import { ofCreate } from '../ofCreate';
import { FIND_SENT, SEND_AT, TIMEOUT } from '../shared';

/** What the fields of a draft mean for a message that is sent at once. */
const SENT_INSTEAD: Record<string, string> = {
	to: 'Recipients, separated by ; or , (a list works too). At least one of To, Cc and Bcc is needed.',
	duplicates: 'Whether a later run may recognise the message of an earlier one and not send it again',
};

export const SEND_MESSAGE: Operation = {
	value: 'send',
	label: 'Send Message',
	action: 'Send a message',
	description: 'Send a message at once or later, without a person looking at it; the account must allow sending',
	fields: [
		ofCreate('mailbox', {
			description:
				'Whose mailbox sends the message. An account that signs in as an application has none of its own: choose one or enter its address.',
		}),
		...CREATE.fields
			.filter(
				({ name }) =>
					!['mailbox', 'folder', 'dryRun', 'createFolders', 'simplify', 'timeout', 'isRead', 'ifUnfinished'].includes(
						name,
					),
			)
			.map((field) => ({ ...field, description: SENT_INSTEAD[field.name] ?? field.description })),
		{
			name: 'saveToSentItems',
			label: 'Save to Sent Items',
			kind: 'boolean',
			place: 'options',
			default: true,
			description: 'Whether the message is kept in Sent Items',
		},
		SEND_AT,
		FIND_SENT,
		TIMEOUT,
	],
};
