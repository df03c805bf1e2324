import { FlatTextBuilder } from './flatText';

/** Schemes of addresses that a value may bring along. */
const SAFE = new Set('http https mailto tel sms sip sips callto ftp ftps msteams webcal xmpp geo'.split(' '));
/** Schemes that run something; no value goes into such an address. */
const ACTIVE = new Set('javascript vbscript livescript data blob file filesystem mocha jar'.split(' '));
/** They take people and numbers in place of a path. */
const OF_PEOPLE = new Set('mailto tel sms sip sips callto xmpp'.split(' '));

const schemeOf = (address: string) => /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
/** Browsers pass over these at the start and, some of them, in between. */
const seen = (address: string) => address.replace(/[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu, '');

/** The text of an attribute's value as it is written in HTML. */
export function decodedHtml(html: string): string {
	const flat = new FlatTextBuilder();
	flat.addHtml(html, 0);
	return flat.text;
}

/** A value as it stands in an address behind `before`: it stays one part of the address, whatever it holds. */
export function inAddress(before: string, value: string): string {
	const text = value.trim();
	if (before.trim() === '') return whole(text);
	const scheme = schemeOf(seen(before));
	// `https://{{Site}}`: what is filled in is all the rest of an address.
	if (/^https?:\/\/$/i.test(seen(before))) return unbroken(text);
	if (/[?#]/.test(before)) return escaped(text, '');
	return escaped(text, scheme !== undefined && OF_PEOPLE.has(scheme) ? '@+,;' : '/:+,;');
}

/**
 * Editors put `http://` or `mailto:` before what someone enters as a link. A value that brings its own along takes the place of that
 * one.
 */
export const bringsScheme = (before: string, value: string): boolean =>
	/^(?:https?:\/\/|mailto:)$/i.test(seen(before)) && /^(?:https?:\/\/|mailto:)[^/\s]/i.test(seen(value));

/** Editors end an address without a path with a slash. Behind a value with a path it would lead elsewhere. */
export const isIdleSlash = (before: string, rest: string): boolean =>
	rest === '/' && !/^https?:\/\/[^/?#]*$/i.test(before);

/** Nothing in it ends the address. */
const unbroken = (text: string) => text.replace(/[\s"'<>`\\^{}|\p{Cc}]/gu, (character) => encoded(character));

/** A value that is the whole address, or its beginning. */
function whole(text: string): string {
	const address = unbroken(text);
	if (schemeOf(seen(text)) === undefined || /^[\w-]+(?:\.[\w-]+)+:\d/.test(text)) {
		if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return `mailto:${address}`;
		if (/^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[:/?#]|$)/u.test(text)) return `https://${address}`;
	}
	return address;
}

/** Escapes that a value has already stay. */
const escaped = (text: string, kept: string) =>
	[...text.matchAll(/%[0-9a-f]{2}|[^]/giu)]
		.map(({ 0: one }) => (one.length === 3 && one.startsWith('%') ? one : kept.includes(one) ? one : encoded(one)))
		.join('');

/** Half a character has no bytes. */
const encoded = (character: string) =>
	/\p{Surrogate}/u.test(character) ? '' : encodeURIComponent(character).replace(/'/g, '%27');

/**
 * Whether an address that was filled in leads somewhere, and runs nothing. `given`: what stands in the template before the first
 * placeholder, whose scheme is the author's.
 */
export function isSafeAddress(address: string, given: string): boolean {
	const scheme = schemeOf(seen(address));
	const own = schemeOf(seen(given));
	if (own !== undefined) return !ACTIVE.has(own);
	if (scheme !== undefined) return SAFE.has(scheme);
	const rest = seen(address);
	if (seen(given) !== '') return true;
	return rest === '' || /^[#?/]/.test(rest);
}
