import MarkdownIt from 'markdown-it';

import type { BodyType } from '../fields/choices';

/** Graph's `itemBody`. The type is always stated: Graph takes a body without one for plain text. */
export interface ItemBody {
	contentType: 'html' | 'text';
	content: string;
}

/** `''` is a value and stays empty; undefined means that no body was given. */
export function toItemBody(bodyType: BodyType, body: string | undefined): ItemBody | undefined {
	if (body === undefined) return undefined;
	switch (bodyType) {
		case 'text':
			return { contentType: 'text', content: body };
		case 'textAsHtml':
			return { contentType: 'html', content: textToHtml(body) };
		case 'markdown':
			return { contentType: 'html', content: markdownToHtml(body) };
		case 'html':
			return { contentType: 'html', content: body };
	}
}

/** Shows text as it was typed: nothing in it is markup, line breaks, tabs and runs of blanks are kept. */
export function textToHtml(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#39;')
		.replace(/\t/g, '    ')
		.replace(/^ | (?= )/gm, '&nbsp;')
		.replace(/\r\n|\r|\n/g, '<br>\r\n');
}

/** Raw HTML off: what an AI agent or a stranger wrote stays text. Of links, markdown-it itself refuses `javascript:` and the like. */
const markdown = new MarkdownIt({ html: false, linkify: true });

function markdownToHtml(text: string): string {
	return text === '' ? '' : markdown.render(text).trimEnd();
}
