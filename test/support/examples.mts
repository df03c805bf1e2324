// Examples 1 and 2 of Microsoft Graph's "Create message" page: the request bodies, and the same as fields.
export interface Example {
	name: string;
	/** Parameters of the n8n node, and of the Node-RED node, by field name. */
	fields: Record<string, unknown>;
	request: Record<string, unknown>;
}

export const EXAMPLES: Example[] = [
	{
		name: 'Example 1',
		fields: {
			subject: "Did you see last night's game?",
			importance: 'low',
			bodyType: 'html',
			body: 'They were <b>awesome</b>!',
			to: 'AdeleV@contoso.onmicrosoft.com',
		},
		request: {
			subject: "Did you see last night's game?",
			importance: 'Low',
			body: { contentType: 'HTML', content: 'They were <b>awesome</b>!' },
			toRecipients: [{ emailAddress: { address: 'AdeleV@contoso.onmicrosoft.com' } }],
		},
	},
	{
		name: 'Example 2',
		fields: {
			subject: '9/8/2018: concert',
			bodyType: 'html',
			body: 'The group represents Washington.',
			to: 'AlexW@contoso.OnMicrosoft.com',
			customHeaders: [
				{ name: 'x-custom-header-group-name', value: 'Washington' },
				{ name: 'x-custom-header-group-id', value: 'WA001' },
			],
		},
		request: {
			subject: '9/8/2018: concert',
			body: { contentType: 'HTML', content: 'The group represents Washington.' },
			toRecipients: [{ emailAddress: { address: 'AlexW@contoso.OnMicrosoft.com' } }],
			internetMessageHeaders: [
				{ name: 'x-custom-header-group-name', value: 'Washington' },
				{ name: 'x-custom-header-group-id', value: 'WA001' },
			],
		},
	},
];

/** A sent body without its mark and digest, and with enumeration values in lower case: what has to equal the page's request. */
export function comparable(body: string | Record<string, unknown>): Record<string, unknown> {
	const wasSent = typeof body === 'string';
	const message = wasSent ? (JSON.parse(body) as Record<string, any>) : structuredClone(body as Record<string, any>);
	if (wasSent) {
		expect(message.singleValueExtendedProperties).toEqual([
			{ id: expect.stringContaining('Name OutlookDraftsKey'), value: expect.any(String) },
			{ id: expect.stringContaining('Name OutlookDraftsState'), value: expect.stringMatching(/^digest:[\w.]+$/) },
		]);
		delete message.singleValueExtendedProperties;
	}
	if (message.importance) message.importance = message.importance.toLowerCase();
	if (message.body) message.body.contentType = message.body.contentType.toLowerCase();
	return message;
}

/** The sender that a draft in the mailbox support@contoso.com gets when nobody names another. */
export const SUPPORT_SENDER = { from: { emailAddress: { address: 'support@contoso.com' } } };

