import type { Field, Operation } from '../field';
import { answering } from './answer';

const REPLY_SCOPE: Field = {
	name: 'replyScope',
	label: 'Reply To Whom',
	kind: 'select',
	place: 'main',
	default: 'sender',
	description: 'Who gets the reply; an address in Reply-To of the message takes the place of its sender',
	choices: [
		{ value: 'all', label: 'Everybody', description: 'The sender and all who got the message' },
		{ value: 'sender', label: 'Sender' },
	],
};

export const REPLY: Operation = {
	value: 'reply',
	label: 'Create Reply Draft',
	action: 'Create a reply draft',
	description: 'Create a reply to a message, with the quoted history, that waits until a person sends it',
	fields: answering([REPLY_SCOPE], 'Further recipients; Outlook fills in those of a reply itself'),
};
