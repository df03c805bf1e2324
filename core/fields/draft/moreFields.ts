import { SENSITIVITIES } from '../choices';
import type { Field } from '../field';
import { FROM_FIELDS } from '../shared';

// The additional fields of draft:create, in the groups in which they are shown.

const SENSITIVITY_LABELS: Record<(typeof SENSITIVITIES)[number], string> = {
	normal: 'Normal',
	personal: 'Personal',
	private: 'Private',
	confidential: 'Confidential',
};

export const MORE: Field[] = [
	{
		name: 'replyTo',
		label: 'Reply To',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'Where answers go, if not to the sender',
		placeholder: 'e.g. answers@contoso.com',
		when: FROM_FIELDS,
	},
	{
		name: 'from',
		label: 'From',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description:
			"The sender; in a mailbox other than your own, that mailbox's address if empty. Sending then needs the right to send as, or on behalf of, this address.",
		placeholder: 'e.g. sales@contoso.com',
		when: FROM_FIELDS,
	},
	{
		name: 'signature',
		label: 'Signature',
		kind: 'multiline',
		place: 'additionalFields',
		default: '',
		description:
			"HTML to put below the body (as text, if the body is plain text). Outlook does not give out a person's own signature.",
		placeholder: 'e.g. <p>Kind regards<br>Contoso Support</p>',
		when: FROM_FIELDS,
	},
	{
		name: 'signatureFrom',
		label: 'Signature From',
		kind: 'select',
		place: 'additionalFields',
		default: 'text',
		description:
			'Where the signature below the body comes from. Outlook does not give out signatures, so they are found in mail that was sent.',
		choices: [
			{
				value: 'template',
				label: 'A Draft',
				description: 'The draft chosen in Signature Draft holds it, with its pictures',
			},
			{
				value: 'sentMail',
				label: 'Sent Mail',
				description:
					"As in the sender's newest mail in Sent Items, with its pictures; Signature is used if none is found",
			},
			{ value: 'text', label: 'Signature Field', description: 'What the field Signature holds' },
		],
		when: FROM_FIELDS,
	},
	{
		name: 'signatureTemplate',
		label: 'Signature Draft',
		kind: 'draft',
		place: 'additionalFields',
		default: '',
		description: 'The draft that holds the signature if Signature From is A Draft; Learn Signature makes one',
		placeholder: 'e.g. AAkALgAAAAAAHYQDEapm…',
		when: FROM_FIELDS,
	},
	{
		name: 'font',
		label: 'Font',
		kind: 'select',
		place: 'additionalFields',
		default: 'asGiven',
		description: 'The font of the body, if the body does not set one',
		choices: [
			{ value: 'asGiven', label: 'As Given', description: 'The mail program of the reader chooses' },
			{
				value: 'asInOutlook',
				label: 'As in Outlook',
				description: 'Font, size and color that the sender types in, as found in Sent Items',
			},
		],
		when: FROM_FIELDS,
	},
	{
		name: 'textBody',
		label: 'Text Version',
		kind: 'multiline',
		place: 'additionalFields',
		default: '',
		description: 'Plain-text version for mail programs that do not show HTML; generated from the body if empty',
		when: { messageSource: ['fields'], anyHeader: ['true'] },
	},
	{
		name: 'copyAttachmentsFrom',
		label: 'Copy Attachments From',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'ID of another message in the same mailbox whose attachments to add as well',
		placeholder: 'e.g. AAMkAGI2…',
		when: FROM_FIELDS,
	},
];

