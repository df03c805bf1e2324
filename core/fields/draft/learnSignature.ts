import type { Operation } from '../field';
import { always } from '../ofCreate';
import { MAILBOX, SIMPLIFY, TIMEOUT } from '../shared';

export const LEARN_SIGNATURE: Operation = {
	value: 'learnSignature',
	label: 'Learn Signature',
	shortLabel: 'Learn Signature',
	action: 'Learn signature',
	description:
		'Find the signature in sent mail and put it into a draft, for a person to check and for other steps to use',
	fields: [
		{ ...MAILBOX, description: 'The mailbox in whose Sent Items to look, and in which to create the draft' },
		{
			name: 'signatureFor',
			label: 'Signature For',
			kind: 'select',
			place: 'main',
			default: 'new',
			description: 'For which mail the signature is; many people have a shorter one for replies',
			choices: [
				{ value: 'new', label: 'New Mail' },
				{ value: 'reply', label: 'Replies and Forwards' },
			],
		},
		always('folder'),
		always('subject', { default: 'Signature', fromMessage: undefined, description: 'The subject of the draft' }),
		SIMPLIFY,
		always('createFolders'),
		always('dryRun'),
		TIMEOUT,
	],
};
