import { MEMBERS, wayOutOf } from '../../../core/message/members';
import { readMessageJson } from '../../../core/message/messageJson';

const refusal = (message: object) => {
	const caught = (() => {
		try {
			readMessageJson(message);
		} catch (thrown) {
			return thrown as { message: string; cause: { hint: string } };
		}
		throw new Error('nothing was refused');
	})();
	return { message: caught.message, hint: caught.cause.hint };
};

/** What people write, and the member that the refusal has to name. */
test.each([
	['to', '"toRecipients": [{"emailAddress"'],
	['To', '"toRecipients": [{"emailAddress"'],
	['recipients', '"toRecipients": [{"emailAddress"'],
	['toRecipient', '"toRecipients"'],
	['toRecipents', '"toRecipients"'],
	['torecipients', 'Write it "toRecipients".'],
	['to_recipients', 'Write it "toRecipients".'],
	['cc', '"ccRecipients": ['],
	['bcc', '"bccRecipients": ['],
	['reply_to', 'Write it "replyTo".'],
	['replyto', 'Write it "replyTo".'],
	['SUBJECT', 'Write it "subject".'],
	['subjekt', '"subject"'],
	['title', '"subject"'],
	['html', '"body": {"contentType": "html"'],
	['text', '"body": {"contentType": "html"'],
	['bodyHtml', '"body": {'],
	['content', '"body": {'],
	['contentType', '"body": {'],
	['priority', '"importance"'],
	['headers', '"internetMessageHeaders": ['],
	['customHeaders', '"internetMessageHeaders": ['],
	['internetMessageHeader', '"internetMessageHeaders"'],
	['category', '"categories"'],
	['labels', '"categories"'],
	['readReceipt', '"isReadReceiptRequested": true'],
	['requestReadReceipt', '"isReadReceiptRequested": true'],
	['isReadReceiptRequest', '"isReadReceiptRequested"'],
	['deliveryReceipt', '"isDeliveryReceiptRequested": true'],
	['unread', '"isRead": false'],
	['dueDate', '"flag": {'],
	['flagStatus', '"flag": {'],
	['attachement', '"attachments"'],
	['files', '"attachments"'],
	['extendedProperties', '"singleValueExtendedProperties"'],
	['singleValueExtendedProperty', '"singleValueExtendedProperties"'],
	['sensitivity', 'Integer 0x0036'],
	['extension', '"extensions"'],
	['message', 'inside "message"'],
	['saveToSentItems', 'a draft is not sent'],
	['signature', 'field Signature'],
	['mailbox', 'field Mailbox'],
	['mentions', 'test version'],
	['sendAt', 'SystemTime 0x3FEF'],
	['inReplyTo', 'Create Reply Draft'],
	['somethingElse', 'Remove it, or use one of: subject, body'],
])('%s', (member, hint) => {
	expect(refusal({ [member]: 'x' })).toEqual({
		message: `Message JSON: Outlook knows no "${member}" in a message.`,
		hint: expect.stringContaining(hint),
	});
});

test('no member that Outlook knows is taken for another one', () => {
	for (const member of Object.keys(MEMBERS)) expect(wayOutOf(member)).toBe(`Write it "${member}".`);
});

