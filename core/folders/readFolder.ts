import { invalidInput } from '../errors';
import { invalidField, labelOf } from '../fields/read';
import { readText } from '../fields/values';
import { decoded, folderOfAddress, looksLikeId, toGraphId } from './folderAddress';
import { parseFolderPath } from './folderPath';
import { wellKnownName } from './wellKnown';

/** Where a draft goes. `key`: a folder's id or well-known name, used without looking it up. `path`: names from the top of the mailbox down. */
export type FolderChoice = { key: string } | { path: string[] };

/** A folder as the hosts hand it over: `mode` says how `value` is meant; without it, the value itself does. */
export interface FolderValue {
	mode?: 'list' | 'path' | 'id' | 'url';
	value: unknown;
}

/** Reads the folder of an item. Both hosts have a default, so nothing at all comes from an expression. */
export function readFolder(given: unknown): FolderChoice {
	const { mode, value } = isFolderValue(given) ? given : { value: given, mode: undefined };
	const text = readText(value, labelOf('folder'))?.trim() ?? '';
	if (text === '')
		throw invalidField(
			'folder',
			'it is empty.',
			'Choose a folder; if it comes from an expression, check that every item has it.',
		);
	if (mode === 'url' || (mode === undefined && /^https?:\/\//i.test(text))) return { key: folderOfAddress(text) };
	const id = decoded(text);
	if (mode === 'path' || (mode === undefined && wellKnownName(text) === undefined && !looksLikeId(id)))
		return { path: parseFolderPath(text) };
	return { key: looksLikeId(id) ? toGraphId(id) : text };
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
