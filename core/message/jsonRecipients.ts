import { invalidField } from '../fields/read';
import { invalidInput, quoted } from '../errors';
import { readRecipients } from './recipients';

interface Given {
	emailAddress?: { address?: string | null; name?: string | null } | null;
}

/** One address and nothing else. Exchange's own (`/o=ExchangeLabs/…`) come with messages that were read. */
const PLAIN = /^(?:[^\s@<>,;:"'()[\]\\]+@[^\s@<>,;:"'()[\]\\]+|\/o=.+)$/i;

/**
 * Recipients of a message given as JSON: those that are plain addresses stay as they are. Where several stand in one
 * address, or a name with it, they are read as those of the field are; what is no address is rejected by name.
 */
export function completedRecipients(list: unknown[], path: string): unknown[] {
	return list.flatMap((one, index) => completed(one as Given, `${path}[${index}]`));
}

/** The same for a member that takes one. */
export function completedRecipient(one: unknown, path: string): unknown {
	const [first, ...others] = completed(one as Given, path);
	if (others.length > 0) throw invalidField('messageJson', `"${path}" takes one address only.`, 'Remove the others.');
	return first;
}

function completed(given: Given, path: string): unknown[] {
	const { address, name } = given.emailAddress ?? {};
	if (typeof address !== 'string' || PLAIN.test(address)) return [given];
	const field = `Message JSON: "${path}.emailAddress.address"`;
	const read = readRecipients(address, field);
	if (read.length === 0)
		throw invalidInput(`${field} is empty.`, 'Write one e-mail address, such as john@contoso.com.');
	if (!name) return read;
	if (read.length > 1)
		throw invalidInput(
			`${field} holds several addresses (${quoted(address)}) for one name.`,
			'Write one recipient for each address.',
		);
	return [{ emailAddress: { ...read[0]!.emailAddress, name } }];
}