export const MARKS: Field[] = [
	{
		name: 'importance',
		label: 'Importance',
		kind: 'select',
		place: 'additionalFields',
		group: 'marks',
		default: 'normal',
		description: 'Importance that Outlook shows',
		choices: [
			{ value: 'high', label: 'High' },
			{ value: 'low', label: 'Low' },
			{ value: 'normal', label: 'Normal' },
		],
		when: FROM_FIELDS,
	},
	{
		name: 'categories',
		label: 'Categories',
		kind: 'text',
		place: 'additionalFields',
		group: 'marks',
		default: '',
		description: 'Names of categories, separated by semicolons or commas (a list works too)',
		placeholder: 'e.g. Customers; Red category',
		when: FROM_FIELDS,
	},
	{
		name: 'flagStatus',
		label: 'Flag',
		kind: 'select',
		place: 'additionalFields',
		group: 'marks',
		default: 'flagged',
		description: 'Flag for follow-up',
		choices: [
			{ value: 'complete', label: 'Complete' },
			{ value: 'flagged', label: 'Flagged' },
			{ value: 'notFlagged', label: 'Not Flagged' },
		],
		when: FROM_FIELDS,
	},
	{
		name: 'flagStart',
		label: 'Flag Start',
		kind: 'dateTime',
		place: 'additionalFields',
		group: 'marks',
		default: '',
		description: 'Day on which the follow-up starts; the day of Flag Due if empty',
		placeholder: 'e.g. 2026-01-31',
		when: FROM_FIELDS,
	},
	{
		name: 'flagDue',
		label: 'Flag Due',
		kind: 'dateTime',
		place: 'additionalFields',
		group: 'marks',
		default: '',
		description: 'Day on which the follow-up is due',
		placeholder: 'e.g. 2026-02-02',
		when: FROM_FIELDS,
	},
	{
		name: 'sensitivity',
		label: 'Sensitivity',
		kind: 'select',
		place: 'additionalFields',
		group: 'marks',
		default: 'normal',
		description: 'How Outlook asks readers to treat the message',
		choices: SENSITIVITIES.map((value) => ({ value, label: SENSITIVITY_LABELS[value] })),
		when: FROM_FIELDS,
	},
	{
		name: 'isRead',
		label: 'Mark as Read',
		kind: 'boolean',
		place: 'additionalFields',
		group: 'marks',
		default: true,
		description: 'Whether to show the draft as read in its folder (Outlook does so anyway)',
		when: FROM_FIELDS,
	},
];

export const TRACKING: Field[] = [
	{
		name: 'requestReadReceipt',
		label: 'Read Receipt',
		kind: 'boolean',
		place: 'additionalFields',
		group: 'tracking',
		default: false,
		description: 'Whether to ask for a receipt when the message is read',
		when: FROM_FIELDS,
	},
	{
		name: 'requestDeliveryReceipt',
		label: 'Delivery Receipt',
		kind: 'boolean',
		place: 'additionalFields',
		group: 'tracking',
		default: false,
		description: 'Whether to ask for a receipt when the message is delivered',
		when: FROM_FIELDS,
	},
];

export const FOR_PROGRAMS: Field[] = [
	{
		name: 'extendedProperties',
		label: 'Extended Properties',
		kind: 'pairs',
		place: 'additionalFields',
		group: 'programs',
		default: '',
		description: 'Properties for other programs, not shown in Outlook. List types such as StringArray take a list.',
		pair: {
			group: 'property',
			label: 'Property',
			first: { name: 'id', label: 'ID', placeholder: 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Ticket' },
			second: { name: 'value', label: 'Value', placeholder: '4711', kind: 'text' },
			many: true,
		},
		when: FROM_FIELDS,
	},
	{
		name: 'openExtension',
		label: 'Open Extension',
		kind: 'pairs',
		place: 'additionalFields',
		group: 'programs',
		default: '',
		description: 'Your own data, stored with the message under a name',
		pair: {
			group: 'extension',
			label: 'Extension',
			first: { name: 'extensionName', label: 'Name', placeholder: 'Com.Contoso.Ticket' },
			second: { name: 'data', label: 'Data', placeholder: '{"number": 4711}', kind: 'json' },
			many: false,
		},
		when: FROM_FIELDS,
	},
];
