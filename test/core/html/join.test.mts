import { above, below } from '../../../core/html/join';

const html = (content: string) => ({ contentType: 'html' as const, content });
const NEW = '<div><p>New</p></div>\r\n';

// `|` is where the new text goes; everything else stays.
test.each([
	['an ordinary document', '<html><head></head><body>|old</body></html>'],
	['attributes, one with a >', `<html><BODY lang="EN" data-x="a>b" title='c>d'\n>|old</BODY></html>`],
	[
		'a body element in a comment, a style, a title, a script',
		'<html><head><!-- <body> --><style>/* <body> */</style><title><body></title><script>"<body>"</script></head><body class=x>|old</body></html>',
	],
	['another element whose name begins with body', '<html><bodyguard></bodyguard><body>|old</body></html>'],
	['no body element', '<html><head><title>x</title></head>|<p>old</p></html>'],
	['a fragment', '|<p>old</p>'],
	['nothing', '|'],
	['a body within the body', '<body>|<div><body class="reply">older</body></div></body>'],
])('above the text of %s', (_name, marked) => {
	const [before, after] = marked.split('|');
	expect(above(html('<p>New</p>'), html(before! + after!))).toEqual(html(before + NEW + after));
});

test.each([
	['a document', '<html><body>old|</body></html>'],
	['a document with a body inside', '<body><body>older</body>old|</body>'],
	['a fragment', '<p>old</p>|'],
])('below the text of %s', (_name, marked) => {
	const [before, after] = marked.split('|');
	expect(below(html('<p>New</p>'), html(before! + after!))).toEqual(html(before + NEW + after));
});

test('nothing new changes nothing', () => {
	expect(above(html(''), html('<body>old</body>'))).toEqual(html('<body>old</body>'));
	expect(below({ contentType: 'text', content: '' }, { contentType: 'text', content: 'old' })).toEqual({
		contentType: 'text',
		content: 'old',
	});
});

test('dollar signs in either text are no patterns', () => {
	expect(above(html('$& $1'), html('<body>$$</body>')).content).toBe('<body><div>$& $1</div>\r\n$$</body>');
});

test('capital letters in the content type', () => {
	expect(above(html('x'), { contentType: 'HTML' as never, content: '<body>y</body>' }).content).toBe(
		'<body><div>x</div>\r\ny</body>',
	);
});

test('a body of a message given as JSON that names no type is text', () => {
	const text = { content: 'a < b' } as never;
	expect(below(text, html('<body>y</body>')).content).toBe('<body>y<div>a &lt; b</div>\r\n</body>');
	expect(above({ contentType: 'html' } as never, html('<body>y</body>')).content).toBe('<body>y</body>');
});

test('a long document without its end is no trap', () => {
	const old = `<html><head><style>${'<!-- '.repeat(50_000)}`;
	expect(above(html('x'), html(old)).content).toHaveLength(old.length + '<div>x</div>\r\n'.length);
});
