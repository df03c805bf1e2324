import type { Field, Operation } from '../field';
import { inFields } from '../ofCreate';
import { answering } from './answer';

const REPLY_SCOPE: Field = {
	name: 'replyScope',
	label: 'Reply Goes To',
	kind: 'select',
	place: 'main',
	default: 'sender',
	description: 'Who gets the reply. If the message has a Reply-To address, that one is used instead of the sender.',
	choices: [
		{ value: 'all', label: 'Everyone', description: 'The sender and everyone who received the message' },
		{ value: 'sender', label: 'Sender' },
	],
};

/** Outlook fills in the recipients of a reply. */
const FURTHER_RECIPIENTS: Field[] = [
	inFields('to', {
		label: 'Also To',
		place: 'additionalFields',
		unset: true,
		fromMessage: undefined,
		description: 'Further recipients; Outlook fills in those of a reply',
	}),
	...['cc', 'bcc'].map((name) => inFields(name, { place: 'additionalFields', unset: true })),
];

export const REPLY: Operation = {
	value: 'reply',
	label: 'Create Reply Draft',
	shortLabel: 'Create Reply',
	action: 'Create reply draft',
	description: 'Create a reply to a message, with the quoted history, that waits until a person sends it',
	fields: answering([REPLY_SCOPE], { main: [], further: FURTHER_RECIPIENTS }),
};
