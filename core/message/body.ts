import { keepLines } from '../html/keepLines';
import { htmlInFence, looksLikeHtml } from '../html/looksLikeHtml';
import { markdownToHtml } from '../html/markdownToHtml';
import { textToHtml } from '../html/textToHtml';
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
		case 'auto':
			return {
				contentType: 'html',
				content: automaticType(body) === 'html' ? keepLines(htmlInFence(body) ?? body) : textToHtml(body),
			};
	}
}

/** What *Automatic* takes a body for: HTML when it holds tags of HTML, otherwise a text that stays as it was typed. */
export function automaticType(body: string): 'html' | 'textAsHtml' {
	return looksLikeHtml(body) ? 'html' : 'textAsHtml';
}
