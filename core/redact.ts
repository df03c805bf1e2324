/** Names of members, parameters and headers whose value is a secret, in each spelling: `client_secret`, `clientSecret`, `client-secret`. */
const SECRETS = [
	'client[_-]?secret',
	'client[_-]?assertion',
	'(?:refresh|access|id|auth|bearer|session|sas)[_-]?token',
	'token',
	'assertion',
	'(?:device|user|auth|authorization)[_-]?code',
	'code[_-]?verifier',
	'code',
	'authtoken',
	'(?:private|api|access|subscription)[_-]?key',
	'secret',
	'sig',
	'signature',
	'password',
	'passwd',
	'pwd',
	'username[_-]?password',
	'cookie',
].join('|');
/** Quotes as they are, escaped in JSON (even twice), or encoded in an address. */
const QUOTE = String.raw`(?:\\*["']|%22|%27|&quot;)?`;
const NAMED = new RegExp(
	String.raw`((?:(?<=%[0-9A-F]{2})|(?<![\w-]))(?:${SECRETS})${QUOTE}\s*(?:[=:]|%3D|%3A|=&gt;|=>)\s*)(?:(\\*")(?:(?!\2)[^\r\n])*\2|(%22)(?:(?!%22)\S)*%22|'[^'\r\n]*'|[^\s"'&,;}<%\\]+)`,
	'gi',
);
/** `<client_secret>abc</client_secret>` */
const ELEMENT = new RegExp(String.raw`(<(${SECRETS})\b[^>]*>)[^<]+`, 'gi');
/** `{"name": "client_secret", "value": "abc"}` */
const PAIR = new RegExp(String.raw`((["'])(?:${SECRETS})\2\s*,\s*(["'])value\3\s*:\s*)(["'])(?:(?!\4).)*\4`, 'gi');

/** Nobody reads more, and reading costs time. */
const MOST = 10_000;

/** Removes what may never be shown from a text that someone else wrote: tokens, secrets, keys, pre-authorised addresses. */
export function redact(text: string): string {
	return (
		text
			.slice(0, MOST)
			.replace(/-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, '(private key)')
			.replace(/\beyJ[\w-]+(?:\.|%2E)[\w-]+(?:(?:\.|%2E)[\w-]*)*/gi, '(token)')
			.replace(/\b(Bearer)(?:\s|%20|\+)+[\w.~+/-]{8,}=*/gi, '$1 (token)')
			.replace(/\b(authorization["']?\s*[:=]\s*["']?)(Basic|Digest)\s+[^"'\r\n]+/gi, '$1$2 (token)')
			.replace(PAIR, '$1$4(removed)$4')
			.replace(ELEMENT, '$1(removed)')
			.replace(
				NAMED,
				(_all, before: string, quote: string | undefined, encoded: string | undefined) =>
					`${before}${quote ?? encoded ?? ''}(removed)${quote ?? encoded ?? ''}`,
			)
			// The value of a client secret as Entra makes them, wherever it stands.
			.replace(/[\w.~-]{3}\dQ~[\w.~-]{20,}/g, '(secret)')
			// Anything else that is as long as a token. Ids of messages begin with AAMk or the like, so they stay.
			.replace(/(?<![\w+/=.~%-])(?!A[AQ][MAQ]k)(?=[A-Za-z]*\d)[\w+/=.~%-]{100,}/g, '(removed)')
	);
}

/** One line of at most 300 characters, without secrets. */
export function shortened(text: string): string {
	return redact(text).replace(/\s+/g, ' ').trim().slice(0, 300);
}
