// Subjects and bodies as people type and paste them. One table for both hosts, in both formats: each gives the same draft.
import { messageFromFields } from '../../core/message/message';

export interface PastedCase {
	name: string;
	subject: unknown;
	body: unknown;
	bodyType?: string;
}

const lines = (...all: string[]) => all.join('\n');

export const PASTED_CASES: PastedCase[] = [
	{ name: 'a text of lines', subject: 'Hello', body: lines('Hello John,', '', 'thank you.', 'Ann') },
	{ name: 'lines of Windows', subject: 'Hello', body: 'Hello John,\r\n\r\nthank you.\r\nAnn' },
	{ name: 'lines of a classic Mac', subject: 'Hello', body: 'Hello\rJohn' },
	{ name: 'a subject of two lines', subject: 'Offer\r\n  4711', body: 'x' },
	{ name: 'a subject with tabs and spaces at the ends', subject: '\tOffer \t 4711  ', body: 'x' },
	{ name: 'a subject beyond ASCII', subject: 'Grüße aus Köln – „Angebot“ 🎉 見積', body: 'Grüße\n見積 🎉' },
	{ name: 'a subject that looks encoded', subject: '=?utf-8?q?x?= Re: Aw: [#4711]', body: 'x' },
	{ name: 'a long subject', subject: 'word '.repeat(60).trim(), body: 'x' },
	{ name: 'a number as subject', subject: 4711, body: 4711 },
	{ name: 'placeholders', subject: 'Dear <name>', body: 'Dear <name>,\n  a < b && c > d\nJohn <john@contoso.com>' },
	{ name: 'HTML', subject: 'HTML', body: '<p>Hello <b>John</b></p>\n<ul>\n<li>a</li>\n</ul>' },
	{ name: 'lines with tags in them', subject: 'x', body: 'Hello <b>John</b>,\nthank you.' },
	{
		name: 'a page of Word',
		subject: 'x',
		body: '<html><body lang=DE><p class=MsoNormal>Hallo<o:p></o:p></p></body></html>',
	},
	{ name: 'XML', subject: 'x', body: '<order>\n  <id>4711</id>\n</order>' },
	{ name: 'entities', subject: 'Tom &amp; Jerry', body: 'Tom &amp; Jerry &lt;b&gt;' },
	{ name: 'a fence of a model', subject: 'x', body: '```html\n<p>Dear Ann,</p>\n```' },
	{
		name: 'Markdown',
		subject: 'x',
		bodyType: 'markdown',
		body: '# Offer\n\n- **one**\n- two\n\nSee README.md\nor https://contoso.com',
	},
	{ name: 'Markdown with tags', subject: 'x', bodyType: 'markdown', body: 'Hello <b>John</b>\n<script>x</script>' },
	{ name: 'as typed', subject: 'x', bodyType: 'textAsHtml', body: '<b>no</b>\n\n  indented\ttab' },
	{ name: 'plain text', subject: 'x', bodyType: 'text', body: 'a < b\n<p>shown</p>\n\nlast line' },
	{ name: 'lines that begin with dots and From', subject: 'x', bodyType: 'text', body: '.\n..x\nFrom me\n-- \nAnn' },
	{ name: 'a very long line', subject: 'x', body: 'word '.repeat(2_000) },
	{ name: 'white space at the ends', subject: 'x', body: '\n\n  Hello  \n\n' },
	{ name: 'invisible characters', subject: 'a\u200bb\u00a0c', body: 'a\u200bb\u00a0c\ufeff' },
	{ name: 'letters from right to left', subject: 'שלום', body: 'שלום\nمرحبا' },
	{ name: 'bytes', subject: 'x', body: Buffer.from('Grüße\nAnn') },
];

/** What a mailbox holds, with line ends and white space at both ends as either format may leave them. */
export interface Pasted {
	subject: string;
	contentType: string;
	content: string;
}

const normalized = (text: string) =>
	text
		.replace(/\r\n|\r/g, '\n')
		// The page that Outlook makes of a piece of HTML.
		.replace(/^\s*<html\b[^>]*>(?:[^]*<\/head>)?\s*<body\b[^>]*>([^]*)<\/body>\s*<\/html>\s*$/i, '$1')
		.trim();

export function pastedWanted({ subject, body, bodyType = 'auto' }: PastedCase): Pasted {
	const message = messageFromFields({ subject, body, bodyType });
	return {
		subject: normalized(message.subject ?? ''),
		contentType: message.body!.contentType!,
		content: normalized(message.body!.content ?? ''),
	};
}

export const pastedStored = ({
	subject,
	body,
}: {
	subject: string | null;
	body: { contentType: string; content: string };
}): Pasted => ({
	subject: normalized(subject ?? ''),
	contentType: body.contentType,
	content: normalized(body.content),
});
