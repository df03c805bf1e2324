import { quoted } from '../errors';
import { invalidField, labelOf } from '../fields/read';
import { readText } from '../fields/values';
import { readMailboxAddress, showInvisible, trimInvisible } from './recipients';

/** Reads the mailbox of an item: `me`, an object id, a UPN or an SMTP address, in any form that recipients have. */
export function readMailbox(value: unknown): string {
	const text = readText(value, labelOf('mailbox')) ?? '';
	const mailbox = readMailboxAddress(text, labelOf('mailbox'));
	if (mailbox === undefined && trimInvisible(text) === '') {
		throw invalidField(
			'mailbox',
			'it is empty.',
			'Choose "My mailbox" or enter an address such as support@contoso.com; if it comes from an expression, check that every item has it.',
		);
	}
	if (mailbox === undefined) {
		throw invalidField(
			'mailbox',
			`${quoted(showInvisible(text))} is not an address or id.`,
			'Use one address without spaces or invisible characters, for example support@contoso.com.',
		);
	}
	return mailbox.toLowerCase() === 'me' ? 'me' : mailbox;
}
