import { invalidInput, quoted } from '../../errors';

const BEGIN = /^[ \t]*BEGIN:VCARD[ \t]*\r?$/im;
const END = /^[ \t]*END:VCARD[ \t]*\r?$/im;
/** A line of a contact's e-mail address that stands alone: `EMAIL;TYPE=INTERNET:john@contoso.com`. */
const ALONE = /^[ \t]*(?:[\w-]+\.)?EMAIL;[^:\r\n]*:/gim;
const HINT = 'Write the address itself, for example john@contoso.com.';

/**
 * Contacts (vCard, RFC 6350) as `"name" <address>`, a line each. Of several addresses the preferred one counts; where none is
 * preferred, the contact is rejected, since the others would get the message as well.
 */
export function withoutVcards(text: string, field: string): string {
	if (!/^[ \t]*(?:BEGIN:VCARD|(?:[\w-]+\.)?EMAIL;)/im.test(text)) return text;
	const [before, ...cards] = text.split(BEGIN);
	const entries = cards.map((card) => {
		const end = END.exec(card);
		return end
			? entryOf(card.slice(0, end.index), field) + card.slice(end.index + end[0].length)
			: `BEGIN:VCARD${card}`;
	});
	return [before!, ...entries].join('').replace(ALONE, '');
}

interface Property {
	name: string;
	parameters: string;
	value: string;
}

function entryOf(card: string, field: string): string {
	const properties = propertiesOf(card);
	const name = properties.find((one) => one.name === 'FN')?.value ?? '';
	const addresses = properties.filter((one) => one.name === 'EMAIL' && one.value !== '');
	const preferred = addresses.filter(({ parameters }) => /[;=,]pref\b/i.test(parameters));
	const [address, ...others] = preferred.length > 0 ? preferred : addresses;
	if (address === undefined) throw invalidInput(`${field}: the contact ${quoted(name)} has no e-mail address.`, HINT);
	if (others.length > 0)
		throw invalidInput(
			`${field}: the contact ${quoted(name)} has several e-mail addresses: ${addresses.map(({ value }) => value).join(', ')}.`,
			HINT,
		);
	const plain = address.value.replace(/^mailto:/i, '');
	return `${name === '' ? '' : `"${name.replace(/["\\]/g, '\\$&')}" `}<${plain}>`;
}

function propertiesOf(card: string): Property[] {
	const unfolded = card.replace(/=\r?\n/g, '').replace(/\r?\n[ \t]/g, '');
	return unfolded.split(/\r?\n/).flatMap((line) => {
		const [, name, parameters, value] = /^\s*(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):(.*)$/.exec(line) ?? [];
		return name === undefined
			? []
			: [{ name: name.toUpperCase(), parameters: parameters!, value: valueOf(value!, parameters!) }];
	});
}

function valueOf(written: string, parameters: string): string {
	const decoded = /quoted-printable/i.test(parameters) ? fromQuotedPrintable(written) : written;
	return decoded.replace(/\\([,;\\])/g, '$1').trim();
}

/** As version 2.1 writes names beyond ASCII. */
function fromQuotedPrintable(written: string): string {
	try {
		return decodeURIComponent(written.replace(/%/g, '%25').replace(/=([\da-f]{2})/gi, '%$1'));
	} catch {
		return written;
	}
}
