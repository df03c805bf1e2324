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
	const [where, counts] = LISTS[name] ?? [`"${name}"`, true];
	const addresses = addressesIn(value);
	// A message inside of another object, as sendMail has it.
	if (addresses.length === 0 && isRecord(value) && !Object.hasOwn(LISTS, name)) return inMessage(value);
	return { named: addresses.map((address) => ({ address, where, counts })), unclear: [] };
}

/**
 * The addresses of Graph's recipients, also where one stands in place of a list. One without an address is `''`: Outlook looks its name
 * up.
 */
function addressesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(addressesIn);
	if (!isRecord(value)) return [];
	const member = Object.entries(value).find(([name]) => name.toLowerCase() === 'emailaddress')?.[1];
	if (member === undefined) return [];
	const address = isRecord(member)
		? Object.entries(member).find(([name]) => name.toLowerCase() === 'address')?.[1]
		: undefined;
	return [typeof address === 'string' ? address : ''];
}

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
