import { htmlToText } from '../html/htmlToText';
import type { ItemBody } from './body';

/** Between the text of HTML and its signature. */
const BETWEEN = '<br><br>\r\n';

/**
 * Puts a signature, which is HTML, below a body: inside of a whole document, as text below plain text.
 * Without a body the signature is all there is. An empty signature changes nothing. A body of a message given as JSON may
 * name no type, which means text, or name it in any letter case.
 */
export function withSignature(body: Partial<ItemBody> | undefined, signature: string): ItemBody | undefined {
	if (signature.trim() === '') return body as ItemBody | undefined;
	const content = body?.content ?? '';
	const isText = body !== undefined && body.contentType?.toLowerCase() !== 'html';
	if (isText)
		return { contentType: 'text', content: join(content, '\r\n\r\n', htmlToText(signature).replace(/\n/g, '\r\n')) };
	const end = endOfDocument(content);
	return { contentType: 'html', content: `${join(content.slice(0, end), BETWEEN, signature)}${content.slice(end)}` };
}

/** Splits HTML where the signature begins that was put below it; without one, all of it comes first. */
export function splitAtSignature(html: string, signature: string): [above: string, rest: string] {
	const at = signature.trim() === '' ? -1 : html.lastIndexOf(`${BETWEEN}${signature}`);
	return at < 0 ? [html, ''] : [html.slice(0, at), html.slice(at)];
}

/** HTML without the signature that was put below it. */
export const withoutSignature = (html: string) => html.split(BETWEEN, 1)[0]!;

const join = (above: string, between: string, below: string) => (above === '' ? below : `${above}${between}${below}`);

/** Where the text of an HTML document ends: at its last `</body>`, else `</html>`, else its very end. */
export function endOfDocument(html: string): number {
	const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
	const ends = [lower.lastIndexOf('</body'), lower.lastIndexOf('</html'), html.length];
	return ends.find((end) => end >= 0)!;
}
