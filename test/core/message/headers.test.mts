import { readHeaders } from '../../../core/message/headers';

test.each([
	['nothing', undefined, undefined],
	['an empty list, which Graph refuses (msgraph-sdk-dotnet#2208)', [], undefined],
	['rows left empty', [{ name: '', value: '' }, {}], undefined],
	[
		'values that an item does not have',
		[
			{ name: 'x-a', value: undefined },
			{ name: 'x-b', value: null },
			{ name: 'x-c', value: '' },
		],
		[{ name: 'x-c', value: '' }],
	],
	[
		'two headers',
		[
			{ name: 'x-a', value: '1' },
			{ name: 'X-B', value: 2 },
		],
		[
			{ name: 'x-a', value: '1' },
			{ name: 'X-B', value: '2' },
		],
	],
	['blanks around (n8n built-in node W10)', [{ name: ' x-a ', value: ' 1 ' }], [{ name: 'x-a', value: '1' }]],
	['an object', { 'x-a': '1' }, [{ name: 'x-a', value: '1' }]],
	['JSON text, as an expression prints it', '[{"name": "x-a", "value": "1"}]', [{ name: 'x-a', value: '1' }]],
	[
		'five of them',
		Array.from({ length: 5 }, (_, i) => ({ name: `x-${i}`, value: '' })),
		Array.from({ length: 5 }, (_, i) => ({ name: `x-${i}`, value: '' })),
	],
])('%s', (_name, input, expected) => {
	expect(readHeaders(input)).toEqual(expected);
});

test.each([
	[
		'a name without x- (contao-notification_center#423)',
		[{ name: 'Auto-Submitted', value: 'auto' }],
		'"Auto-Submitted" does not begin with x-',
		'x-auto-submitted',
	],
	[
		'In-Reply-To (n8n-docs#3684)',
		[{ name: 'In-Reply-To', value: '<1@x>' }],
		'"In-Reply-To" does not begin with x-',
		'Create Reply Draft',
	],
	[
		'List-Unsubscribe (redaxo#6590)',
		[{ name: 'List-Unsubscribe', value: '<https://x>' }],
		'"List-Unsubscribe"',
		'String 0x1045',
	],
	['Importance', [{ name: 'Importance', value: 'high' }], '"Importance"', 'field Importance'],
	[
		'Disposition-Notification-To',
		[{ name: 'Disposition-Notification-To', value: 'a@x.com' }],
		'"Disposition-Notification-To"',
		'field Read Receipt',
	],
	['Sensitivity', [{ name: 'sensitivity', value: 'Private' }], '"sensitivity"', 'field Sensitivity'],
	['References', [{ name: 'References', value: '<1@x>' }], '"References"', 'String 0x1039'],
	[
		'six of them (evolution-ews)',
		Array.from({ length: 6 }, (_, i) => ({ name: `x-${i}`, value: '1' })),
		'there are 6, Outlook accepts at most 5',
		'Remove',
	],
	['a line break in the value', [{ name: 'x-a', value: '1\r\nBcc: evil@x.com' }], 'contains a line break', 'one line'],
	['a line break in the name', [{ name: 'x-a\nb', value: '1' }], 'contains a line break', 'one line'],
	['a colon in the name', [{ name: 'x-a:', value: '1' }], 'cannot be a header name', 'letters'],
	['a blank in the name', [{ name: 'x a', value: '1' }], 'cannot be a header name', 'letters'],
	['a value without a name', [{ name: '', value: '1' }], 'has no name', 'x-'],
	['a line of 999 characters', [{ name: 'x-a', value: 'v'.repeat(995) }], 'longer than the 998', 'Shorten'],
	['998 characters that are more bytes', [{ name: 'x-a', value: 'ü'.repeat(500) }], 'longer than the 998', 'Shorten'],
	['rows with other members', [{ Name: 'x-a', Value: '1' }], 'a list of names and values is needed', 'x-ticket'],
	['rows that are lists', [['x-a', '1']], 'a list of names and values is needed', 'x-ticket'],
	['an object as value', [{ name: 'x-a', value: { a: 1 } }], 'is not a text', 'single value'],
	['a text in place of the list', 'x-a: 1', 'a list of names and values is needed', 'x-ticket'],
])('refused: %s', (_name, input, message, hint) => {
	expect(() => readHeaders(input)).toThrow(
		expect.objectContaining({
			code: 'InvalidInput',
			message: expect.stringContaining(message),
			cause: { hint: expect.stringContaining(hint) },
		}),
	);
});
