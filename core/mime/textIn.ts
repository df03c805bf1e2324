import PostalMime from 'postal-mime';

import { decodeBase64 } from './base64';

/** What a reader sees of a raw message, and whether files are with it; undefined where it cannot be read. */
export async function textIn(
	base64: string,
): Promise<{ body: { contentType: string; content: string }; hasFiles: boolean } | undefined> {
	const bytes = decodeBase64(base64);
	if (!(bytes instanceof Uint8Array)) return undefined;
	const { html, text, attachments } = (await PostalMime.parse(bytes).catch(() => undefined)) ?? {};
	if (!attachments) return undefined;
	const body =
		html === undefined ? { contentType: 'text', content: text ?? '' } : { contentType: 'html', content: html };
	return { body, hasFiles: attachments.some(({ disposition, related }) => disposition !== 'inline' && !related) };
}
