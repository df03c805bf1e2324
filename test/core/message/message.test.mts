import { messageFromFields, messageFromJson as messageFromJsonFields } from '../../../core/message/message';

const messageFromJson = (messageJson: unknown, fields = {}) => messageFromJsonFields({ messageJson, ...fields });

test('fields that were not given are left out, an empty subject and body are values (node-red-nodes#959)', () => {
	expect(messageFromFields({})).toEqual({});
	expect(messageFromFields({ subject: '', body: '', to: '', cc: [], customHeaders: [] })).toEqual({
		subject: '',
		body: { contentType: 'html', content: '' },
	});
});

test('every field arrives in its Graph property', () => {
	const message = messageFromFields({
		subject: 7,
		bodyType: 'text',
		body: true,
		to: 'a@x.com',
		cc: 'b@x.com',
		bcc: 'c@x.com',
		replyTo: 'd@x.com',
		from: 'e@x.com',
		importance: 'HIGH',
		customHeaders: [{ name: 'x-a', value: '1' }],
	});
	const recipient = (address: string) => ({ emailAddress: { address } });
	expect(message).toEqual({
		subject: '7',
		importance: 'high',
		body: { contentType: 'text', content: 'true' },
		toRecipients: [recipient('a@x.com')],
		ccRecipients: [recipient('b@x.com')],
		bccRecipients: [recipient('c@x.com')],
		replyTo: [recipient('d@x.com')],
		from: recipient('e@x.com'),
		internetMessageHeaders: [{ name: 'x-a', value: '1' }],
	});
});

test.each([
	[{ from: 'a@x.com, b@x.com' }, 'From: only one address is possible.'],
	[{ importance: 'urgent' }, 'Importance: "urgent" is not known.'],
	[{ subject: { a: 1 } }, 'Subject: a text is needed, but the value is an object ("{"a":1}").'],
	[{ body: ['a', 'b'] }, 'Body: a text is needed, but the value is a list of 2.'],
	[{ body: circular() }, 'Body: a text is needed, but the value is an object ("[object Object]").'],
	[{ subject: new Date(Number.NaN) }, 'Subject: a text is needed'],
	[
		{ body: Buffer.from([0xff, 0xfe, 0x00]) },
		'Body: a text is needed, but the value is binary data that is not UTF-8 text.',
	],
	[{ bodyType: 'rtf' }, 'Body Type: "rtf" is not known.'],
])('refused: %j', (fields, message) => {
	expect(() => messageFromFields(fields)).toThrow(message);
});

test.each([
	['an object', { subject: 'x', flag: { flagStatus: 'flagged' } }, { subject: 'x', flag: { flagStatus: 'flagged' } }],
	['JSON text', '{"subject": "x"}', { subject: 'x' }],
	['an empty header list, which Graph refuses', { subject: 'x', internetMessageHeaders: [] }, { subject: 'x' }],
	[
		'headers',
		{ internetMessageHeaders: [{ name: 'x-a', value: '1' }] },
		{ internetMessageHeaders: [{ name: 'x-a', value: '1' }] },
	],
])('a message given as a whole: %s', (_name, input, expected) => {
	expect(messageFromJson(input)).toEqual(expected);
});

test.each([
	['a list', '[1]', 'a message object is needed'],
	['a number', 5, 'a message object is needed'],
	['nothing', undefined, 'a message object is needed'],
	['text that is not JSON', 'subject: x', 'this is not valid JSON'],
	['null', 'null', 'a message object is needed'],
	['binary data', Buffer.from('{"subject": "x"}'), 'a message object is needed'],
	['a date', new Date(), 'a message object is needed'],
	['a map', new Map([['subject', 'x']]), 'a message object is needed'],
	['a circular object', circular(), 'something that JSON cannot express'],
	['a BigInt inside', { subject: 'x', size: 7n }, 'something that JSON cannot express'],
	[
		'properties that are no list',
		{ singleValueExtendedProperties: { id: 'String 0x1045', value: 'x' } },
		'singleValueExtendedProperties must be a list',
	],
	[
		'header rows with other members',
		{ internetMessageHeaders: [{ Name: 'x-a', Value: '1' }] },
		'a list of names and values is needed',
	],
	[
		'a header without x-',
		{ internetMessageHeaders: [{ name: 'Sender', value: '1' }] },
		'"Sender" does not begin with x-',
	],
	['headers that are no list', { internetMessageHeaders: { 'x-a': '1' } }, 'internetMessageHeaders must be a list'],
])('a message given as a whole is refused: %s', (_name, input, message) => {
	expect(() => messageFromJson(input)).toThrow(message);
});

/** Such as msg.req of Node-RED. */
function circular(): object {
	const value: Record<string, unknown> = { name: 'a' };
	value.self = value;
	return value;
}
