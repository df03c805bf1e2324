import { invalidInput, quoted } from '../errors';

/** How the text in `body` is meant; saved in workflows. */
export const BODY_TYPES = ['html', 'text', 'textAsHtml'] as const;
export type BodyType = (typeof BODY_TYPES)[number];

/** Graph's `itemBody`. The type is always stated: Graph takes a body without one for plain text. */
export interface ItemBody {
	contentType: 'html' | 'text';
	content: string;
}

/** `''` is a value and stays empty; undefined means that no body was given. */
export function toItemBody(bodyType: string, body: string | undefined): ItemBody | undefined {
	if (!BODY_TYPES.includes(bodyType as BodyType)) {
		throw invalidInput(`Body type: ${quoted(bodyType)} is not known.`, `Use one of: ${BODY_TYPES.join(', ')}.`);
	}
	if (body === undefined) return undefined;
	if (bodyType === 'text') return { contentType: 'text', content: body };
	return { contentType: 'html', content: bodyType === 'textAsHtml' ? textToHtml(body) : body };
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
