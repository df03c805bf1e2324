import type { Message, Recipient } from '@microsoft/microsoft-graph-types';
import PostalMime from 'postal-mime';

import { htmlToText } from '../html/htmlToText';
import type { MessageSummary } from './read';

/**
 * Whether a message in a mailbox is what Outlook made of this source: two may share a Message-ID and say different things. Outlook
 * writes the source anew, so what a person reads is compared: subject, recipients, and letters and digits of the text.
 */
export async function isSameMessage(
	{ bytes, summary }: { bytes: Uint8Array; summary: MessageSummary },
	there: Message,
	{ textOnly = false } = {},
): Promise<boolean> {
	const sameHead =
		textOnly ||
		(lettersOf(summary.subject) === lettersOf(there.subject) &&
			addresses(summary.to) === addresses(there.toRecipients) &&
			addresses(summary.cc) === addresses(there.ccRecipients));
	if (!sameHead) return false;
	// A text that only its reader can decrypt, or that is no text, cannot be compared.
	if (summary.protection !== undefined || !/^(?:text\/(?:plain|html)|multipart\/)/.test(summary.contentType))
		return true;
	const source = await PostalMime.parse(bytes).catch(() => undefined);
	if (!source) return false;
	const texts = [
		...(source.text === undefined ? [] : [source.text]),
		...(source.html === undefined ? [] : [htmlToText(source.html)]),
	];
	const content = there.body?.content ?? '';
	const isHtml = there.body?.contentType?.toLowerCase() === 'html';
	const shown = lettersOf(isHtml ? htmlToText(content) : content);
	return texts.length === 0 || texts.some((text) => lettersOf(text) === shown);
}

const lettersOf = (text: string | null | undefined) => (text ?? '').replace(/[^\p{L}\p{N}]+/gu, '');

const addresses = (list: Recipient[] | null | undefined) =>
	(list ?? [])
		.map(({ emailAddress }) => emailAddress?.address?.toLowerCase() ?? '')
		.sort()
		.join();
