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
		fields: { subject: "Did you see last night's game?", importance: 'low', bodyType: 'html', body: 'They were <b>awesome</b>!', to: 'AdeleV@contoso.onmicrosoft.com' },
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

/** A sent body without the one mark and with enumeration values in lower case: what has to equal the page's request. */
export function comparable(body: string | Record<string, unknown>): Record<string, unknown> {
	const wasSent = typeof body === 'string';
	const message = wasSent ? (JSON.parse(body) as Record<string, any>) : structuredClone(body as Record<string, any>);
	if (wasSent) {
		expect(message.singleValueExtendedProperties).toEqual([{ id: expect.stringContaining('Name OutlookDraftsMark'), value: expect.any(String) }]);
		delete message.singleValueExtendedProperties;
	}
	if (message.importance) message.importance = message.importance.toLowerCase();
	if (message.body) message.body.contentType = message.body.contentType.toLowerCase();
	return message;
}

/** Field values that are refused before any request, with what the refusal says. The same words in both hosts. */
export const REFUSED: Array<[string, Record<string, unknown>, string]> = [
	['a header without x-', { customHeaders: [{ name: 'Sender', value: 'a' }] }, 'does not begin with x-'],
	['six headers', { customHeaders: Array.from({ length: 6 }, (_, i) => ({ name: `x-${i}`, value: 'a' })) }, 'accepts at most 5'],
	['a line break in a header', { customHeaders: [{ name: 'x-a', value: 'a\r\nBcc: b@x.com' }] }, 'holds a line break'],
	['an impossible address', { to: 'nobody' }, 'To: "nobody" is not an e-mail address.'],
	['message JSON that is no object', { jsonSource: 'json', messageJson: '[]' }, 'a message object is needed'],
	['message JSON that is no JSON', { jsonSource: 'json', messageJson: '{"subject": ' }, 'Message JSON: this is not valid JSON'],
	['an unknown mode', { mode: 'mime-ish' }, 'Format: "mime-ish" is not known.'],
	['an unknown source', { jsonSource: 'file' }, 'Message From: "file" is not known.'],
	['an unknown body type', { bodyType: 'rtf' }, 'Body type: "rtf" is not known.'],
	['an empty mailbox', { mailbox: '' }, 'Mailbox: it is empty.'],
	['a mailbox with blanks', { mailbox: 'my mailbox' }, 'Mailbox: "my mailbox" is not an address or id.'],
	['an empty folder', { folder: ' ' }, 'Folder: it is empty.'],
	['a switch that is neither', { simplify: 'maybe' }, 'Simplify: "maybe" is not known.'],
	['a folder expression that gives nothing', { folder: undefined }, 'Folder: it is empty.'],
	['a folder that is a step in the path', { folder: '..' }, 'cannot be used in an address'],
	['a timeout of 0', { timeout: 0 }, 'Timeout: "0" is not a number of seconds.'],
];