test.each([
	[
		{ toRecipients: 'a@contoso.com' },
		'toRecipients must be a list',
		'[{"emailAddress": {"address": "john@contoso.com"}}]',
	],
	[
		{ toRecipients: ['a@contoso.com'] },
		'"toRecipients[0]" must be an object, but it is "a@contoso.com"',
		'{"emailAddress"',
	],
	[{ toRecipients: [{ address: 'a@contoso.com' }] }, 'knows no "address" in "toRecipients[0]"', '{"emailAddress"'],
	[
		{ ccRecipients: [{ emailAddress: { email: 'a@contoso.com' } }] },
		'knows no "email" in "ccRecipients[0].emailAddress"',
		'{"emailAddress"',
	],
	[
		{ ccRecipients: [{ emailAddress: { address: 7 } }] },
		'"ccRecipients[0].emailAddress.address" must be a text',
		'quotes',
	],
	[{ from: 'a@contoso.com' }, '"from" must be an object', '{"emailAddress"'],
	[{ body: '<p>Hi</p>' }, '"body" must be an object', '"contentType": "html"'],
	[{ body: { type: 'html', content: 'x' } }, 'knows no "type" in "body"', '"contentType"'],
	[{ body: { contentType: 'markdown', content: 'x' } }, '"body.contentType" must be one of html, text', '"html"'],
	[{ subject: 7 }, '"subject" must be a text', 'quotes'],
	[{ isRead: 'false' }, '"isRead" must be true or false', 'without quotes'],
	[{ importance: 'urgent' }, '"importance" must be one of low, normal, high', '"low"'],
	[{ categories: 'Red' }, 'categories must be a list', '["Customers"'],
	[{ categories: [7] }, '"categories[0]" must be a text', 'quotes'],
	[{ flag: 'flagged' }, '"flag" must be an object', '"flagStatus"'],
	[
		{ flag: { flagStatus: 'flagged', dueDateTime: { dateTime: '2026-01-31', timeZone: 'UTC' } } },
		'a due date needs a start date',
		'startDateTime',
	],
	[{ flag: { startDateTime: '2026-01-31' } }, '"flag.startDateTime" must be an object', '"timeZone"'],
	[
		{ singleValueExtendedProperties: [{ id: 'Ticket', value: 'x' }] },
		'"Ticket" is not the ID of an extended property',
		'String 0x1045',
	],
	[
		{ singleValueExtendedProperties: [{ id: 'Integer 0x0036', value: 2 }] },
		'"singleValueExtendedProperties[0].value" must be a text',
		'numbers too',
	],
	[
		{ singleValueExtendedProperties: [{ id: 'StringArray 0x8001', value: 'x' }] },
		'takes a list',
		'multiValueExtendedProperties',
	],
	[
		{ multiValueExtendedProperties: [{ id: 'String 0x8001', value: ['x'] }] },
		'takes one value',
		'singleValueExtendedProperties',
	],
	[
		{ multiValueExtendedProperties: [{ id: 'StringArray 0x8001', value: 'x' }] },
		'multiValueExtendedProperties[0].value must be a list',
		'["a", "b"]',
	],
	[{ attachments: [null] }, '"attachments[0]" must be an object', '[{…}]'],
	[{ extensions: ['x'] }, '"extensions[0]" must be an object', '[{…}]'],
	[{ attachments: {} }, 'attachments must be a list', '[{…}]'],
])('%j', (message, text, hint) => {
	expect(refusal(message)).toEqual({ message: expect.stringContaining(text), hint: expect.stringContaining(hint) });
});

test('null, annotations, any letter case of enumerations and what Outlook fills in itself pass unchanged', () => {
	const message = {
		'@odata.type': '#microsoft.graph.message',
		id: 'AAA=',
		webLink: 'https://outlook.office365.com',
		subject: null,
		importance: 'HIGH',
		inferenceClassification: 'Other',
		from: null,
		toRecipients: null,
		body: { contentType: 'HTML', content: 'x' },
		flag: { flagStatus: 'Flagged' },
		attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a', contentBytes: 'QQ==' }],
	};
	expect(readMessageJson(message)).toEqual(message);
});

test('the names of the Outlook interface before Graph', () => {
	expect(
		readMessageJson({
			'@odata.type': '#Microsoft.OutlookServices.Message',
			Subject: 'Hello',
			Body: { ContentType: 'HTML', Content: '<p>Hi</p>' },
			ToRecipients: [{ EmailAddress: { Name: 'Ann', Address: 'ann@contoso.com' } }],
			Importance: 'High',
			IsReadReceiptRequested: true,
			SingleValueExtendedProperties: [{ PropertyId: 'String 0x1045', Value: 'x' }],
			Attachments: [
				{ '@odata.type': '#Microsoft.OutlookServices.FileAttachment', Name: 'a.txt', ContentBytes: 'QQ==' },
			],
		}),
	).toEqual({
		'@odata.type': '#microsoft.graph.message',
		subject: 'Hello',
		body: { contentType: 'HTML', content: '<p>Hi</p>' },
		toRecipients: [{ emailAddress: { name: 'Ann', address: 'ann@contoso.com' } }],
		importance: 'High',
		isReadReceiptRequested: true,
		singleValueExtendedProperties: [{ id: 'String 0x1045', value: 'x' }],
		attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'QQ==' }],
	});
});

test.each([
	['a mixture', { Subject: 'x', body: { content: 'x' } }, 'knows no "Subject"'],
	['a member that none of the two knows', { Subject: 'x', Topic: 'y' }, 'knows no "Subject"'],
	['a wrong value', { Subject: 7 }, '"subject" must be a text'],
])('old names, %s', (_name, message, text) => {
	expect(refusal(message).message).toContain(text);
});

