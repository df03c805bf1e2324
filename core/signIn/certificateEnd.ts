interface Element {
	tag: number;
	content: Uint8Array;
}

/**
 * When an X.509 certificate ends, in milliseconds since 1970, from its PEM text (RFC 5280 §4.1: version, serial number, algorithm,
 * issuer, validity). Undefined for what is none.
 */
export function certificateEnd(pem: string): number | undefined {
	const [, text] = /-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/.exec(pem) ?? [];
	if (text === undefined) return undefined;
	const base64 = text.replace(/\\[rn]/g, '').replace(/\s+/g, '');
	try {
		const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
		const [certificate] = elements(bytes);
		const [toBeSigned] = elements(certificate!.content);
		const members = elements(toBeSigned!.content).filter(({ tag }) => tag !== EXPLICIT_VERSION);
		return timeOf(elements(members[3]!.content)[1]!);
	} catch {
		return undefined;
	}
}

/** `[0]`, which certificates of version 1 do not have. */
const EXPLICIT_VERSION = 0xa0;
const UTC_TIME = 0x17;

/** The elements of DER that stand one after the other. Throws where they are cut off. */
function elements(bytes: Uint8Array): Element[] {
	const found: Element[] = [];
	let at = 0;
	while (at < bytes.length) {
		const tag = bytes[at]!;
		const first = bytes[at + 1]!;
		const long = first < 0x80 ? 0 : first & 0x7f;
		const length = long === 0 ? first : bytes.slice(at + 2, at + 2 + long).reduce((sum, byte) => sum * 256 + byte, 0);
		const start = at + 2 + long;
		if (!(start + length <= bytes.length)) throw new RangeError('cut off');
		found.push({ tag, content: bytes.slice(start, start + length) });
		at = start + length;
	}
	return found;
}

/** `YYMMDDhhmmssZ` or `YYYYMMDDhhmmssZ`; two digits from 50 on are of the last century (RFC 5280 §4.1.2.5.1). */
function timeOf({ tag, content }: Element): number | undefined {
	const text = String.fromCharCode(...content);
	const full = tag === UTC_TIME ? `${text.slice(0, 2) < '50' ? '20' : '19'}${text}` : text;
	const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? [];
	const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return Number.isNaN(time) ? undefined : time;
}
