import type { Field } from '../field';
import {
	FURTHER,
	inFields,
	OF_TEMPLATE,
	ofCreate,
	OPTIONS_OF_TEMPLATE,
	RAW_MIME,
	sourceOf,
	WITH_FIELDS,
} from '../ofCreate';
import { CHECKS, MAIL_TIPS, MAILBOX, MESSAGE_ID, SIMPLIFY, TIMEOUT } from '../shared';

/** Fields that replies and forwards offer: `first` comes before the body, `recipients` after what else is added to a mail. */
export const answering = (first: Field[], { main, further }: { main: Field[]; further: Field[] }): Field[] => [
	MAILBOX,
	// In Node-RED the text is in msg.payload.
	{ ...MESSAGE_ID, fromMessage: 'messageId' },
	...first,
	inFields('body', { description: 'The text above the quoted history' }),
	inFields('bodyType'),
	...main,
	inFields('attachments', { unset: true, fromMessage: undefined }),
	sourceOf(['fields', 'template', 'binary', 'text', 'base64'], {
		description: 'Whether to fill in the message here or to use one that is complete, which has no quoted history',
	}),
	...OF_TEMPLATE,
	...RAW_MIME,
	inFields('customHeaders', { description: 'Headers to add: up to 5 whose names begin with x-' }),
	ofCreate('duplicates'),
	ofCreate('draftKey'),
	ofCreate('onExisting', { choices: ofCreate('onExisting').choices!.filter(({ value }) => value !== 'update') }),
	SIMPLIFY,
	...further,
	inFields('subject', {
		place: 'additionalFields',
		unset: true,
		fromMessage: undefined,
		description: 'Replaces the subject that Outlook fills in, such as "RE: Your request"',
	}),
	...['replyTo', 'from'].map((name) => inFields(name)),
	inFields('signature', {
		description: 'HTML to put between the text and the quoted history (as text, if the draft is plain text)',
	}),
	...['signatureFrom', 'signatureTemplate', 'font'].map((name) => inFields(name)),
	...['copyAttachmentsFrom', ...FURTHER].map((name) => inFields(name)),
	CHECKS,
	{
		name: 'recipients',
		label: 'Recipients',
		kind: 'select',
		place: 'options',
		default: 'add',
		description: "Whether recipients entered here are added to Outlook's or replace them",
		choices: [
			{ value: 'add', label: "Add to Outlook's" },
			{ value: 'replace', label: "Replace Outlook's" },
		],
		when: WITH_FIELDS,
	},
	inFields('inlineImages', { when: WITH_FIELDS }),
	MAIL_TIPS,
	...OPTIONS_OF_TEMPLATE,
	{
		name: 'timeZone',
		label: 'Time Zone',
		kind: 'text',
		place: 'options',
		default: '',
		description: 'Time zone for the time above the quoted message ("Sent: …"); UTC if empty',
		placeholder: 'e.g. W. Europe Standard Time',
		when: WITH_FIELDS,
	},
	TIMEOUT,
];
