import { htmlToText } from '../../../core/message/htmlToText';

test.each([
	['<p>Kind regards<br>Ann</p><p>Contoso</p>', 'Kind regards\r\nAnn\r\n\r\nContoso'],
	['<div>a</div><div>b</div>', 'a\r\n\r\nb'],
	['a &amp; b &lt;c&gt; &#8364; &#x1F44D; &nbsp;| &unknown;', 'a & b <c> € 👍  | &unknown;'],
	['<ul><li>one</li><li>two</li></ul>', '- one\r\n\r\n- two'],
	['<a href="https://contoso.com/a">our page</a>', 'our page (https://contoso.com/a)'],
	['<a href="mailto:a@contoso.com">a@contoso.com</a>', 'a@contoso.com'],
	['<style>p { color: red }</style><script>alert(1)</script>Hi<!-- no -->', 'Hi'],
	['<table><tr><td>a</td><td>b</td></tr></table>', 'a b'],
	['<img src="x" alt="Logo"> <b title="1 > 2">bold</b>', 'Logo bold'],
	['one\n   two', 'one two'],
	['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
	['', ''],
])('%s', (html, text) => {
	expect(htmlToText(html)).toBe(text);
});

test('hostile input is read in linear time', () => {
	for (const html of ['<'.repeat(50_000), '<a '.repeat(20_000), '&'.repeat(50_000), '<p "'.repeat(20_000), '<!--'.repeat(20_000), '<script>'.repeat(10_000), '<script '.repeat(50_000), '<a href="'.repeat(50_000)]) expect(typeof htmlToText(html)).toBe('string');
});
