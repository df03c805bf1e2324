import { invisibleIn } from './invisible';
import { fromPunycode } from './punycode';

/** RFC 5322 §3.2.3 `atext`, and letters, marks, digits and pictures of any script (RFC 6531). */
const LOCAL = /^[\w!#$%&'*+\-/=?^`{|}~.\p{L}\p{M}\p{N}\p{Extended_Pictographic}]+$/u;
/** Letters, digits and hyphens of any script; `_` stands in names of hosts inside of companies. */
const LABEL =
	/^[\p{L}\p{N}\p{Extended_Pictographic}_](?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_·・ー-]*[\p{L}\p{M}\p{N}\p{Extended_Pictographic}])?$/u;
const LONGEST_ADDRESS = 320;
const LONGEST_DOMAIN = 253;
const LONGEST_LABEL = 63;

/** What nearly every address looks like; it needs no further look. */
const USUAL = /^[a-z\d]+(?:[._+-][a-z\d]+)*@[a-z\d]+(?:[.-][a-z\d]+)*\.[a-z]{2,}$/i;
export const isUsual = (address: string): boolean => address.length <= LONGEST_LABEL && USUAL.test(address);

/**
 * The address as it is sent: full-width letters, `＠` and `．` of an East Asian keyboard as the plain ones, letters with
 * accents in one code point, and without the full stop of the sentence that it was copied from.
 */
export function plainAddress(text: string): string {
	if (isUsual(text)) return text;
	return text
		.replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
		.normalize('NFC')
		.replace(/(?<=\.[^.@。．]+)[.。．]$/, '');
}

/** Whether Exchange and both formats can carry it: local@domain, without quotes, comments and invisible characters. */
export const canBeAddress = (address: string): boolean => problemOf(address) === undefined;

/** What keeps a text from being an address, and what to do; undefined: nothing does. */
export function problemOf(address: string): string | undefined {
	if (isUsual(address)) return undefined;
	const at = address.lastIndexOf('@');
	const local = address.slice(0, at);
	const domain = address.slice(at + 1);
	if (at < 0) return 'There is no @ in it. Write it like john@contoso.com or John Doe <john@contoso.com>.';
	if (local === '' || domain === '')
		return `There is nothing ${local === '' ? 'before' : 'behind'} the @. Write it like john@contoso.com.`;
	const invisible = invisibleIn(address);
	if (invisible)
		return (
			`There is an invisible character in it: ${invisible.name}, behind ` +
			`"${address.slice(0, invisible.at).slice(-20)}". Type the address again.`
		);
	if (address.length > LONGEST_ADDRESS) return `It is longer than ${LONGEST_ADDRESS} characters.`;
	return problemOfLocal(local) ?? problemOfDomain(domain);
}

function problemOfLocal(local: string): string | undefined {
	if (/^".*"$/.test(local)) return 'Outlook takes no quotes before the @. Write it like john@contoso.com.';
	if (local.includes(' '))
		return 'There is a space before the @. Write it like john@contoso.com or John Doe <john@contoso.com>.';
	if (local.includes('@')) return 'There is more than one @ in it. Put ; or , between addresses.';
	if (/=\?[^?]+\?[bq]\?/i.test(local)) return 'An address cannot be an encoded word. Write it like john@contoso.com.';
	if (/^['=]/.test(local))
		return `There is a ${local[0]!} in front of it, as spreadsheets and expressions have one. Leave it out.`;
	const wrong = [...local].find((char) => !LOCAL.test(char));
	if (wrong) return `There must be no ${wrong} before the @. Write it like john@contoso.com.`;
	if (/^\.|\.\.|\.$/.test(local))
		return 'The part before the @ must not begin or end with a dot, nor hold two in a row.';
	return undefined;
}

function problemOfDomain(domain: string): string | undefined {
	if (domain.startsWith('['))
		return isLiteral(domain) ? undefined : 'Between [ and ] there must be an IP address, for example john@[192.0.2.1].';
	if (domain.includes(' '))
		return 'There is a space behind the @. Put ; or , between addresses, and the name in front: John Doe <john@contoso.com>.';
	if (/[。｡]/.test(domain)) return 'Write a plain dot (.) in the part behind the @.';
	const wrong = [...domain].find((char) => !LABEL.test(char) && !/[\p{M}.·・ー-]/u.test(char));
	if (wrong) return `There must be no ${wrong} behind the @. Write it like john@contoso.com.`;
	const labels = domain.split('.');
	if (labels.includes('')) return 'The part behind the @ must not begin or end with a dot, nor hold two in a row.';
	if (labels.some((label) => !LABEL.test(label))) return 'A part of the domain must not begin or end with a hyphen.';
	if (domain.length > LONGEST_DOMAIN || labels.some((label) => label.length > LONGEST_LABEL))
		return `A domain has at most ${LONGEST_DOMAIN} characters, and ${LONGEST_LABEL} between its dots.`;
	const isPlain = /^[\x21-\x7e]*$/.test(domain);
	const isCoded = labels.every((label) => !/^xn--/i.test(label) || isCodedLabel(label));
	// A character that IDNA maps to another (™ to tm) would make another domain of it in one of the two formats.
	const isStable = domain.normalize('NFKC').toLowerCase() === domain.toLowerCase();
	return isCoded && (isPlain || (isStable && asciiDomain(domain) !== undefined))
		? undefined
		: 'The part behind the @ is not the name of a domain. Copy it again, or ask for the address.';
}

/** Punycode of letters, not of what is no letter or stands for another one. */
function isCodedLabel(label: string): boolean {
	const letters = fromPunycode(label);
	return letters !== undefined && LABEL.test(letters) && letters.normalize('NFKC').toLowerCase() === letters;
}

/** RFC 5321 §4.1.3: `[192.0.2.1]` or `[IPv6:2001:db8::1]`. */
function isLiteral(domain: string): boolean {
	const v6 = /^\[IPv6:([\da-f:.]+)\]$/i.exec(domain)?.[1];
	if (v6 !== undefined) return URL.canParse(`http://[${v6}]`);
	const octets = /^\[(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\]$/.exec(domain)?.slice(1);
	return octets !== undefined && octets.every((octet) => Number(octet) <= 255);
}

/** A domain in ASCII, with labels of other scripts as punycode (IDNA); undefined for what is no domain. */
export function asciiDomain(domain: string): string | undefined {
	// URL drops line breaks and reads on behind some characters.
	if (/[\s\p{Cc}/?#:%@\\]/u.test(domain)) return undefined;
	const url = `http://${domain}`;
	return URL.canParse(url) ? new URL(url).hostname : undefined;
}
