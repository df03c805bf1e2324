import type { MailFolder } from '@microsoft/microsoft-graph-types';

import { DraftError } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import type { Account } from '../account';
import { encodeSegment, followUpPath, mailboxPath, withQuery } from '../graph/paths';
import { FIRST_FOLDERS } from './wellKnown';
import { pagesOf } from '../graph/pages';

/** A folder as a list offers it. */
export interface FolderEntry {
	/** What a draft is put by: the well-known name of a folder that begins the list, else the id. */
	key: string;
	/** Display names from the top of the mailbox down. */
	path: string[];
}

type Entry = MailFolder & { '@odata.type'?: string; '@removed'?: unknown };

const SELECT = { $select: 'id,displayName,parentFolderId,childFolderCount,isHidden' };
/** A page of the flat listing that is smaller than this and not the last one: then many lists, four at a time, are faster. */
const SMALL_PAGE = 50;

const purposeFor = (mailbox: string): Purpose => ({ task: 'list the folders', mailbox, repeat: 'safe' });

/**
 * The whole tree of a mailbox in the order of a list. Without hidden folders it is one flat listing (`mailFolders/delta`,
 * which Graph documents and clients use) and six look-ups of Outlook's own folders, all at once. That listing is not
 * documented for hidden folders, and a service may reject it: then each parent's children are listed.
 */
export async function loadFolders(
	graph: Graph,
	account: Account,
	mailbox: string,
	hidden: boolean,
): Promise<FolderEntry[]> {
	const tools = { graph, account, mailbox, hidden };
	const [folders, own] = await Promise.all([hidden ? walk(tools) : flat(tools), ownFolders(graph, mailbox)]);
	return inOrder(folders, own, hidden);
}

interface Tools {
	graph: Graph;
	account: Account;
	mailbox: string;
	hidden: boolean;
}

async function flat(tools: Tools): Promise<Entry[]> {
	const { graph, account, mailbox } = tools;
	const folders: Entry[] = [];
	let next: string | undefined = withQuery(`${mailboxPath(mailbox)}/mailFolders/delta`, SELECT);
	while (next) {
		const page: Listing<Entry> | undefined = await graph
			.json<
				Listing<Entry>
			>({ method: 'GET', path: next, headers: { Prefer: 'IdType="ImmutableId", odata.maxpagesize=1000' }, purpose: purposeFor(mailbox) })
			.catch((reason: unknown) => {
				if (reason instanceof DraftError && [400, 405, 501].includes(reason.cause.status ?? 0)) return undefined;
				throw reason;
			});
		const link: string | undefined = page?.['@odata.nextLink'];
		if (!page || (folders.length === 0 && link && (page.value ?? []).length < SMALL_PAGE)) return await walk(tools);
		folders.push(...(page.value ?? []));
		next = link && followUpPath(account.graphUrl, link);
	}
	return folders;
}

/** Level by level; the throttle sends four at a time. */
async function walk(tools: Tools): Promise<Entry[]> {
	const root = `${mailboxPath(tools.mailbox)}/mailFolders`;
	const below = async (path: string): Promise<Entry[]> => {
		const folders = await listFolders(tools, path);
		// Whether the count includes hidden folders is not documented; hidden ones, such as Sync Issues, have hidden children.
		const parents = folders.filter(
			({ childFolderCount, isHidden }) => (childFolderCount ?? 0) > 0 || (tools.hidden && isHidden),
		);
		const children = await Promise.all(
			parents.map(async ({ id }) => (id ? await below(`${root}/${encodeSegment(id)}/childFolders`) : [])),
		);
		return [...folders, ...children.flat()];
	};
	return await below(root);
}

/** All direct children at one address: `…/mailFolders` or `…/childFolders`. */
export async function listFolders({ graph, mailbox, hidden }: Tools, path: string): Promise<Entry[]> {
	const folders: Entry[] = [];
	const list = withQuery(path, { $top: '250', ...SELECT, ...(hidden ? { includeHiddenFolders: 'true' } : {}) });
	for await (const page of pagesOf<Entry>(graph, list, purposeFor(mailbox))) folders.push(...page);
	return folders.filter(isPlace);
}

/** A search folder shows messages that lie elsewhere, so nothing can be put into it. */
function isPlace(folder: Entry): boolean {
	return (
		folder['@odata.type'] !== '#microsoft.graph.mailSearchFolder' && !('filterQuery' in folder) && !folder['@removed']
	);
}

/**
 * Outlook's own folders by well-known name. Display names depend on the mailbox's language, so they are told by id. One
 * that does not exist is left out.
 */
async function ownFolders(graph: Graph, mailbox: string): Promise<Map<string, Entry>> {
	const found = await Promise.all(
		FIRST_FOLDERS.map(async (name) => {
			const path = withQuery(`${mailboxPath(mailbox)}/mailFolders/${name}`, { $select: 'id,parentFolderId' });
			const folder = await graph
				.json<Entry>({ method: 'GET', path, purpose: purposeFor(mailbox) })
				.catch(() => undefined);
			return [name, folder] as const;
		}),
	);
	return new Map(found.flatMap(([name, folder]) => (folder?.id ? [[name, folder]] : [])));
}

function inOrder(folders: Entry[], own: Map<string, Entry>, hidden: boolean): FolderEntry[] {
	const shown = new Map(
		folders
			.filter((folder) => isPlace(folder) && (hidden || !folder.isHidden))
			.flatMap((folder) => (folder.id ? [[folder.id, folder]] : [])),
	);
	const root = own.get('drafts')?.parentFolderId ?? undefined;
	// A flat listing may name the root itself.
	if (root) shown.delete(root);
	const known = new Set(folders.map(({ id }) => id));
	const childrenOf = new Map<string, Entry[]>();
	for (const folder of shown.values()) {
		const parent = folder.parentFolderId ?? '';
		const isTop = root ? parent === root : !known.has(parent);
		const key = isTop ? '' : parent;
		childrenOf.set(key, [...(childrenOf.get(key) ?? []), folder]);
	}
	const names = new Map([...own].map(([name, folder]) => [folder.id, name]));
	const rank = ({ id }: Entry) => {
		const index = FIRST_FOLDERS.findIndex((name) => name === names.get(id));
		return index < 0 ? FIRST_FOLDERS.length : index;
	};
	const collator = new Intl.Collator('en', { sensitivity: 'base' });
	const byOutlook = (a: Entry, b: Entry) =>
		rank(a) - rank(b) || collator.compare(a.displayName ?? '', b.displayName ?? '');
	const below = (parent: string, path: string[]): FolderEntry[] =>
		[...(childrenOf.get(parent) ?? [])].sort(byOutlook).flatMap((folder) => {
			const place = [...path, folder.displayName ?? ''];
			return [{ key: names.get(folder.id) ?? folder.id ?? '', path: place }, ...below(folder.id ?? '', place)];
		});
	return below('', []);
}
