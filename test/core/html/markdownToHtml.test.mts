import { markdownToHtml } from '../../../core/html/markdownToHtml';

const paragraph = (text: string) => `<p>${text}</p>`;

// markdown-it#344, MarkBind#1774, marky-markdown#146: names of files are no addresses.
test.each([
	'README.md',
	'install.sh',
	'main.py',
	'lib.rs',
	'data.zip',
	'node.js and e.g. this',
	'contoso.com',
	'192.168.0.1',
	'//contoso.com/a',
	'www.',
	'See www and http and mailto.',
])('stays text: %s', (text) => expect(markdownToHtml(text)).toBe(paragraph(text)));

test.each([
	['https://contoso.com/a?b=1', 'https://contoso.com/a?b=1'],
	['http://README.md', 'http://README.md'],
	['www.contoso.com', 'https://www.contoso.com'],
	['www.contoso.com/a.html', 'https://www.contoso.com/a.html'],
	['john@contoso.com', 'mailto:john@contoso.com'],
	['mailto:john@contoso.com', 'mailto:john@contoso.com'],
])('becomes a link: %s', (text, address) => {
	const link = `<a href="${address}">${text}</a>`;
	expect(markdownToHtml(text)).toBe(paragraph(link));
	expect(markdownToHtml(`(${text}), see ${text}.`)).toBe(paragraph(`(${link}), see ${link}.`));
});

test('single line breaks stay (codex#34167, n8n#15497)', () => {
	expect(markdownToHtml('Best regards,\nJohn Smith\nContoso')).toBe(
		paragraph('Best regards,<br>\nJohn Smith<br>\nContoso'),
	);
});

test.each(['>'.repeat(200), '- '.repeat(150), `${'1. '.repeat(120)}`, `- a\n${' '.repeat(90)}- `])(
	'what is nested too deep for Markdown is shown as typed, and nothing is lost',
	(nested) => {
		expect(markdownToHtml(`${nested}the text`)).toContain('the text');
	},
);

test('thousands of brackets in one paragraph are text', () => {
	expect(markdownToHtml('['.repeat(5_000))).toBe(paragraph('['.repeat(5_000)));
	expect(markdownToHtml(`[a](https://contoso.com)\n\n${'['.repeat(5_000)}`)).toContain(
		'<a href="https://contoso.com">a</a>',
	);
});
