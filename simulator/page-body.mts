import { removeUnsafeHtml } from './html.mts';
import type { StoredAttachment, StoredMessage } from './types.mts';

/** For mail without styles of its own; links open nowhere, because the sandbox allows no windows. */
const bodyStart =
	'<!doctype html><base target="_blank"><style>:where(body) { margin: 16px; font: 15px/1.5 system-ui, sans-serif; color: #1f2328; overflow-wrap: anywhere }</style>';

const picture = /^image\/(?:png|jpe?g|gif|webp|bmp|avif)$/i;

/** May this be shown as a picture? SVG may not: it is a document with scripts. */
export const isPicture = ({ contentType, contentBytes }: StoredAttachment): boolean =>
	contentBytes !== undefined && picture.test(contentType ?? '');

const plainId = (text: string): string => text.replaceAll('&amp;', '&').replace(/^<|>$/g, '').toLowerCase();

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** `cid:` addresses (RFC 2392) inside tags become the addresses that `addressOf` gives for the inline attachment. */
function showInlinePictures(
	html: string,
	attachments: StoredAttachment[],
	addressOf: (attachment: StoredAttachment) => string,
): string {
	const found = new Map(
		attachments.filter((one) => one.contentId && isPicture(one)).map((one) => [plainId(one.contentId ?? ''), one]),
	);
	if (found.size === 0) return html;
	return html.replace(/<[a-z][^<>]*>/gi, (tag) =>
		tag.replace(/\bcid:([^"'\s<>)]+)/gi, (whole, id: string) => {
			const attachment = found.get(plainId(id)) ?? found.get(plainId(decoded(id)));
			return attachment ? addressOf(attachment).replaceAll('&', '&amp;') : whole;
		}),
	);
}

/**
 * The HTML body for the page's sandboxed frame; the policy that goes with it is in page-server.mts. What that does not reach goes: link elements can
 * open a connection whatever the policy, and a link with a target of its own would put the browser's "blocked" page in the place of the mail.
 */
export function bodyDocument(message: StoredMessage, pictureAddress: (attachment: StoredAttachment) => string): string {
	const safe = removeUnsafeHtml(message.body.content)
		.replace(/<link\b[^<>]*>/gi, '')
		.replace(/<(?:a|area|form)\s[^<>]*>/gi, (tag) =>
			tag.replace(/\starget\s{0,9}=\s{0,9}(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ''),
		);
	return bodyStart + showInlinePictures(safe, message.attachments, pictureAddress);
}

/** Does the body want something from another site, which the page's policy refuses? */
export function asksOtherSites({ body }: StoredMessage): boolean {
	return (
		body.contentType === 'html' &&
		/\b(?:src|srcset|background|poster)\s{0,9}=\s{0,9}["']?(?:https?:)?\/\/|\burl\(\s{0,9}["']?(?:https?:)?\/\//i.test(
			body.content,
		)
	);
}
