import type { ItemBody } from './body';
import { htmlToText } from './htmlToText';

/**
 * Puts a signature, which is HTML, below a body: inside of a whole document, as text below plain text.
 * Without a body the signature is all there is. An empty signature changes nothing.
 */
export function withSignature(body: ItemBody | undefined, signature: string): ItemBody | undefined {
	if (signature.trim() === '') return body;
	if (body?.contentType === 'text') return { contentType: 'text', content: join(body.content, '\r\n\r\n', htmlToText(signature)) };
	const content = body?.content ?? '';
	const end = endOfDocument(content);
	return { contentType: 'html', content: `${join(content.slice(0, end), '<br><br>\r\n', signature)}${content.slice(end)}` };
}

const join = (above: string, between: string, below: string) => (above === '' ? below : `${above}${between}${below}`);

/** Where the text of an HTML document ends: at its last `</body>`, else `</html>`, else its very end. */
function endOfDocument(html: string): number {
	const lower = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
	const ends = [lower.lastIndexOf('</body'), lower.lastIndexOf('</html'), html.length];
	return ends.find((end) => end >= 0)!;
}
