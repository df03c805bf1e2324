import type { Operation } from '../field';
import { answering } from './answer';

export const FORWARD: Operation = {
	value: 'forward',
	label: 'Create Forward Draft',
	action: 'Create a forward draft',
	description: 'Create a draft that forwards a message with its attachments',
	fields: answering(
		[],
		'Who the message is forwarded to, separated by ; or , (a list works too). May stay empty in a draft.',
	),
};
