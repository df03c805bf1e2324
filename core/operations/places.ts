import { invalidInput, quoted } from '../errors';
import { readText } from '../message/values';

/** Reads the mailbox of an item: `me`, an object id, a UPN or an SMTP address. */
export function readMailbox(value: unknown): string {
	const mailbox = readText(value, 'Mailbox')?.trim() ?? '';
	if (mailbox === '') {
		throw invalidInput('Mailbox: it is empty.', 'Choose "My mailbox" or enter an address such as support@contoso.com; if it comes from an expression, check that every item has it.');
	}
	if (/[\s\p{Cc}]/u.test(mailbox)) {
		throw invalidInput(`Mailbox: ${quoted(mailbox)} is not an address or id.`, 'Use one address without blanks, for example support@contoso.com.');
	}
	return mailbox.toLowerCase() === 'me' ? 'me' : mailbox;
}

/** Reads the folder of an item: a folder id or a well-known name. Both hosts have a default, so nothing at all comes from an expression. */
export function readFolder(value: unknown): string {
	const folder = readText(value, 'Folder')?.trim() ?? '';
	if (folder === '') throw invalidInput('Folder: it is empty.', 'Choose a folder; if it comes from an expression, check that every item has it.');
	return folder;
}

/** Reads the id of something in a mailbox, unchanged but for blanks around it. */
export function readId(value: unknown, label: string): string {
	const id = readText(value, label)?.trim() ?? '';
	if (id === '') throw invalidInput(`${label}: it is empty.`, 'Take it from the step before; if it comes from an expression, check that every item has it.');
	return id;
}
