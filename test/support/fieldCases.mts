// One table for all fields of draft:create: what goes in, what has to be on the wire, what the mailbox then shows. Both hosts run it.
import type { FieldValues } from '../../core/fields';

export interface FieldCase {
	name: string;
	/** Values as an expression or a message property gives them. */
	fields: FieldValues;
	/** The message that is sent, without the mark and without the sender that another mailbox gets. */
	wire: Record<string, unknown>;
	/** Part of what the simulator then holds. */
	shown: Record<string, unknown>;
	/** Part of what the step returns. */
	output?: Record<string, unknown>;
}

export const GUID = '{66f5a359-4659-4830-9070-00047ec6ac6e}';
const at = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));
const utc = (day: string, time = '00:00:00.0000000') => ({ dateTime: `${day}T${time}`, timeZone: 'UTC' });
const property = (id: string, value: string) => ({
	wire: { singleValueExtendedProperties: [{ id, value }] },
	shown: { singleValueExtendedProperties: expect.arrayContaining([{ id, value }]) },
});

const recipients = (field: string, member: string): FieldCase[] => [
	{
		name: `${field}: a text with both separators (LogicAppsUX#2181)`,
		fields: { [field]: 'a@contoso.com; b@contoso.com ' },
		wire: { [member]: at('a@contoso.com', 'b@contoso.com') },
		shown: { [member]: at('a@contoso.com', 'b@contoso.com') },
	},
	{
		name: `${field}: a list`,
		fields: { [field]: ['a@contoso.com', { name: 'Bea', address: 'b@contoso.com' }, null] },
		wire: { [member]: [...at('a@contoso.com'), { emailAddress: { address: 'b@contoso.com', name: 'Bea' } }] },
		shown: { [member]: [...at('a@contoso.com'), { emailAddress: { address: 'b@contoso.com', name: 'Bea' } }] },
	},
	{ name: `${field}: empty`, fields: { [field]: '' }, wire: {}, shown: { [member]: [] } },
	{ name: `${field}: null`, fields: { [field]: null }, wire: {}, shown: { [member]: [] } },
];

const nothing = (field: string, shown: Record<string, unknown>): FieldCase[] =>
	[null, undefined, ''].map((value) => ({
		name: `${field}: ${value === '' ? 'empty' : String(value)} is not given`,
		fields: { [field]: value },
		wire: {},
		shown,
	}));

const switches = (field: string, member: string, usual: boolean): FieldCase[] => [
	...([true, 'true', ' YES ', 'on', 1, '1'] as const).map((value) => ({
		name: `${field}: ${JSON.stringify(value)}`,
		fields: { [field]: value },
		wire: { [member]: true },
		shown: { [member]: true },
	})),
	...([false, 'false', 'No', 'off', 0] as const).map((value) => ({
		name: `${field}: ${JSON.stringify(value)}`,
		fields: { [field]: value },
		wire: { [member]: false },
		shown: { [member]: false },
	})),
	...nothing(field, { [member]: usual }),
];

const notFlagged = { flag: { flagStatus: 'notFlagged' } };
const flagged = (start?: object, due?: object, flagStatus = 'flagged') => {
	const flag = { flagStatus, ...(start ? { startDateTime: start } : {}), ...(due ? { dueDateTime: due } : {}) };
	return { wire: { flag }, shown: { flag } };
};

