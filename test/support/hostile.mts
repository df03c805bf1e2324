// Pieces of which hostile HTML and Markdown is made, and random mixes of them that are the same in every run.

/** Shapes that have been slow in some parser, and others like them (html-to-text, htmlparser2, own findings). */
export const HTML_PIECES = [
	...['<b></i>', '<b></p>', '<font></span>', '<b></div>', '<x></y>', '<p>x</div>', '</p>', '</x>', '</br>'],
	...[
		'<div>',
		'<b><i>',
		'<p>',
		'<a href="https://x.com">x',
		'<blockquote>x',
		'<ul><li>',
		'<ol type=a><li>',
		'<dl><dt>x<dd>',
	],
	...[
		'<table><tr><td>',
		'<td>',
		'<td colspan=1000000 rowspan=1000000>',
		'<select><option>',
		'<svg><a/>',
		'<math><mi/>',
	],
	...['<br>', '<hr>', '<img alt=x>', '<pre>\n', ' ', '\n', 'x ', '\u00a0 ', '&amp;', '&amp', '&#', '&#x', '&#xd800;'],
	...[
		'<',
		'</',
		'<!',
		'<!--',
		'<!-- -->',
		'<!--[if mso]>',
		'<![CDATA[',
		'<?',
		'<a b="',
		"<a b='",
		'<a =',
		'<a x x=1 ',
		'<a <a ',
	],
	...[
		'<body ',
		'<body "',
		'<html ',
		'<head>',
		'<style>',
		'<style>/*',
		'<script>',
		'<title>',
		'<textarea>',
		'<noscript>',
	],
	...[
		'src= ',
		'src="cid:',
		' src = ',
		'<img src="cid:',
		"<img src='data:",
		'<img srcset="cid:a 1x, ',
		'<p style="',
		'url( ',
		'url("',
	],
	...[
		'<p style="background:url(cid:',
		'<i style="background:url(data:image/png;base64,',
		'<img src=data:image/png;base64,AAAA>',
	],
	...[
		'<script ',
		'<form ',
		'<a onclick=x>',
		'<meta http-equiv=refresh>',
		'href=javascript:',
		'`',
		'```',
		'`<b>',
		'<b>x</b>\n',
		'\r\nx',
	],
];

export const MARKDOWN_PIECES = [
	...['![', '[', '[]', '[a](', '[a](b "', '[[a]](b)', '![a](b)', '[a]: b\n', '[a]\n', ']('],
	...['*', '**', '_', '`', '``a`', '~~', '*a**b***c', '***a ', '_a_ ', '\\', '<', '&', '&amp;', '&#', '<!--'],
	...[
		'- ',
		'- a\n',
		'* a\n\n',
		'> ',
		'1. ',
		'# ',
		'    a\n',
		'\t',
		'```\n',
		'|',
		'|a|\n|-|\n',
		'--\n',
		'==\n',
		'a  \n',
	],
	...[
		'http://',
		'https://a.b/(',
		'https://a.b? ',
		'https://a.b?',
		'www.',
		'www.a.b ',
		'www.a.b?',
		'mailto:a@b ',
		'a@b.c ',
		'@',
		'//',
	],
];

/** Numbers from 0 up to 1, the same for the same seed. */
export function randomNumbers(seed: number): () => number {
	let state = seed * 2_654_435_761 + 1;
	return () => {
		state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0;
		return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
	};
}

const WORDS = [
	'Hello',
	' ',
	'\n',
	'a < b',
	'>',
	'"',
	"'",
	'=',
	'é',
	'👍',
	'\u0000',
	'\ud800',
	'{{x}}',
	'cid:a',
	'-->',
	']]>',
	'/>',
	'</body>',
	'</html>',
	'</head>',
];

/** Pieces and words at random, at least `length` characters. */
export function randomHtml(seed: number, length: number): string {
	const next = randomNumbers(seed);
	const pick = (list: string[]) => list[Math.floor(next() * list.length)];
	let text = '';
	while (text.length < length) text += next() < 0.6 ? pick(HTML_PIECES) : pick(WORDS);
	return text;
}
