import { withSignature } from '../../../core/message/signature';

const html = (content: string) => ({ contentType: 'html' as const, content });

test.each([
	['below HTML', html('<p>Hi</p>'), html('<p>Hi</p><br><br>\r\n<p>S</p>')],
	[
		'before the end of a document',
		html('<html><body>Hi</body></html>'),
		html('<html><body>Hi<br><br>\r\n<p>S</p></body></html>'),
	],
	[
		'before the end of a document without a body element',
		html('<HTML>Hi</HTML>'),
		html('<HTML>Hi<br><br>\r\n<p>S</p></HTML>'),
	],
	['in place of an empty body', html(''), html('<p>S</p>')],
	['in place of no body', undefined, html('<p>S</p>')],
	[
		'below a body that names no type, which is text',
		{ content: 'Hi' },
		{ contentType: 'text', content: 'Hi\r\n\r\nS' },
	],
	['below HTML in capitals', { contentType: 'HTML' as 'html', content: 'Hi' }, html('Hi<br><br>\r\n<p>S</p>')],
	['below text', { contentType: 'text' as const, content: 'Hi' }, { contentType: 'text', content: 'Hi\r\n\r\nS' }],
])('%s', (_name, body, expected) => {
	expect(withSignature(body, '<p>S</p>')).toEqual(expected);
});

test('an empty signature changes nothing', () => {
	expect(withSignature(html('Hi'), ' ')).toEqual(html('Hi'));
	expect(withSignature(undefined, '')).toBeUndefined();
});