/** Field values that are refused before any request, with what the refusal says. The same words in both hosts. */
export const REFUSED: Array<[string, Record<string, unknown>, string]> = [
	['a header without x-', { customHeaders: [{ name: 'Sender', value: 'a' }] }, 'does not begin with x-'],
	[
		'In-Reply-To (n8n-docs#3684)',
		{ customHeaders: [{ name: 'In-Reply-To', value: '<1@contoso.com>' }] },
		'"In-Reply-To" does not begin with x-',
	],
	[
		'six headers',
		{ customHeaders: Array.from({ length: 6 }, (_, i) => ({ name: `x-${i}`, value: 'a' })) },
		'accepts at most 5',
	],
	[
		'a line break in a header',
		{ customHeaders: [{ name: 'x-a', value: 'a\r\nBcc: b@x.com' }] },
		'contains a line break',
	],
	['an impossible address', { to: 'nobody' }, 'To: "nobody" is not an e-mail address.'],
	['message JSON that is no object', { messageSource: 'json', messageJson: '[]' }, 'a message object is needed'],
	[
		'message JSON that is no JSON',
		{ messageSource: 'json', messageJson: '{"subject": ' },
		'Message JSON: this is not valid JSON',
	],
	['a switch that is neither on nor off', { anyHeader: 'mime-ish' }, 'Any Header: "mime-ish" is not known.'],
	['an unknown source', { messageSource: 'file' }, 'Message Comes From: "file" is not known.'],
	['an unknown body type', { bodyType: 'rtf' }, 'Body Type: "rtf" is not known.'],
	['two senders', { from: 'a@contoso.com; b@contoso.com' }, 'From: only one address is possible.'],
	['an unknown importance', { importance: 'urgent' }, 'Importance: "urgent" is not known.'],
	[
		'a date that can be two days',
		{ flagStart: '01/12/2026' },
		'Flag Start: "01/12/2026" is not a date: it is not clear whether the day is 1 or 12.',
	],
	['a day that does not exist', { flagStart: '2026-02-30' }, 'Flag Start: "2026-02-30" is not a date'],
	[
		'seconds in place of milliseconds',
		{ flagStart: 1769817600 },
		'Flag Start: the number "1769817600" is not a moment in milliseconds since 1970.',
	],
	[
		'dates of a flag that is not set',
		{ flagStatus: 'notFlagged', flagStart: '2026-01-31' },
		'Flag: there are dates for it, but it is set to "Not Flagged".',
	],
	['an unknown flag', { flagStatus: 'red' }, 'Flag: "red" is not known.'],
	['an unknown sensitivity', { sensitivity: 'secret' }, 'Sensitivity: "secret" is not known.'],
	['a receipt that is neither', { requestReadReceipt: 'maybe' }, 'Read Receipt: "maybe" is not known.'],
	[
		'an id that is none of an extended property',
		{ extendedProperties: [{ id: 'Ticket', value: '1' }] },
		'Extended Properties: "Ticket" is not the ID of an extended property.',
	],
	[
		'an extended property whose value does not fit',
		{ extendedProperties: [{ id: 'Integer 0x0017', value: 'high' }] },
		'Extended Properties: the value "high" does not fit "Integer 0x0017".',
	],
	[
		'an extended property given twice',
		{ extendedProperties: [{ id: 'Integer 0x0036', value: '1' }], sensitivity: 'private' },
		'Extended Properties: "Integer 0x0036" is given twice.',
	],
	[
		'an extension without a name',
		{ openExtension: [{ extensionName: '', data: '{"a": 1}' }] },
		'Open Extension: its name is missing.',
	],
	[
		'an extension whose data is no object',
		{ openExtension: [{ extensionName: 'Com.Contoso.A', data: '[1]' }] },
		'Open Extension: its data must be a JSON object, not "[1]".',
	],
	[
		'an extension with an object inside',
		{ openExtension: [{ extensionName: 'Com.Contoso.A', data: '{"a": {"b": 1}}' }] },
		'Open Extension: "a" holds',
	],
	[
		'a member that Outlook does not know',
		{ messageSource: 'json', messageJson: '{"to": "a@contoso.com"}' },
		'Message JSON: Outlook knows no "to" in a message.',
	],
	['an empty mailbox', { mailbox: '' }, 'Mailbox: it is empty.'],
	['a mailbox with blanks', { mailbox: 'my mailbox' }, 'Mailbox: "my mailbox" is not an address or id.'],
	['an empty folder', { folder: ' ' }, 'Folder: it is empty.'],
	['a switch that is neither', { simplify: 'maybe' }, 'Simplify: "maybe" is not known.'],
	['a folder expression that gives nothing', { folder: undefined }, 'Folder: it is empty.'],
	['a folder that is a step in the path', { folder: '..' }, 'cannot be used in an address'],
	['a timeout of 0', { timeout: 0 }, 'Timeout: "0" is not a number of seconds.'],
];

/** Fields for a dry run in the mailbox support@contoso.com, and the words that come out of it. */
export const DRY_RUN = {
	fields: {
		dryRun: true,
		to: 'Ann <a@contoso.com>; b@contoso.com',
		subject: 'Hello',
		bodyType: 'text',
		body: 'Hi',
		importance: 'high',
		categories: 'Customers',
		flagStart: '2026-01-31',
		flagDue: '2026-02-02',
		sensitivity: 'private',
		requestReadReceipt: true,
		customHeaders: [{ name: 'x-ticket', value: '4711' }],
		extendedProperties: [{ id: 'String 0x1045', value: '<https://contoso.com>' }],
	},
	summary: [
		'Dry run: nothing was sent. Without it, one draft would be created in support@contoso.com, folder Drafts.',
		'To: Ann <a@contoso.com>; b@contoso.com',
		'From: support@contoso.com',
		'Subject: Hello',
		'Body: plain text, 2 characters',
		'Importance: high',
		'Sensitivity: private',
		'Categories: Customers',
		'Flag: flagged, from 2026-01-31T00:00:00 UTC, due 2026-02-02T00:00:00 UTC',
		'Read receipt: yes',
		'Custom headers: x-ticket: 4711',
		'Extended properties: String 0x1045 = <https://contoso.com>',
	].join('\n'),
};
