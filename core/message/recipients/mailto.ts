import { invalidInput, quoted } from '../../errors';

/** The query ends where an address may begin: at a space or a separator with a space behind it. Words of a subject belong to it. */
const MAILTO =
	/(?<![\p{L}\p{N}_.+=&%/-])mailto:\s*(?:\/\/)?([^?\s<>"'()[\]|;，；]*)(\?(?:[^\s<>"')\]|;,，；]|[;,](?!\s|$))*(?: +[^\s<>@;,:"'|]+(?![^\s;,|]))*)?/giu;
/** What an address in a link may not turn into when it is decoded: it would be taken for a separator or a name. */
const SPECIAL = /[\s,;:<>()[\]"\\\p{Cc}]/u;

/**
 * Copied links (RFC 6068) as the addresses that they name: `mailto:a@x.com,b@x.com?subject=Hi`, percent-encoded, in `to=`.
 * A link that names copies is rejected, since dropping them would lose people and adding them would show a Bcc.
 */
export function withoutMailto(text: string, field: string): string {
	if (!/mailto:/i.test(text)) return text;
	return withoutRepeated(text).replace(MAILTO, (link: string, path: string, query: string | undefined) => {
		const to = [path, ...queryOf(link, query, field)].flatMap((list) => list.split(','));
		const addresses = to.map((one) => decodedAddress(one.trim(), link, field)).filter((one) => one !== '');
		if (addresses.length === 0 || addresses.some((address) => !address.includes('@')))
			throw invalidInput(
				`${field}: the link ${quoted(link)} contains no e-mail address.`,
				'Write the address itself, for example john@contoso.com.',
			);
		// `mailto:a@x.com, mailto:b@x.com`: the comma behind a link divides it from the next one.
		return addresses.join(',') + (query === undefined && path.endsWith(',') ? ',' : '');
	});
}

/** Outlook writes `john@contoso.com<mailto:john@contoso.com>` into plain text, also inside of brackets. */
function withoutRepeated(text: string): string {
	return text.replace(/<\s*mailto:([^<>]*)>/gi, (link: string, target: string, at: number) => {
		const before = text
			.slice(Math.max(0, at - 400), at)
			.trimEnd()
			.toLowerCase();
		return target.includes('@') && before.endsWith(target.trim().toLowerCase()) ? '' : link;
	});
}

/** The addresses in `to=`; subject and body have fields of their own and are left out. */
function queryOf(link: string, query: string | undefined, field: string): string[] {
	const parts = (query ?? '')
		.slice(1)
		.split('&')
		.map((part) => /^([^=]*)=?(.*)$/s.exec(part)!);
	const copies = parts.find(([, name, value]) => /^b?cc$/i.test(name!) && value !== '');
	if (copies)
		throw invalidInput(
			`${field}: the link ${quoted(link)} also names ${copies[1]!.toLowerCase() === 'cc' ? 'Cc' : 'Bcc'}.`,
			`Put ${quoted(decoded(copies[2]!))} into the field ` +
				`${copies[1]!.toLowerCase() === 'cc' ? 'Cc' : 'Bcc'}, and only the other addresses into ${field}.`,
		);
	const unclear = parts.find(([, name, value]) => !/^to$/i.test(name!) && /(?:[,;]|[^\p{ASCII}]).*@/u.test(value!));
	if (unclear)
		throw invalidInput(
			`${field}: in ${quoted(link)} it is not clear where the link ends and the next address begins.`,
			'Put a space behind the ; or , between addresses, or leave out the ? and what follows it.',
		);
	return parts.filter(([, name]) => /^to$/i.test(name!)).map(([, , value]) => value!);
}

function decodedAddress(text: string, link: string, field: string): string {
	const address = decoded(text).trim();
	// Some programs put a whole `John <john@contoso.com>` into a link.
	if (/^[^<>]*<[^<>]*>$/.test(address)) return address;
	if (address === text || !SPECIAL.test(address)) return address;
	throw invalidInput(
		`${field}: ${quoted(address)} in the link ${quoted(link)} is not an e-mail address.`,
		'Write the address itself, for example john@contoso.com.',
	);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
