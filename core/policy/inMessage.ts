import { isRecord } from '../fields/values';
import { quoted } from '../errors';
import { together, type Found } from './found';
import { inHeader, isRecipientHeader } from './headers';
import { carriesRecipients } from './properties';

/** Members of a message that hold recipients, by their names in lower case: how people call them, and whether the message goes there. */
const LISTS: Record<string, [where: string, counts: boolean]> = {
	torecipients: ['To', true],
	ccrecipients: ['Cc', true],
	bccrecipients: ['Bcc', true],
	replyto: ['Reply To', false],
};
/** Who writes, and what a message carries: messages in attachments have recipients of their own. */
const OTHERS = new Set(['from', 'sender', 'body', 'uniquebody', 'attachments', 'item', 'extensions']);

/** Everybody whom the JSON of a request names: a message, changes of one, or a message beside other members, as sendMail takes it. */
export function inMessage(body: unknown): Found {
	if (!isRecord(body)) return { named: [], unclear: [] };
	return together(...Object.entries(body).map(([name, value]) => inMember(name.toLowerCase(), value)));
}

function inMember(name: string, value: unknown): Found {
	if (OTHERS.has(name)) return { named: [], unclear: [] };
	if (/^(?:single|multi)valueextendedproperties$/.test(name)) return inProperties(value);
	if (name === 'internetmessageheaders') return inHeaders(value);
	// `toRecipients@odata.bind`: what Graph notes about a list names nobody, and what would put somebody into it is not to be read.
	const list = name.replace(/@.*$/s, '');
	if (list !== name)
		return Object.hasOwn(LISTS, list) && typeof value === 'object' && value !== null
			? { named: [], unclear: [`"${name}"`] }
			: { named: [], unclear: [] };
	const isList = Object.hasOwn(LISTS, name);
	const [where, counts] = LISTS[name] ?? [`"${name}"`, true];
	const addresses = addressesIn(value, isList);
	// A message inside of another object, as sendMail has it.
	if (addresses.length === 0 && isRecord(value) && !isList) return inMessage(value);
	return { named: addresses.map((address) => ({ address, where, counts })), unclear: [] };
}

/**
 * The addresses of Graph's recipients, also where one stands in place of a list. One without an address is `''`: Outlook looks its name
 * up. So is, in a list of recipients, what has another form.
 */
function addressesIn(value: unknown, isList: boolean): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => addressesIn(one, isList));
	const members = isRecord(value) ? membersOf(value, 'emailaddress') : [];
	if (members.length === 0) return isList && value !== undefined && value !== null ? [''] : [];
	return members.flatMap((member) => {
		const addresses = isRecord(member) ? membersOf(member, 'address') : [];
		return addresses.length === 0 ? [''] : addresses.map((address) => (typeof address === 'string' ? address : ''));
	});
}

/** All that have this name in any letter case: Graph takes one of them. */
const membersOf = (record: object, name: string): unknown[] =>
	Object.entries(record).flatMap(([key, value]) => (key.toLowerCase() === name ? [value as unknown] : []));

function inHeaders(value: unknown): Found {
	const headers = Array.isArray(value) ? value.filter(isRecord) : [];
	return together(...headers.map(({ name, value: text }) => inHeader(String(name), String(text))));
}

function inProperties(value: unknown): Found {
	const ids = (Array.isArray(value) ? value.filter(isRecord) : []).map(({ id }) => String(id));
	const unclear = ids
		.filter((id) => carriesRecipients(id, isRecipientHeader))
		.map((id) => `the extended property ${quoted(id)}`);
	return { named: [], unclear };
}
