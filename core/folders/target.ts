import type { MailFolder } from '@microsoft/microsoft-graph-types';

import { deletingNotAllowed, type Account } from '../account';
import { DraftError } from '../errors';
import { readAll } from '../graph/batch';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath, withQuery } from '../graph/paths';
import { inWords, wellKnownName } from './wellKnown';

/**
 * A folder into which the account may put messages. Only `checkTarget` makes one, so nothing is moved into a folder
 * that was not checked.
 */
export interface Target {
	/** Id or well-known name. */
	readonly key: string;
	/** What people call it; the id where no name is known. */
	readonly name: string;
	readonly isChecked: true;
}

/** Exchange's names of the folders for what is deleted, in the mailbox and in its archive. */
const THROWN_AWAY = /^(archive)?(deleteditems|recoverableitems\w*)$/i;
/** Exchange nests folders up to 300 deep. */
const DEEPEST = 300;

/** What was found out in one run, which has one account object. */
const known = new WeakMap<Account, Map<string, Promise<Place>>>();

/** Where a folder lies. */
interface Place {
	isForDeleted: boolean;
	name?: string | undefined;
}

const target = (key: string, name: string): Target => ({ key, name, isChecked: true });

/**
 * Rejects a folder that is, or lies below, Deleted Items or the recoverable items, unless the account may delete: to put a message
 * there is to delete it. `folder` is an id or a well-known name. Asks Graph only about ids, once a run, and never where the account
 * may delete.
 */
export async function checkTarget(
	graph: Graph,
	account: Account,
	mailbox: string,
	folder: string,
	name = inWords(folder),
	chosen: Pick<Purpose, 'chosenIn'> = {},
): Promise<Target> {
	if (account.limits.allowDeleting) return target(folder, name);
	const isId = wellKnownName(folder) === undefined && !THROWN_AWAY.test(folder.trim());
	const place = isId
		? await onceARun(
				account,
				mailbox,
				folder,
				async () => await placeOf(graph, { mailbox, folder: name, folderId: folder, ...chosen }),
			)
		: { isForDeleted: THROWN_AWAY.test(folder.trim()) };
	const shown = name === folder ? (place.name ?? name) : name;
	if (!place.isForDeleted) return target(folder, shown);
	throw deletingNotAllowed(
		`The folder "${shown}" is, or is inside, a folder for deleted messages: what is put there counts as deleted.`,
	);
}

/** For a folder that lies below one that was checked, and is no place for deleted messages itself. */
export const targetBelow = (_parent: Target, folder: string, name: string): Target => target(folder, name);

async function onceARun(account: Account, mailbox: string, folder: string, ask: () => Promise<Place>): Promise<Place> {
	const ofRun = known.get(account) ?? new Map<string, Promise<Place>>();
	known.set(account, ofRun);
	const key = JSON.stringify([mailbox.toLowerCase(), folder]);
	const asked = ofRun.get(key) ?? ask();
	ofRun.set(key, asked);
	return await asked.catch((reason: unknown) => {
		ofRun.delete(key);
		throw reason;
	});
}

/**
 * Whether a folder lies outside of what a person sees as folders, or in Deleted Items. One that does not exist is for
 * the next request to reject.
 */
async function placeOf(
	graph: Graph,
	asked: Pick<Purpose, 'mailbox' | 'folder' | 'chosenIn'> & { folderId: string },
): Promise<Place> {
	const { mailbox, folderId: id } = asked;
	const purpose: Purpose = { task: 'find out where the folder is', ...asked, repeat: 'safe' };
	const read = async (...folders: string[]) =>
		await readAll<MailFolder>(
			graph,
			folders.map((folder) =>
				withQuery(`${mailboxPath(mailbox)}/mailFolders/${encodeSegment(folder)}`, {
					$select: 'id,displayName,parentFolderId',
				}),
			),
			purpose,
		);
	const [top, bin, folder] = await read('msgfolderroot', 'deleteditems', id);
	if (!top?.id || !bin?.id)
		throw new DraftError('FolderNotFound', 'Folder: we could not find out whether it is inside Deleted Items.', {
			hint: 'Choose a folder by its path, beginning with Inbox or Drafts.',
		});
	const place = (isForDeleted: boolean): Place => ({ isForDeleted, name: folder?.displayName ?? undefined });
	let here: MailFolder | undefined = folder;
	for (let depth = 0; here && depth < DEEPEST; depth++) {
		if (here.id === bin.id) return place(true);
		if (here.id === top.id || here.parentFolderId === top.id) return place(false);
		// The recoverable items lie beside the folders that a person sees, and end in a folder without a parent.
		if (!here.parentFolderId || here.parentFolderId === here.id) return place(true);
		[here] = await read(here.parentFolderId);
		if (!here) return place(true);
	}
	return place(here !== undefined);
}
