import { htmlToText } from '../mime/htmlToText';
import { textToHtml, type ItemBody } from './body';
import { endOfDocument } from './signature';

/**
 * Comments and elements whose content is text and no markup are passed over; then `<body …>` with its attributes, whose
 * values may hold a `>`.
 */
const UP_TO_BODY = /<!--[\s\S]*?-->|<(script|style|title|textarea|noscript)(?=[\s>])[\s\S]*?<\/\1\s*>|<body(?=[\s/>])(?:"[^"]*"|'[^']*'|[^'">])*>/gi;

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

/** Graph answers in lower case, older front ends in capitals (OBS opentypeextension samples). */
const isHtml = ({ contentType }: ItemBody) => contentType.toLowerCase() === 'html';
const asText = (text: ItemBody) => (isHtml(text) ? htmlToText(text.content).replace(/\r?\n/g, '\r\n') : text.content);
const joined = (first: string, second: string) => (first === '' || second === '' ? first + second : `${first}\r\n\r\n${second}`);

/** Where the text of a document begins: after `<body …>`, else after its head, else at its start. */
function beginOfBody(html: string): number {
	for (const match of html.matchAll(UP_TO_BODY)) if (/^<body/i.test(match[0])) return match.index + match[0].length;
	const head = /<\/head\s*>|<html(?=[\s>])[^>]*>/i.exec(html);
	return head ? head.index + head[0].length : 0;
}

/** In a block of its own. Of a whole document what is inside of its body counts, and its styles. */
function asFragment(text: ItemBody): string {
	const html = isHtml(text) ? text.content : textToHtml(text.content);
	if (html === '') return '';
	const at = beginOfBody(html);
	const styles = at === 0 ? [] : (html.slice(0, at).match(/<style(?=[\s>])[\s\S]*?<\/style\s*>/gi) ?? []);
	return `${styles.join('')}<div>${html.slice(at, endOfDocument(html))}</div>\r\n`;
}
