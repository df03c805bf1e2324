import { textToHtml } from '../../../core/html/textToHtml';
import { toItemBody } from '../../../core/message/body';
import type { BodyType } from '../../../core/fields/choices';

test.each([
	['html', '<b>hi</b>', { contentType: 'html', content: '<b>hi</b>' }],
	['text', '<b>hi</b>', { contentType: 'text', content: '<b>hi</b>' }],
	['textAsHtml', '<b>hi</b>', { contentType: 'html', content: '&lt;b&gt;hi&lt;/b&gt;' }],
	['markdown', '**hi** <b>', { contentType: 'html', content: '<p><strong>hi</strong> &lt;b&gt;</p>' }],
	['markdown', 'Best regards,\nJohn', { contentType: 'html', content: '<p>Best regards,<br>\nJohn</p>' }],
	['auto', 'Hello\nJohn', { contentType: 'html', content: 'Hello<br>\r\nJohn' }],
	['auto', '<p>a\nb</p>', { contentType: 'html', content: '<p>a\nb</p>' }],
	['markdown', '', { contentType: 'html', content: '' }],
	['html', '', { contentType: 'html', content: '' }],
	['html', undefined, undefined],
])('body type %s with %j', (type, body, expected) => {
	expect(toItemBody(type as BodyType, body)).toEqual(expected);
});

test.each([
	['one\ntwo\r\nthree\rfour', 'one<br>\r\ntwo<br>\r\nthree<br>\r\nfour'],
	['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
	['a & b "c" \'d\'', 'a &amp; b &quot;c&quot; &#39;d&#39;'],
	['a   b', 'a&nbsp;&nbsp; b'],
	[' indented', '&nbsp;indented'],
	['a\tb', 'a&nbsp;&nbsp;&nbsp; b'],
	['Grüße 👍', 'Grüße 👍'],
])('text %j is shown as typed', (text, html) => {
	expect(textToHtml(text)).toBe(html);
});
