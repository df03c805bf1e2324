import type { Message } from '@microsoft/microsoft-graph-types';

import { warningsAfter, warningsBefore } from '../../../core/message/warnings';

const GRAPH = 'https://graph.microsoft.com';
const to = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ emailAddress: { address: `a${index}@contoso.com` } }));
const html = (content: string) => ({ body: { contentType: 'html' as const, content } });

test.each<[string, Message, string]>([
	['a script', html('<p>Hi</p><script>alert(1)</script>'), 'removes active content'],
	['an event handler', html('<img src="x" onerror="alert(1)">'), 'removes active content'],
	['a script in a link', html('<a href=" javascript:alert(1)">x</a>'), 'removes active content'],
	['a form', html('<form action="x">'), 'removes active content'],
	['text with line breaks that is sent as HTML', html('Hello\nJohn'), 'Choose Text as HTML in Body Type'],
	['the same above a signature', html('Hello\r\nJohn<br><br>\r\n<p>SIG</p>'), 'its line breaks are not shown'],
	['a body without a type', { body: { content: 'Hi' } }, 'treats it as plain text'],
	['categories', { categories: ['Red', 'VIP'] }, 'shown without a colour: Red, VIP'],
	[
		'a header of Exchange',
		{ internetMessageHeaders: [{ name: 'X-MS-Exchange-Organization-SCL', value: '-1' }] },
		'removes its own headers: X-MS-Exchange-Organization-SCL',
	],
	['too many recipients', { toRecipients: to(400), bccRecipients: to(101) }, 'There are 501 recipients'],
	['a long subject', { subject: 'x'.repeat(256) }, 'first 255 characters of the subject, which has 256'],
	['what Outlook fills in', { id: 'AAA=', webLink: 'x' }, 'no effect: id, webLink'],
	[
		'flags that make it no draft',
		{ singleValueExtendedProperties: [{ id: 'Integer 0xe07', value: '1' }] },
		'not a draft',
	],
])('%s', (_name, message, text) => {
	expect(warningsBefore(message)).toEqual([expect.stringContaining(text)]);
});

test.each<[string, Message]>([
	['plain HTML', html('<p>one = two, onward=yes</p><a href="https://contoso.com?on=1">x</a><br>')],
	['text that looks like a script', { body: { contentType: 'text', content: '<script>' } }],
	['HTML of one line', html('Hello &amp; welcome\n')],
	['HTML with line breaks and a tag', html('Hello<br>\nJohn')],
	['plain text with line breaks', { body: { contentType: 'text', content: 'a\nb' } }],
	['text that speaks of active content', html('<p>&lt;script&gt; and onclick = x and javascript: x</p>')],
	['500 recipients', { toRecipients: to(500) }],
	['own headers', { internetMessageHeaders: [{ name: 'x-ticket', value: '1' }] }],
	['a draft by its flags', { singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '9' }] }],
	['nothing', {}],
])('no warning: %s', (_name, message) => {
	expect(warningsBefore(message)).toEqual([]);
});

test.each([
	[
		'only wrapped',
		'<p>Hi</p>',
		'<html><head>\r\n<meta charset="utf-8"></head><body><p>Hi</p>\r\n</body></html>',
		false,
	],
	[
		'with a text added by a rule of the company',
		'<p>Hi</p>',
		'<html><body><p>Hi</p><p>Confidential</p></body></html>',
		true,
	],
	['with a text that is only hidden in a comment', '<p>Hi</p>', '<html><body><p>Hi</p><!-- x --></body></html>', false],
	['as text that another element hides', '<p>Hi</p>', '<html><body><style><p>Hi</p></style></body></html>', true],
	['an empty body', '', '<html><head></head><body></body></html>', false],
	['an empty body that was filled', '', '<html><body>x</body></html>', true],
])('HTML that comes back %s', (_name, sent, stored, isSaid) => {
	expect(warningsAfter(html(sent), html(stored), GRAPH)).toHaveLength(isSaid ? 1 : 0);
});

test('text that comes back as HTML with the same characters reads differently', () => {
	const said = warningsAfter({ body: { contentType: 'text', content: 'a <b>c</b>' } }, html('a <b>c</b>'), GRAPH);
	expect(said).toEqual(['Outlook changed what it was given: the text of the body.']);
});

test('what Outlook changed is said by name; wrapping, names and letter case are no change', () => {
	const sent: Message = {
		subject: 'Hello',
		importance: 'high',
		...html('<p>Hi &amp; bye</p>'),
		toRecipients: to(1),
		categories: ['A'],
		isRead: false,
	};
	const wrapped: Message = {
		...sent,
		importance: 'high',
		toRecipients: [{ emailAddress: { address: 'A0@contoso.com', name: 'A' } }],
		...html('<html><head>\r\n<meta charset="utf-8"></head><body><p>Hi &#38; bye</p></body></html>'),
	};
	expect(warningsAfter(sent, wrapped, GRAPH)).toEqual([]);
	const changed: Message = {
		...wrapped,
		subject: 'Hell',
		toRecipients: [],
		categories: [],
		isRead: true,
		...html('<html><body><p>Hi</p></body></html>'),
		isDraft: false,
	};
	expect(warningsAfter(sent, changed, GRAPH)).toEqual([
		'Outlook changed what it was given: the subject is "Hell", the recipients in To, the categories, whether it is marked as read, the text of the body.',
		'Outlook created a message that is not a draft.',
	]);
	expect(warningsAfter(sent, {}, GRAPH)).toEqual([]);
	expect(warningsAfter(html('&Uuml;ber'), html('<p>Über</p>'), GRAPH)).toEqual([]);
	// An odd answer is no reason to call a draft that exists a failure.
	expect(
		warningsAfter(
			sent,
			{
				toRecipients: 'x',
				categories: {},
				importance: 7,
				body: { contentType: 7, content: 'Hi&bye' },
				flag: 'x',
				webLink: 7,
			} as never,
			GRAPH,
		),
	).toEqual([]);
});

test.each([
	['https://outlook.office365.com/owa/?ItemID=1', GRAPH, false],
	['https://outlook.office.com/mail/1', GRAPH, false],
	['https://outlook.live.com/owa/1', GRAPH, false],
	['https://outlook.office365.us/owa/?ItemID=1', GRAPH, true],
	['https://partner.outlook.cn/owa/?ItemID=1', GRAPH, true],
	['https://outlook.office365.com.evil.example/1', GRAPH, true],
	['https://outlook.office365.us/owa/?ItemID=1', 'https://graph.microsoft.us', false],
	['https://outlook.office365.com/owa/?ItemID=1', 'https://graph.microsoft.us', true],
	['https://partner.outlook.cn/owa/1', 'https://microsoftgraph.chinacloudapi.cn', false],
	['https://outlook.office365.com/owa/?ItemID=1', 'http://127.0.0.1:4010', false],
	['no address', GRAPH, false],
])('webLink %s of an account at %s', (webLink, graphUrl, warned) => {
	expect(warningsAfter({}, { webLink }, graphUrl)).toHaveLength(warned ? 1 : 0);
});
