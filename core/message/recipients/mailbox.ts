import { invalidInput } from '../../errors';
import { invisibleIn, trimInvisible } from './invisible';
import { readRecipients } from './read';

/**
 * The name of a mailbox in Graph's paths: an object id or `me` as it is, an address as it is read among recipients, so that
 * `John Doe <john@contoso.com>`, a copied link or an address with invisible characters around it will do. Undefined: none.
 */
export function readMailboxAddress(text: string, field: string): string | undefined {
	const mailbox = trimInvisible(text);
	if (!/[@＠]/.test(mailbox))
		return mailbox === '' || mailbox.includes(' ') || invisibleIn(mailbox) ? undefined : mailbox;
	const found = readRecipients(mailbox, field);
	if (found.length > 1) throw invalidInput(`${field}: only one address is possible.`, 'Remove the others.');
	return found[0]?.emailAddress.address;
}
