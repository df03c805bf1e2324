import { htmlToText } from './htmlToText';
import { readHtml, STOP } from './readHtml';
import { textToHtml } from './textToHtml';
import type { ItemBody } from '../message/body';
import { endOfDocument } from '../message/signature';

/**
 * Puts a new text above the body of a draft that is there already, such as the quoted history of a reply: right after
 * `<body …>`. Nothing else changes, byte by byte. The type stays that of the draft: the new text is adapted to it.
 */
export function above(text: ItemBody, there: ItemBody): ItemBody {
	if (!isHtml(there)) return { contentType: 'text', content: joined(asText(text), there.content) };
	const at = beginOfBody(there.content);
	return { contentType: 'html', content: there.content.slice(0, at) + asFragment(text) + there.content.slice(at) };
}

/** The same at the end: before `</body>`. */
export function below(text: ItemBody, there: ItemBody): ItemBody {
	if (!isHtml(there)) return { contentType: 'text', content: joined(there.content, asText(text)) };
	const at = endOfDocument(there.content);
	return { contentType: 'html', content: there.content.slice(0, at) + asFragment(text) + there.content.slice(at) };
}

/**
 * Graph answers in lower case, older front ends in capitals (OBS opentypeextension samples). A message given as JSON may
 * name no type, which means text, and no content.
 */
const isHtml = ({ contentType }: Partial<ItemBody>) => contentType?.toLowerCase() === 'html';
const contentOf = ({ content }: Partial<ItemBody>) => content ?? '';
const asText = (text: ItemBody) =>
	isHtml(text) ? htmlToText(contentOf(text)).replace(/\r?\n/g, '\r\n') : contentOf(text);
const joined = (first: string, second: string) =>
	first === '' || second === '' ? first + second : `${first}\r\n\r\n${second}`;

/** Elements whose content is text and no markup, besides those that htmlparser2 knows. */
const RAW_TEXT = new Set(['textarea', 'noscript']);

/** Where the text of a document begins: after `<body …>`, else after its head, else at its start. Not in a comment, a style or a title. */
export function beginOfBody(html: string): number {
	let body: number | undefined;
	let root: number | undefined;
	let raw = 0;
	readHtml(
		html,
		{
			open: (name, _attributes, { end }) => {
				if (RAW_TEXT.has(name)) raw += 1;
				if (raw > 0) return;
				if (name === 'html') root ??= end;
				if (name !== 'body') return;
				body = end;
				return STOP;
			},
			close: (name) => {
				if (RAW_TEXT.has(name)) raw -= 1;
			},
		},
		{ decodeEntities: false },
	);
	if (body !== undefined) return body;
	const head = /<\/head\s*>/i.exec(html);
	return head ? head.index + head[0].length : (root ?? 0);
}

/** In a block of its own. Of a whole document what is inside of its body counts, and its styles. */
function asFragment(text: ItemBody): string {
	const html = isHtml(text) ? contentOf(text) : textToHtml(contentOf(text));
	if (html === '') return '';
	const at = beginOfBody(html);
	return `${at === 0 ? '' : stylesOf(html.slice(0, at))}<div>${html.slice(at, endOfDocument(html))}</div>\r\n`;
}

function stylesOf(head: string): string {
	let styles = '';
	let isInside = false;
	readHtml(
		head,
		{
			open: (name, _attributes, { start, end }) => {
				isInside = name === 'style';
				if (isInside) styles += head.slice(start, end);
			},
			text: (characters) => {
				if (isInside) styles += characters;
			},
			close: (name) => {
				if (name === 'style') styles += '</style>';
				isInside = false;
			},
		},
		{ decodeEntities: false },
	);
	return styles;
}
