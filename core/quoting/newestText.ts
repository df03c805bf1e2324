import { htmlToText } from '../html/htmlToText';
import { readHtml, STOP } from '../html/readHtml';
import { attributionAt, beginsQuote, beginsSignature, quoteBegins, SIGNATURE_LINE } from './marks';

/** A body as Graph gives it. */
export interface Body {
	contentType?: string | null;
	content?: string | null;
}

/**
 * The plain text of the newest part of a message: what its sender has written, without the messages that are quoted below it. Where nothing
 * is left (only quoted text), it is the whole text.
 */
export function newestText(body: Body | null | undefined): string {
	return partOf(body, beginsQuote, withoutQuotes);
}

/** The same without the signature: what is compared where Outlook may have put another one. Empty where nothing was written. */
export function ownText(body: Body | null | undefined): string {
	return partOf(
		body,
		(name, attributes) => beginsQuote(name, attributes) || beginsSignature(name, attributes),
		(text) => withoutSignatureLine(withoutQuotes(text)),
	);
}

type BeginsRest = (name: string, attributes: Readonly<Record<string, string>>) => boolean;

function partOf(body: Body | null | undefined, beginsRest: BeginsRest, rest: (text: string) => string): string {
	const content = body?.content ?? '';
	if (body?.contentType?.toLowerCase() !== 'html') return rest(content) || whole(content);
	const end = endOfNewest(content, beginsRest);
	const newest = rest(htmlToText(content.slice(0, end)));
	return newest || rest(htmlToText(content)) || whole(htmlToText(content));
}

const whole = (text: string) => text.replace(/\r\n?/g, '\n').trim();

/** Where the element begins that holds the rest. */
function endOfNewest(html: string, beginsRest: BeginsRest): number {
	let end = html.length;
	readHtml(html, {
		open: (name, attributes, { start }) => {
			if (!beginsRest(name, attributes)) return;
			end = start;
			return STOP;
		},
	});
	return end;
}

/** Lines that are quoted with `>`, who wrote them, and everything below the head of a quoted message are left out. */
function withoutQuotes(text: string): string {
	const all = text.replace(/\r\n?/g, '\n').split('\n');
	const lines = all.slice(0, quoteBegins(all) ?? all.length);
	const kept: string[] = [];
	for (let at = 0; at < lines.length; at++) {
		const attribution = attributionAt(lines, at);
		if (attribution > 0 && isQuotedAfter(lines, at + attribution)) at += attribution - 1;
		else if (!/^\s{0,3}>/.test(lines[at]!)) kept.push(lines[at]!);
	}
	return kept
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.replace(/\n-{40}\s*$/, '')
		.trim();
}

/** Below an attribution comes what it speaks of, or nothing where that was left out before. */
function isQuotedAfter(lines: string[], from: number): boolean {
	const next = lines.slice(from).find((line) => line.trim() !== '');
	return next === undefined || /^\s{0,3}>/.test(next);
}

function withoutSignatureLine(text: string): string {
	const lines = text.split('\n');
	const at = lines.findIndex((line) => SIGNATURE_LINE.test(line.trim()));
	return (at < 0 ? lines : lines.slice(0, at)).join('\n').trim();
}
