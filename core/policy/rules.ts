import { asciiDomain, canBeAddress } from '../message/recipients';

/** One entry of Allowed Recipients. */
export interface Rule {
	/** The part before the @; undefined: anything. */
	local: string | undefined;
	/** In ASCII and lower case. */
	domain: string;
	/** `*@*.contoso.com`: the domains below it, and not the domain itself. */
	isBelow: boolean;
}

/** Reads `john@contoso.com`, `*@contoso.com`, `@contoso.com` or `*@*.contoso.com`; undefined for anything else. */
export function readRule(text: string): Rule | undefined {
	const [, local = '', below, domain = ''] = /^([^@]*)@(\*\.)?([^@]+)$/.exec(text) ?? [];
	const isAnyone = local === '*' || local === '';
	if (below !== undefined && !isAnyone) return undefined;
	const parts = partsOf(`${isAnyone ? 'anyone' : local}@${domain}`);
	if (!parts || /\*/.test(local.replace(/^\*$/, ''))) return undefined;
	return { local: isAnyone ? undefined : parts.local, domain: parts.domain, isBelow: below !== undefined };
}

/** Whether one of the rules names this address. What is no plain address is named by none. */
export function isNamed(address: string, rules: Rule[]): boolean {
	const parts = partsOf(address);
	if (!parts) return false;
	return rules.some(({ local, domain, isBelow }) =>
		isBelow
			? parts.domain.endsWith(`.${domain}`) && !leadsElsewhere(parts.local)
			: parts.domain === domain && (local === undefined ? !leadsElsewhere(parts.local) : local === parts.local),
	);
}

/**
 * Addresses of a domain that Exchange or another server may send on to another one: encapsulated addresses
 * (`IMCEASMTP-evil+40example+2Ecom@contoso.com`), the percent hack and paths (`evil%example.com@contoso.com`, `example.com!evil@…`).
 */
const leadsElsewhere = (local: string): boolean => /[%!/@"\\:=]|^imcea/i.test(local);

/** The address in the one spelling in which addresses are compared; undefined for what Exchange might read in another way. */
export function comparable(address: string): string | undefined {
	const parts = partsOf(address);
	return parts && `${parts.local}@${parts.domain}`;
}

/** `K` (Kelvin) and `İ` turn into letters of ASCII in lower case, and are others all the same. */
const lower = (text: string) =>
	text.replace(/\p{Lu}/gu, (letter) => {
		const small = letter.toLowerCase();
		return /^[A-Z]$/.test(letter) || !/\p{ASCII}/u.test(small) ? small : letter;
	});

function partsOf(address: string): { local: string; domain: string } | undefined {
	if (!canBeAddress(address)) return undefined;
	const at = address.lastIndexOf('@');
	const local = address.slice(0, at);
	const written = address.slice(at + 1);
	// What stands for another letter may be taken for it, or not.
	if (/[。．｡]/.test(written) || written.normalize('NFKC') !== written || local.normalize('NFC') !== local)
		return undefined;
	const domain = /^[\x21-\x7e]+$/.test(written) ? lower(written) : asciiDomain(written);
	return domain === undefined ? undefined : { local: lower(local), domain };
}
