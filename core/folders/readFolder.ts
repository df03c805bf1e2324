import { invalidField, labelOf } from '../fields/read';
import { invalidInput, quoted } from '../errors';
import { readText } from '../fields/values';
import type { Purpose } from '../graph/call';
import { decoded, folderOfAddress, looksLikeId, mailboxOfAddress, toGraphId } from './folderAddress';
import { parseFolderPath } from './folderPath';
import { inWords, wellKnownName } from './wellKnown';

/**
 * Where a draft goes. `key`: a folder's id or well-known name, used without looking it up, with its name if it was chosen from a list,
 * and the mailbox in whose list it was chosen, if that is another one.
 * `path`: names from the top of the mailbox down.
 */
export type FolderChoice = { key: string; name?: string; chosenIn?: string } | { path: string[] };

/** A folder as the hosts hand it over: `mode` says how `value` is meant; without it, the value itself does. */
export interface FolderValue {
	mode?: 'list' | 'path' | 'id' | 'url';
	value: unknown;
	/** Of a folder from the list: the way to it, as the list showed it. */
	name?: unknown;
	/** Of a folder from the list of another mailbox than the one that is chosen now: what people call that mailbox. */
	chosenIn?: string | undefined;
}

/**
 * Reads the folder of an item. Both hosts have a default, so nothing at all comes from an expression. An address of another
 * mailbox than `mailbox` is rejected: the folder of that name in this one is another folder.
 */
export function readFolder(given: unknown, mailbox?: string): FolderChoice {
	const { mode, value, name, chosenIn }: Partial<FolderValue> = isFolderValue(given) ? given : { value: given };
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
	const key = looksLikeId(id) ? toGraphId(id) : text;
	if (mode !== 'list' || typeof name !== 'string' || name.trim() === '') return { key };
	return { key, name: name.trim(), ...(chosenIn === undefined ? {} : { chosenIn }) };
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

/** For errors and results: the name, as far as it is known. */
export function folderText(folder: FolderChoice): string {
	return 'key' in folder ? (folder.name ?? inWords(folder.key)) : folder.path.join(' / ');
}

/** What errors about a folder need to know of it. */
export const folderFacts = (folder: FolderChoice): Pick<Purpose, 'folderId' | 'chosenIn'> & { folder: string } => ({
	folder: folderText(folder),
	...chosenIn(folder),
	...('key' in folder && folder.name !== undefined ? { folderId: folder.key } : {}),
});

/** The other mailbox in whose list it was chosen, if there is one. */
export const chosenIn = (folder: FolderChoice): Pick<Purpose, 'chosenIn'> =>
	'key' in folder && folder.chosenIn !== undefined ? { chosenIn: folder.chosenIn } : {};

/** What tells folders apart: one that was chosen from a list is the same as one that was given by its id. */
export const folderIdentity = (folder: FolderChoice): FolderChoice => ('key' in folder ? { key: folder.key } : folder);

function isFolderValue(given: unknown): given is FolderValue {
	return typeof given === 'object' && given !== null && 'mode' in given && 'value' in given;
}

/** Reads the id of something in a mailbox, unchanged but for spaces around it. */
export function readId(value: unknown, label: string): string {
	const id = readText(value, label)?.trim() ?? '';
	if (id === '')
		throw invalidInput(
			`${label}: it is empty.`,
			'Take it from an earlier step; if it comes from an expression, check that every item has it.',
		);
	return id;
}
