import type { Operation } from '../field';
import { inFields } from '../ofCreate';
import { answering } from './answer';

export const FORWARD: Operation = {
	value: 'forward',
	label: 'Create Forward Draft',
	shortLabel: 'Create Forward',
	action: 'Create forward draft',
	description: 'Create a draft that forwards a message with its attachments',
	fields: answering([inFields('to', { fromMessage: undefined })], {
		main: [inFields('cc'), inFields('bcc')],
		further: [],
	}),
};
