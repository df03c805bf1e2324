import { htmlToText } from './htmlToText';
import { textToHtml, type ItemBody } from '../message/body';
import { endOfDocument } from '../message/signature';

/** Elements whose content is text and no markup. */
const RAW_TEXT = /<(script|style|title|textarea|noscript)(?=[\s>])/iy;
/** With its attributes, whose values may hold a `>`. */
const BODY = /<body(?=[\s/>])(?:"[^"]*"|'[^']*'|[^'">])*>/iy;

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

/** Where the text of a document begins: after `<body …>`, else after its head, else at its start. */
function beginOfBody(html: string): number {
	const body = endOfBodyTag(html);
	if (body !== undefined) return body;
	const head = /<\/head\s*>/i.exec(html) ?? /<html(?=[\s>])[^>]*>/i.exec(html);
	return head ? head.index + head[0].length : 0;
}

/** Goes from tag to tag, so that `<body>` in a comment, a style or a title does not count. Each part is looked at once. */
function endOfBodyTag(html: string): number | undefined {
	let at = html.indexOf('<');
	while (at >= 0) {
		const body = matchAt(BODY, html, at);
		if (body) return at + body[0].length;
		let end = at + 1;
		const raw = matchAt(RAW_TEXT, html, at);
		if (html.startsWith('<!--', at)) end = html.indexOf('-->', at + 4);
		else if (raw) end = indexOfEnd(html, raw[1]!, at);
		at = end < 0 ? -1 : html.indexOf('<', end);
	}
	return undefined;
}

function matchAt(pattern: RegExp, html: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(html);
}

/** Behind the end tag of an element; -1 where there is none. */
function indexOfEnd(html: string, name: string, at: number): number {
	const end = new RegExp(`</${name}\\s*>`, 'gi');
	end.lastIndex = at;
	return end.test(html) ? end.lastIndex : -1;
}

/** In a block of its own. Of a whole document what is inside of its body counts, and its styles. */
function asFragment(text: ItemBody): string {
	const html = isHtml(text) ? contentOf(text) : textToHtml(contentOf(text));
	if (html === '') return '';
	const at = beginOfBody(html);
	const styles = at === 0 ? [] : (html.slice(0, at).match(/<style(?=[\s>])[\s\S]*?<\/style\s*>/gi) ?? []);
	return `${styles.join('')}<div>${html.slice(at, endOfDocument(html))}</div>\r\n`;
}
