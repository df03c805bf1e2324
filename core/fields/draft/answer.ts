import type { Field } from '../field';
import { IN_JSON, inJson, ofCreate, WHOLE_MIME } from '../ofCreate';
import { MAILBOX, MESSAGE_ID, SIMPLIFY, TIMEOUT } from '../shared';

/** What replies and forwards offer: `first` comes before all others, `to` describes the recipients. */
export const answering = (first: Field[], to: string): Field[] => [
	MAILBOX,
	// In Node-RED the text is in msg.payload.
	{ ...MESSAGE_ID, fromMessage: 'messageId' },
	...first,
	ofCreate('mode', {
		choices: ofCreate('mode').choices!.map((choice) =>
			choice.value === 'mime'
				? { ...choice, description: 'The message is given as e-mail source; there is no quoted history then' }
				: choice,
		),
	}),
	...WHOLE_MIME,
	inJson('to', { description: to, fromMessage: undefined }),
	inJson('bodyType'),
	inJson('body', { description: 'The text above the quoted history' }),
	inJson('attachments', { when: IN_JSON, unset: true, fromMessage: undefined }),
	inJson('customHeaders'),
	ofCreate('duplicates'),
	ofCreate('draftKey'),
	ofCreate('onExisting', { choices: ofCreate('onExisting').choices!.filter(({ value }) => value !== 'update') }),
	...[
		'bcc',
		'categories',
		'cc',
		'copyAttachmentsFrom',
		'requestDeliveryReceipt',
		'extendedProperties',
		'flagStatus',
		'flagDue',
		'flagStart',
		'from',
		'importance',
		'isRead',
		'requestReadReceipt',
		'replyTo',
		'sensitivity',
	].map((name) => inJson(name)),
	inJson('signature', {
		description: 'HTML that is put between the text and the quoted history; a plain text draft gets its text',
	}),
	inJson('subject', {
		place: 'additionalFields',
		unset: true,
		fromMessage: undefined,
		description: 'Takes the place of Outlook\'s own, such as "RE: Your request"',
	}),
	{
		name: 'recipients',
		label: 'Recipients',
		kind: 'select',
		place: 'options',
		default: 'add',
		description: 'What becomes of the recipients that Outlook fills in, in each list that is filled in here',
		choices: [
			{ value: 'add', label: 'Add To Them' },
			{ value: 'replace', label: 'Replace Them' },
		],
		when: IN_JSON,
	},
	inJson('inlineImages', { when: IN_JSON }),
	SIMPLIFY,
	{
		name: 'timeZone',
		label: 'Time Zone',
		kind: 'text',
		place: 'options',
		default: '',
		description: 'The zone of the time in the quoted head of the original ("Sent: …"); UTC if not given',
		placeholder: 'e.g. W. Europe Standard Time',
		when: IN_JSON,
	},
	TIMEOUT,
];
