import { htmlToText } from '../../../core/html/htmlToText';

const table: Array<[string, string, string]> = [
	['paragraphs', '<h1>Title</h1><p>One\n two</p><p>Three</p>', 'Title\n\nOne two\n\nThree'],
	['line breaks', 'a<br>b<br/><br>c', 'a\nb\n\nc'],
	['divs as Outlook writes them', '<div>a</div><div><br></div><div>b</div>', 'a\n\nb'],
	['inline elements', 'a <b>bold</b> <i>c</i>, d', 'a bold c, d'],
	['blanks', '  a \n\n b&nbsp;&nbsp;c ', 'a b  c'],
	['entities', '&lt;p&gt; &amp;amp; &#8364; &eacute; &copy', '<p> &amp; € é ©'],
	['list', '<ul><li>one<li><p>two</p><ul><li>deep</li></ul></li></ul>after', '- one\n- two\n  - deep\n\nafter'],
	['numbered list', '<ol start=3><li>c<li>d</ol>', '3. c\n4. d'],
	['a list with letters', '<ol type="a"><li>foo<li>bar</ol>', 'a. foo\nb. bar'],
	['a list with capital letters, from 26', '<ol type=A start=26><li>z<li>aa</ol>', 'Z. z\nAA. aa'],
	['a list with Roman numbers', '<ol type="i"><li>a<li>b<li>c<li>d</ol>', 'i. a\nii. b\niii. c\niv. d'],
	['a list with capital Roman numbers', '<ol type="I" start="1999"><li>a</ol>', 'MCMXCIX. a'],
	['a list numbered by a style', '<ol style="margin:0;list-style-type: lower-alpha"><li>a</ol>', 'a. a'],
	['items that number themselves', '<ol><li value="5">a<li>b<li value=2>c</ol>', '5. a\n6. b\n2. c'],
	['letters below one', '<ol type="a" start="0"><li>a<li>b</ol>', '0. a\na. b'],
	['a list in a list', '<ol type="1"><li>a<ol type="a"><li>b</ol><li>c</ol>', '1. a\n  a. b\n2. c'],
	['empty items', '<ul><li></li><li>b</li></ul>', '-\n- b'],
	[
		'table',
		'<table><tr><th>A</th><th>B</th></tr><tr><td><p>1</p></td><td><p>2</p><p>3</p></td></tr></table>',
		'A | B\n1 | 2\n\n3',
	],
	['link', '<a href="https://contoso.com/a?b=1&amp;c">offer</a>.', 'offer <https://contoso.com/a?b=1&c>.'],
	[
		'link that shows its address',
		'<a href="https://contoso.com/">contoso.com</a> <a href="mailto:a@x.com">a@x.com</a> <a href="#top">up</a>',
		'contoso.com a@x.com up',
	],
	['image', '<img src="cid:x" alt="Logo"> <img src="cid:y">x', 'Logo x'],
	['quotation', '<blockquote>a<br>b<blockquote>c</blockquote></blockquote>d', '> a\n> b\n\n> > c\n\nd'],
	['preformatted', '<pre>  a\n\tb</pre>', 'a\n\tb'],
	['rule', 'a<hr>b', `a\n${'-'.repeat(40)}\nb`],
	[
		'nothing that is not shown',
		'<html><head><title>T</title><style>p{}</style></head><body><script>x()</script><!-- c -->a</body></html>',
		'a',
	],
	['an unclosed head', '<html><head><meta charset=utf-8><body>a', 'a'],
	['right to left', '<p dir="rtl">שלום</p>', 'שלום'],
	['plain text', 'a < b', 'a < b'],
	['nothing', '', ''],
];
test.each(table)('%s', (_name, html, text) => expect(htmlToText(html)).toBe(text));

test('html that is nested or repeated without end', () => {
	for (const piece of [
		'<div>',
		'<table><tr><td>',
		'<ul><li>',
		'<blockquote>',
		'<a href="https://x.com">',
		'<b><i>',
		'<!--',
		'<',
		'&amp',
		'</p>',
		'<td colspan=1000000 rowspan=1000000>',
		'<p>x</div>',
	]) {
		expect(htmlToText(piece.repeat(20_000)).length).toBeLessThan(2_000_000);
	}
});