describe('completed where it is certain what was meant', () => {
	const FILE = { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'QQ==' };

	test.each<[string, object, object]>([
		['no type', { name: 'a.txt', contentBytes: 'QQ==' }, FILE],
		[
			'capital letters',
			{ Name: 'a.txt', ContentBytes: 'QQ==', '@Odata.Type': '#microsoft.graph.fileAttachment' },
			FILE,
		],
		['a data URI', { ...FILE, contentBytes: 'data:text/plain;base64,QQ==' }, FILE],
		['no padding', { ...FILE, contentBytes: 'QQ' }, FILE],
		['wrapped', { ...FILE, contentBytes: 'Q\r\nQ==' }, FILE],
		['the alphabet for URLs', { ...FILE, contentBytes: '_-8=' }, { ...FILE, contentBytes: '/+8=' }],
		['a Buffer', { ...FILE, contentBytes: { type: 'Buffer', data: [65] } }, FILE],
		[
			'a link',
			{ name: 'a', sourceUrl: 'https://contoso.com' },
			{ '@odata.type': '#microsoft.graph.referenceAttachment', name: 'a', sourceUrl: 'https://contoso.com' },
		],
		[
			'another message',
			{ name: 'a', item: { subject: 'x' } },
			{ '@odata.type': '#microsoft.graph.itemAttachment', name: 'a', item: { subject: 'x' } },
		],
		['all there', { ...FILE, isInline: true, contentId: 'a' }, { ...FILE, isInline: true, contentId: 'a' }],
	])('an attachment: %s', (_name, given, sent) => {
		expect(readMessageJson({ attachments: [given] })).toEqual({ attachments: [sent] });
	});

	test.each<[object, RegExp]>([
		[{ ...FILE, contentBytes: '***' }, /"attachments\[0\]\.contentBytes" is not base64/],
		[{ ...FILE, contentBytes: 'A' }, /is not base64/],
		[{ ...FILE, contentBytes: 12 }, /must be a text in base64/],
		[{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a' }, /must be a text in base64/],
		[{ name: 'a' }, /"attachments\[0\]" has no content/],
		[{ contentBytes: 'QQ==' }, /needs a name/],
		[{ filename: 'a', contentBytes: 'QQ==' }, /knows no "filename"/],
		[{ name: 'a', content: 'QQ==' }, /knows no "content"/],
	])('an attachment that is rejected by name: %j', (given, words) => {
		expect(() => readMessageJson({ attachments: [given] })).toThrow(
			expect.objectContaining({ message: expect.stringMatching(words), cause: { hint: expect.any(String) } }),
		);
	});

	test('an open extension', () => {
		const whole = { '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: 'Com.Contoso.A', n: 1 };
		expect(readMessageJson({ extensions: [{ extensionName: 'Com.Contoso.A', n: 1 }] })).toEqual({
			extensions: [whole],
		});
		expect(readMessageJson({ extensions: [{ ExtensionName: 'Com.Contoso.A', n: 1 }] })).toEqual({
			extensions: [whole],
		});
		expect(() => readMessageJson({ extensions: [{ n: 1 }] })).toThrow('"extensions[0]" needs an extensionName');
	});

	const at = (address: string, name?: string) => ({
		emailAddress: name === undefined ? { address } : { address, name },
	});
	test.each<[string, object, object[]]>([
		['several in one (psh#803)', at('a@contoso.com; b@contoso.com'), [at('a@contoso.com'), at('b@contoso.com')]],
		['with its name', at('John <j@contoso.com>'), [at('j@contoso.com', 'John')]],
		['a name given beside it', at(' j@contoso.com ', 'John'), [at('j@contoso.com', 'John')]],
		[
			'of Exchange itself',
			at('/o=ExchangeLabs/ou=x/cn=Recipients/cn=y'),
			[at('/o=ExchangeLabs/ou=x/cn=Recipients/cn=y')],
		],
		['a name alone', { emailAddress: { name: 'John' } }, [{ emailAddress: { name: 'John' } }]],
	])('an address: %s', (_name, given, sent) => {
		expect(readMessageJson({ toRecipients: [given], replyTo: [given] })).toEqual({ toRecipients: sent, replyTo: sent });
	});

	test.each<[object, string]>([
		[{ toRecipients: [at('not an address')] }, 'Message JSON: "toRecipients[0].emailAddress.address"'],
		[{ ccRecipients: [at('a@contoso.com'), at('')] }, '"ccRecipients[1].emailAddress.address" is empty'],
		[{ bccRecipients: [at('a@contoso.com, b@contoso.com', 'Two')] }, 'several addresses'],
		[{ from: at('a@contoso.com; b@contoso.com') }, '"from" takes one address only'],
	])('an address that is rejected by name: %j', (message, words) => {
		expect(() => readMessageJson(message)).toThrow(words);
	});
});
