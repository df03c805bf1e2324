import type { MailFolder } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { DraftError } from '../errors';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath } from '../graph/paths';
import { listFolders } from './loadFolders';
import { checkTarget, targetBelow, type Target } from './target';
import { alwaysOwn, wellKnownByWords } from './wellKnown';
import { chosenIn, type FolderChoice } from './readFolder';

interface Search {
	graph: Graph;
	account: Account;
	mailbox: string;
	path: string[];
	/** Make what is missing. */
	create: boolean;
	/** A message is put there: reject folders for deleted messages, unless the account may delete. */
	isTarget: boolean;
}

interface Found {
	id: string;
	/** Of a search for a target. */
	target: Target | undefined;
}

/** Look-ups of one run: items for the same path, also those under way at the same time, share one. A run has one account object. */
const lookUps = new WeakMap<Account, Map<string, Promise<Found>>>();

/**
 * The id or well-known name of a folder that is read; asks Graph only for a path. The first name of a path is a display name in the
 * mailbox's own language, or one of Outlook's own folders in English.
 */
export async function findFolder(
	graph: Graph,
	account: Account,
	mailbox: string,
	choice: FolderChoice,
): Promise<string> {
	if ('key' in choice) return choice.key;
	return (await lookUp({ graph, account, mailbox, path: choice.path, create: false, isTarget: false })).id;
}

/**
 * Like `findFolder`, for a folder into which a message is put: one for deleted messages is rejected, unless the account may delete.
 * With `create`, what is missing of a path is made.
 */
export async function findTarget(
	graph: Graph,
	account: Account,
	mailbox: string,
	choice: FolderChoice,
	create: boolean,
): Promise<Target> {
	if ('key' in choice) return await checkTarget(graph, account, mailbox, choice.key, choice.name, chosenIn(choice));
	return (await lookUp({ graph, account, mailbox, path: choice.path, create, isTarget: true })).target!;
}

async function lookUp(search: Search): Promise<Found> {
	const { account, mailbox, path, create, isTarget } = search;
	const ofRun = lookUps.get(account) ?? new Map<string, Promise<Found>>();
	lookUps.set(account, ofRun);
	const key = JSON.stringify([mailbox.toLowerCase(), path, create, isTarget]);
	const known = ofRun.get(key);
	if (known) return await known;
	const found = followPath(search);
	ofRun.set(key, found);
	return await found.catch((reason: unknown) => {
		ofRun.delete(key);
		throw reason;
	});
}

async function followPath(search: Search): Promise<Found> {
	const { graph, account, mailbox } = search;
	const [first = '', ...rest] = search.path;
	const own = alwaysOwn(first);
	let parent = own ?? '';
	// What lies below a folder that is no place for deleted messages is none either, so only the top of the path is checked.
	const check = async (folder: string) =>
		search.isTarget ? await checkTarget(graph, account, mailbox, folder) : undefined;
	let top = await check(own ?? 'msgfolderroot');
	// Nothing has to be looked for in a folder that was made a moment ago.
	let isNew = false;
	for (const [depth, name] of (own === undefined ? [first, ...rest] : rest).entries()) {
		const siblings = isNew ? [] : await childrenOf(search, parent);
		const found = byName(siblings, name);
		const isTop = own === undefined && depth === 0;
		const instead = isTop ? wellKnownByWords(name) : undefined;
		if (found !== undefined || instead !== undefined) {
			parent = found ?? instead!;
			if (isTop) top = await check(parent);
		} else if (search.create) {
			({ id: parent, isNew } = await makeFolder(search, parent, name));
		} else {
			throw notFound(search, name, depth + (own === undefined ? 0 : 1), siblings);
		}
	}
	return { id: parent, target: top && targetBelow(top, parent, search.path.join(' / ')) };
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
			purpose: { task: `create the folder "${name}"`, mailbox, folder: name, repeat: 'safe' },
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
		{ hint: 'There may be a search folder with that name. Use another name, or choose the folder from the list.' },
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
