import type { MailFolder } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { DraftError } from '../errors';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath } from '../graph/paths';
import { listFolders } from '../places/loadFolders';
import { alwaysOwn, wellKnownByWords } from '../places/wellKnown';
import type { FolderChoice } from './places';

/** Look-ups of one run: items for the same path, also those under way at the same time, share one. A run has one account object. */
const lookUps = new WeakMap<Account, Map<string, Promise<string>>>();

/**
 * The id or well-known name of a folder; asks Graph only for a path. The first name of a path is a display name in the
 * mailbox's own language, or one of Outlook's own folders in English. With `create`, what is missing is made.
 */
export async function findFolder(
	graph: Graph,
	account: Account,
	mailbox: string,
	choice: FolderChoice,
	create: boolean,
): Promise<string> {
	if ('key' in choice) return choice.key;
	const ofRun = lookUps.get(account) ?? new Map<string, Promise<string>>();
	lookUps.set(account, ofRun);
	const key = JSON.stringify([mailbox.toLowerCase(), choice.path, create]);
	const known = ofRun.get(key);
	if (known) return await known;
	const lookUp = followPath({ graph, account, mailbox, path: choice.path, create });
	ofRun.set(key, lookUp);
	return await lookUp.catch((reason: unknown) => {
		ofRun.delete(key);
		throw reason;
	});
}

interface Search {
	graph: Graph;
	account: Account;
	mailbox: string;
	path: string[];
	create: boolean;
}

async function followPath(search: Search): Promise<string> {
	const [first = '', ...rest] = search.path;
	const own = alwaysOwn(first);
	let parent = own ?? '';
	// Nothing has to be looked for in a folder that was made a moment ago.
	let isNew = false;
	for (const [depth, name] of (own === undefined ? [first, ...rest] : rest).entries()) {
		const siblings = isNew ? [] : await childrenOf(search, parent);
		const found = byName(siblings, name);
		const isTop = own === undefined && depth === 0;
		const instead = isTop ? wellKnownByWords(name) : undefined;
		if (found !== undefined || instead !== undefined) {
			parent = found ?? instead!;
		} else if (search.create) {
			({ id: parent, isNew } = await makeFolder(search, parent, name));
		} else {
			throw notFound(search, name, depth + (own === undefined ? 0 : 1), siblings);
		}
	}
	return parent;
}

const addressOf = (mailbox: string, parent: string) =>
	`${mailboxPath(mailbox)}/mailFolders${parent === '' ? '' : `/${encodeSegment(parent)}/childFolders`}`;

/** Hidden ones too: a path is written, not chosen, and their names are taken. */
async function childrenOf({ graph, account, mailbox }: Search, parent: string): Promise<MailFolder[]> {
	return await listFolders({ graph, account, mailbox, hidden: true }, addressOf(mailbox, parent));
}

/** Exchange keeps names apart by more than letter case, so the exact one is preferred. */
function byName(folders: MailFolder[], wanted: string): string | undefined {
	const same = (text: string) => text.normalize('NFC').trim();
	const alike = folders.filter(
		({ displayName }) => same(displayName ?? '').toLowerCase() === same(wanted).toLowerCase(),
	);
	return (alike.find(({ displayName }) => same(displayName ?? '') === same(wanted)) ?? alike[0])?.id;
}

async function makeFolder(search: Search, parent: string, name: string): Promise<{ id: string; isNew: boolean }> {
	const { graph, mailbox } = search;
	const made = await graph
		.json<MailFolder>({
			method: 'POST',
			path: addressOf(mailbox, parent),
			headers: { 'Content-Type': 'application/json' },
			body: { displayName: name },
			// A second try finds the folder that the first one made.
			purpose: {
				task: `create the folder "${name}"`,
				mailbox,
				folder: name,
				repeat: 'safe',
				permission: 'Mail.ReadWrite',
			},
		})
		.catch((reason: unknown) => {
			// Another run was faster, or an answer was lost.
			if (reason instanceof DraftError && reason.code === 'ErrorFolderExists') return undefined;
			throw reason;
		});
	if (made?.id) return { id: made.id, isNew: true };
	const existing = byName(await childrenOf(search, parent), name);
	if (existing !== undefined) return { id: existing, isNew: false };
	throw new DraftError(
		'ErrorFolderExists',
		`Folder: "${name}" could not be created: Outlook says that it exists, but does not list it.`,
		{ hint: 'A search folder of that name may be in the way. Use another name, or choose the folder from the list.' },
	);
}

function notFound({ path }: Search, name: string, depth: number, siblings: MailFolder[]): DraftError {
	const where = depth === 0 ? 'at the top of the mailbox' : `in "${path.slice(0, depth).join(' / ')}"`;
	const names = siblings.filter(({ isHidden }) => !isHidden).map(({ displayName }) => displayName ?? '');
	const list = names.length > 10 ? `${names.slice(0, 10).join(', ')}, and ${names.length - 10} more` : names.join(', ');
	const there = names.length > 0 ? `There are: ${list}.` : 'It has no folders.';
	return new DraftError('FolderNotFound', `Folder: there is no "${name}" ${where}.`, {
		hint: `${there} Check the name, or switch on Create Folders.`,
	});
}
