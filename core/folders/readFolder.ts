import { invalidField, labelOf } from '../fields/read';
import { invalidInput, quoted } from '../errors';
import { readText } from '../fields/values';
import { decoded, folderOfAddress, looksLikeId, mailboxOfAddress, toGraphId } from './folderAddress';
import { parseFolderPath } from './folderPath';
import { wellKnownName } from './wellKnown';

/**
 * Where a draft goes. `key`: a folder's id or well-known name, used without looking it up. `path`: names from the top
 * of the mailbox down.
 */
export type FolderChoice = { key: string } | { path: string[] };

/** A folder as the hosts hand it over: `mode` says how `value` is meant; without it, the value itself does. */
export interface FolderValue {
	mode?: 'list' | 'path' | 'id' | 'url';
	value: unknown;
}

/**
 * Reads the folder of an item. Both hosts have a default, so nothing at all comes from an expression. An address of another
 * mailbox than `mailbox` is rejected: the folder of that name in this one is another folder.
 */
export function readFolder(given: unknown, mailbox?: string): FolderChoice {
	const { mode, value } = isFolderValue(given) ? given : { value: given, mode: undefined };
	const text = readText(value, labelOf('folder'))?.trim() ?? '';
	if (text === '')
		throw invalidField(
			'folder',
			'it is empty.',
			'Choose a folder; if it comes from an expression, check that every item has it.',
		);
	if (mode === 'url' || (mode === undefined && /^https?:\/\//i.test(text))) {
		const key = folderOfAddress(text);
		checkSameMailbox(mailboxOfAddress(text), mailbox);
		return { key };
	}
	const id = decoded(text);
	if (mode === 'path' || (mode === undefined && wellKnownName(text) === undefined && !looksLikeId(id)))
		return { path: parseFolderPath(text) };
	return { key: looksLikeId(id) ? toGraphId(id) : text };
}

function checkSameMailbox(shown: string | undefined, mailbox: string | undefined): void {
	// An object id does not tell whose it is.
	const isKnown = mailbox === 'me' || mailbox?.includes('@');
	if (shown === undefined || !isKnown || shown.toLowerCase() === mailbox?.toLowerCase()) return;
	throw invalidField(
		'folder',
		`this is the address of a folder in the mailbox ${quoted(shown)}, but Mailbox is ${mailbox === 'me' ? 'your own' : quoted(mailbox)}.`,
		`Enter ${shown} in Mailbox, or give the address of a folder in the mailbox that is chosen there.`,
	);
}

/** For errors and results. */
export function folderText(folder: FolderChoice): string {
	return 'key' in folder ? folder.key : folder.path.join(' / ');
}

function isFolderValue(given: unknown): given is FolderValue {
	return typeof given === 'object' && given !== null && 'mode' in given && 'value' in given;
}

/** Reads the id of something in a mailbox, unchanged but for blanks around it. */
export function readId(value: unknown, label: string): string {
	const id = readText(value, label)?.trim() ?? '';
	if (id === '')
		throw invalidInput(
			`${label}: it is empty.`,
			'Take it from the step before; if it comes from an expression, check that every item has it.',
		);
	return id;
}