export const FIELD_CASES: FieldCase[] = [
	{
		name: 'subject: the lines of a pasted one are joined',
		fields: { subject: 'Order 17\r\n  received\n' },
		wire: { subject: 'Order 17 received' },
		shown: { subject: 'Order 17 received' },
	},
	...recipients('to', 'toRecipients'),
	...recipients('cc', 'ccRecipients'),
	{
		name: 'cc: besides to (pipedream#7907)',
		fields: { to: 'a@contoso.com', cc: 'c@contoso.com' },
		wire: { toRecipients: at('a@contoso.com'), ccRecipients: at('c@contoso.com') },
		shown: { ccRecipients: at('c@contoso.com') },
	},
	...recipients('bcc', 'bccRecipients'),
	...recipients('replyTo', 'replyTo'),
	{
		name: 'from: a text',
		fields: { from: 'Sales <sales@contoso.com>' },
		wire: { from: { emailAddress: { address: 'sales@contoso.com', name: 'Sales' } } },
		shown: { from: { emailAddress: { address: 'sales@contoso.com', name: 'Sales' } } },
	},
	{
		name: 'from: not given, so the mailbox is the sender',
		fields: { from: '' },
		wire: {},
		shown: { from: { emailAddress: { address: 'support@contoso.com' } } },
	},

	{
		name: 'subject: a text',
		fields: { subject: 'Grüße 👍' },
		wire: { subject: 'Grüße 👍' },
		shown: { subject: 'Grüße 👍' },
	},
	{ name: 'subject: a number', fields: { subject: 4711 }, wire: { subject: '4711' }, shown: { subject: '4711' } },
	{ name: 'subject: 0', fields: { subject: 0 }, wire: { subject: '0' }, shown: { subject: '0' } },
	{
		name: 'subject: empty is a value (node-red-nodes#959)',
		fields: { subject: '' },
		wire: { subject: '' },
		shown: { subject: '' },
	},
	{ name: 'subject: null is not given', fields: { subject: null }, wire: {}, shown: { subject: null } },

	{
		name: 'body: HTML',
		fields: { body: '<p>Hello</p>' },
		wire: { body: { contentType: 'html', content: '<p>Hello</p>' } },
		shown: { body: { contentType: 'html', content: expect.stringContaining('<p>Hello</p>') } },
	},
	{
		name: 'body: empty is a value',
		fields: { body: '' },
		wire: { body: { contentType: 'html', content: '' } },
		shown: { bodyPreview: '' },
	},
	{
		name: 'body: a number',
		fields: { bodyType: 'text', body: 12.5 },
		wire: { body: { contentType: 'text', content: '12.5' } },
		shown: { body: { contentType: 'text', content: '12.5' } },
	},
	{
		name: 'body: Æ Ø Å (docs-contrib#692)',
		fields: { bodyType: 'text', body: 'Blåbærgrød, Æøå' },
		wire: { body: { contentType: 'text', content: 'Blåbærgrød, Æøå' } },
		shown: { body: { contentType: 'text', content: 'Blåbærgrød, Æøå' } },
	},
	{
		name: 'body: bytes of a file, after JSON (ms-365-mcp-server#549)',
		fields: { bodyType: 'text', body: { type: 'Buffer', data: [...Buffer.from('Grüße')] } },
		wire: { body: { contentType: 'text', content: 'Grüße' } },
		shown: { body: { contentType: 'text', content: 'Grüße' } },
	},
	{
		name: 'bodyType: text stays as it is',
		fields: { bodyType: 'text', body: '<b>no</b>\n2' },
		wire: { body: { contentType: 'text', content: '<b>no</b>\n2' } },
		shown: { body: { contentType: 'text', content: '<b>no</b>\n2' } },
	},
	{
		name: 'bodyType: textAsHtml',
		fields: { bodyType: 'textAsHtml', body: '1 < 2\nnext' },
		wire: { body: { contentType: 'html', content: '1 &lt; 2<br>\r\nnext' } },
		shown: { body: { contentType: 'html', content: expect.stringContaining('1 &lt; 2<br>\r\nnext') } },
	},
	{
		name: 'bodyType: auto, a text with lines',
		fields: { bodyType: 'auto', body: 'Dear <name>,\n1 < 2' },
		wire: { body: { contentType: 'html', content: 'Dear &lt;name&gt;,<br>\r\n1 &lt; 2' } },
		shown: {},
		output: { bodyType: 'textAsHtml' },
	},
	{
		name: 'bodyType: auto, HTML',
		fields: { bodyType: 'auto', body: '<p>Hello</p>\n' },
		wire: { body: { contentType: 'html', content: '<p>Hello</p>\n' } },
		shown: {},
		output: { bodyType: 'html' },
	},
	{
		name: 'bodyType: markdown keeps lines (codex#34167), and files are no links (markdown-it#344)',
		fields: { bodyType: 'markdown', body: 'See README.md,\nJohn' },
		wire: { body: { contentType: 'html', content: '<p>See README.md,<br>\nJohn</p>' } },
		shown: {},
	},
	{
		name: 'bodyType: html with lines and no tag is sent as it is, with a warning (n8n#15497)',
		fields: { subject: 'Hello', bodyType: 'html', body: 'Hello\nJohn' },
		wire: { subject: 'Hello', body: { contentType: 'html', content: 'Hello\nJohn' } },
		shown: {},
		output: { warnings: [expect.stringContaining('Choose Text as HTML in Body Type')] },
	},
	{
		name: 'bodyType: markdown, HTML in it is text',
		fields: {
			bodyType: 'markdown',
			body: '# Hi\n\n- **one**\n- <img src=x onerror=alert(1)> [x](javascript:alert(1))',
		},
		wire: {
			body: {
				contentType: 'html',
				content:
					'<h1>Hi</h1>\n<ul>\n<li><strong>one</strong></li>\n<li>&lt;img src=x onerror=alert(1)&gt; [x](javascript:alert(1))</li>\n</ul>',
			},
		},
		shown: { body: { contentType: 'html', content: expect.stringContaining('<strong>one</strong>') } },
	},

	{
		name: 'importance: high',
		fields: { importance: 'high' },
		wire: { importance: 'high' },
		shown: { importance: 'high' },
	},
	{
		name: 'importance: any letter case',
		fields: { importance: 'Low' },
		wire: { importance: 'low' },
		shown: { importance: 'low' },
	},
	...nothing('importance', { importance: 'normal' }),

	{
		name: 'categories: a text (n8n built-in node W36)',
		fields: { categories: 'Red category; Customers,\n VIP ,' },
		wire: { categories: ['Red category', 'Customers', 'VIP'] },
		shown: { categories: ['Red category', 'Customers', 'VIP'] },
	},
	{
		name: 'categories: a list, entries taken whole',
		fields: { categories: ['A, B', '', 7] },
		wire: { categories: ['A, B', '7'] },
		shown: { categories: ['A, B', '7'] },
	},
	{
		name: 'categories: a list that an expression printed',
		fields: { categories: '["A","B"]' },
		wire: { categories: ['A', 'B'] },
		shown: { categories: ['A', 'B'] },
	},
	...nothing('categories', { categories: [] }),

	...switches('requestReadReceipt', 'isReadReceiptRequested', false),
	...switches('requestDeliveryReceipt', 'isDeliveryReceiptRequested', false),
	...switches('isRead', 'isRead', true),

	{ name: 'flagStatus: flagged', fields: { flagStatus: 'flagged' }, ...flagged() },
	{ name: 'flagStatus: complete', fields: { flagStatus: 'Complete' }, ...flagged(undefined, undefined, 'complete') },
	{ name: 'flagStatus: notFlagged', fields: { flagStatus: 'notFlagged' }, wire: notFlagged, shown: notFlagged },
	...nothing('flagStatus', notFlagged),
	{ name: 'flagStart: alone it flags', fields: { flagStart: '2026-01-31' }, ...flagged(utc('2026-01-31')) },
	{
		name: 'flagDue: with a start',
		fields: { flagStart: '2026-01-31', flagDue: '2026-02-02T17:30' },
		...flagged(utc('2026-01-31'), utc('2026-02-02', '17:30:00.0000000')),
	},
	{
		name: 'flagDue: alone it starts the same day',
		fields: { flagDue: '2026-02-02' },
		...flagged(utc('2026-02-02'), utc('2026-02-02')),
	},
	{
		name: 'flagDue: with an offset it is that moment',
		fields: { flagStart: '2026-01-31T00:30:00+02:00', flagDue: '2026-01-31T23:00:00.5-01:00' },
		...flagged(utc('2026-01-30', '22:30:00.0000000'), utc('2026-02-01', '00:00:00.5000000')),
	},
	{
		name: 'flagDue: milliseconds',
		fields: { flagStart: Date.UTC(2026, 0, 31), flagDue: String(Date.UTC(2026, 1, 2)) },
		...flagged(utc('2026-01-31'), utc('2026-02-02')),
	},
	{
		name: 'flagDue: of a database',
		fields: { flagStart: '2026-01-31 08:00:00', flagDue: '2026-02-02 17:00' },
		...flagged(utc('2026-01-31', '08:00:00.0000000'), utc('2026-02-02', '17:00:00.0000000')),
	},
	...nothing('flagStart', notFlagged),
	...nothing('flagDue', notFlagged),

	{ name: 'sensitivity: private', fields: { sensitivity: 'private' }, ...property('Integer 0x0036', '2') },
	{ name: 'sensitivity: confidential', fields: { sensitivity: 'Confidential' }, ...property('Integer 0x0036', '3') },
	{ name: 'sensitivity: normal', fields: { sensitivity: 'normal' }, ...property('Integer 0x0036', '0') },
	...nothing('sensitivity', {}),

	{
		name: 'signature: below HTML',
		fields: { body: '<p>Hi</p>', signature: '<p>Contoso</p>' },
		wire: { body: { contentType: 'html', content: '<p>Hi</p><br><br>\r\n<p>Contoso</p>' } },
		shown: { bodyPreview: expect.stringMatching(/Hi\s+Contoso/) },
	},
	{
		name: 'signature: inside of a document',
		fields: { body: '<html><body>Hi</BODY></html>', signature: 'Contoso' },
		wire: { body: { contentType: 'html', content: '<html><body>Hi<br><br>\r\nContoso</BODY></html>' } },
		shown: { bodyPreview: expect.stringMatching(/Hi\s+Contoso/) },
	},
	{
		name: 'signature: below text, as text',
		fields: { bodyType: 'text', body: 'Hi', signature: '<p>Contoso &amp; Co<br>a &lt; b</p>' },
		wire: { body: { contentType: 'text', content: 'Hi\r\n\r\nContoso & Co\r\na < b' } },
		shown: { body: { contentType: 'text', content: 'Hi\r\n\r\nContoso & Co\r\na < b' } },
	},
	{
		name: 'signature: below Markdown',
		fields: { bodyType: 'markdown', body: '*Hi*', signature: '<p>C</p>' },
		wire: { body: { contentType: 'html', content: '<p><em>Hi</em></p><br><br>\r\n<p>C</p>' } },
		shown: {},
	},
	{
		name: 'signature: alone',
		fields: { body: null, signature: 'Contoso' },
		wire: { body: { contentType: 'html', content: 'Contoso' } },
		shown: {},
	},
	...nothing('signature', { bodyPreview: '' }),

	{
		name: 'customHeaders: two (laravel-msgraph-mail#13, BusinessApplicationPlatform-Connectors-public#182)',
		fields: {
			customHeaders: [
				{ name: 'x-a', value: '1' },
				{ name: 'X-B', value: 2 },
			],
		},
		wire: {
			internetMessageHeaders: [
				{ name: 'x-a', value: '1' },
				{ name: 'X-B', value: '2' },
			],
		},
		shown: {
			internetMessageHeaders: [
				{ name: 'x-a', value: '1' },
				{ name: 'X-B', value: '2' },
			],
		},
	},
	{
		name: 'customHeaders: rows left empty (msgraph-sdk-dotnet#2208)',
		fields: { customHeaders: [{ name: '', value: '' }] },
		wire: {},
		shown: { internetMessageHeaders: [] },
	},

	{
		name: 'extendedProperties: by name (docs#3792)',
		fields: { extendedProperties: [{ id: `String ${GUID} Name Ticket`, value: '4711' }] },
		...property(`String ${GUID} Name Ticket`, '4711'),
	},
	{
		name: 'extendedProperties: a number',
		fields: { extendedProperties: [{ id: `Integer ${GUID} Id 0x8001`, value: 42 }] },
		...property(`Integer ${GUID} Id 0x8001`, '42'),
	},
	{
		name: 'extendedProperties: scheduled sending (outlook-mcp#10, Microsoft365R#222)',
		fields: { extendedProperties: [{ id: 'SystemTime 0x3FEF', value: '2026-12-01T09:00:00+01:00' }] },
		...property('SystemTime 0x3FEF', '2026-12-01T08:00:00.000Z'),
	},
	{
		name: 'extendedProperties: List-Unsubscribe (redaxo#6590)',
		fields: { extendedProperties: [{ id: 'String 0x1045', value: '<https://contoso.com/u>' }] },
		...property('String 0x1045', '<https://contoso.com/u>'),
	},
	{
		name: 'extendedProperties: a list, as a list, as JSON and a value a line',
		fields: {
			extendedProperties: ['a', 'b', 'c'].map((letter, index) => ({
				id: `StringArray ${GUID} Name ${letter}`,
				value: [['x', 'y'], '["x","y"]', 'x\ny'][index],
			})),
		},
		wire: {
			multiValueExtendedProperties: ['a', 'b', 'c'].map((letter) => ({
				id: `StringArray ${GUID} Name ${letter}`,
				value: ['x', 'y'],
			})),
		},
		shown: {
			multiValueExtendedProperties: ['a', 'b', 'c'].map((letter) => ({
				id: `StringArray ${GUID} Name ${letter}`,
				value: ['x', 'y'],
			})),
		},
	},
	{
		name: 'extendedProperties: a value that an item does not have',
		fields: { extendedProperties: [{ id: `String ${GUID} Name Ticket`, value: null }] },
		wire: {},
		shown: { multiValueExtendedProperties: [] },
	},

	{
		name: 'openExtension: data as an object',
		fields: {
			openExtension: [{ extensionName: 'Com.Contoso.Ticket', data: { number: 4711, tags: ['a', 'b'], open: true } }],
		},
		wire: {
			extensions: [
				{
					'@odata.type': 'microsoft.graph.openTypeExtension',
					extensionName: 'Com.Contoso.Ticket',
					number: 4711,
					tags: ['a', 'b'],
					open: true,
				},
			],
		},
		shown: {
			extensions: [
				expect.objectContaining({ extensionName: 'Com.Contoso.Ticket', number: 4711, tags: ['a', 'b'], open: true }),
			],
		},
	},
	{
		name: 'openExtension: data as JSON text',
		fields: { openExtension: [{ extensionName: 'Com.Contoso.Ticket', data: '{"number": 4711}' }] },
		wire: {
			extensions: [
				{ '@odata.type': 'microsoft.graph.openTypeExtension', extensionName: 'Com.Contoso.Ticket', number: 4711 },
			],
		},
		shown: { extensions: [expect.objectContaining({ number: 4711 })] },
	},
	{
		name: 'openExtension: left empty',
		fields: { openExtension: [{ extensionName: '', data: '' }] },
		wire: {},
		shown: { extensions: [] },
	},

	{
		name: 'messageSource: a message as it is',
		fields: { messageSource: 'json', messageJson: { subject: 'J', importance: 'High' } },
		wire: { subject: 'J', importance: 'High' },
		shown: { subject: 'J', importance: 'high' },
	},
	{
		name: 'messageJson: as text, fields laid over it',
		fields: {
			messageSource: 'json',
			messageJson:
				'{"subject": "J", "toRecipients": [{"emailAddress": {"address": "agent@contoso.com"}}], "body": {"contentType": "text", "content": "Hi"}}',
			to: 'fixed@contoso.com',
			subject: '',
			body: '',
			categories: 'A',
			signature: '<p>S</p>',
		},
		wire: {
			subject: 'J',
			toRecipients: at('fixed@contoso.com'),
			body: { contentType: 'text', content: 'Hi\r\n\r\nS' },
			categories: ['A'],
		},
		shown: { subject: 'J', toRecipients: at('fixed@contoso.com'), categories: ['A'] },
	},
	{
		name: 'messageJson: properties of both, the field wins',
		fields: {
			messageSource: 'json',
			messageJson: {
				singleValueExtendedProperties: [
					{ id: 'Integer 0x36', value: '1' },
					{ id: 'String 0x1045', value: 'a' },
				],
			},
			sensitivity: 'private',
		},
		wire: {
			singleValueExtendedProperties: [
				{ id: 'String 0x1045', value: 'a' },
				{ id: 'Integer 0x0036', value: '2' },
			],
		},
		shown: {},
	},
	{
		name: 'messageSource: fields',
		fields: { messageSource: 'fields', subject: 'x' },
		wire: { subject: 'x' },
		shown: { isDraft: true },
	},
	{
		name: 'mailbox and folder',
		fields: { mailbox: 'sales@contoso.com', folder: 'inbox', subject: 'x' },
		wire: { subject: 'x' },
		shown: { from: { emailAddress: { address: 'sales@contoso.com' } } },
	},
	{ name: 'timeout: a text', fields: { timeout: '30', subject: 'x' }, wire: { subject: 'x' }, shown: {} },
	{ name: 'simplify: off', fields: { simplify: 'off', subject: 'x' }, wire: { subject: 'x' }, shown: {} },
	{ name: 'dryRun: off', fields: { dryRun: false, subject: 'x' }, wire: { subject: 'x' }, shown: {} },
];

/** A sent message without its mark and its digest, and without the sender if it is only the mailbox itself. */
export function withoutOwn(body: string, mailbox: string): Record<string, unknown> {
	const { singleValueExtendedProperties, from, ...message } = JSON.parse(body) as Record<string, unknown>;
	const properties = singleValueExtendedProperties as Array<{ id: string }>;
	expect(properties.filter(({ id }) => id.endsWith('Name OutlookDraftsKey'))).toHaveLength(1);
	const own = properties.filter(({ id }) => !/Name OutlookDrafts(Key|State)$/.test(id));
	const isMailbox = JSON.stringify(from) === JSON.stringify({ emailAddress: { address: mailbox } });
	return {
		...message,
		...(from === undefined || isMailbox ? {} : { from }),
		...(own.length > 0 ? { singleValueExtendedProperties: own } : {}),
	};
}
