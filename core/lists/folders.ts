import { checkMailbox, type Account } from '../account';
import type { Graph } from '../graph/client';
import { Kept, type Keeper } from './cache';
import { loadFolders, type FolderEntry } from '../folders/loadFolders';
import { matcher } from './searchText';
import type { Page } from './mailboxes';
import { explain } from './probeMailbox';

interface FolderQuery {
	mailbox: string;
	/** Any part of the path; accents and letter case do not count. */
	search: string;
	/** Also folders that Outlook hides. */
	hidden?: boolean;
}

const kept = new Kept<FolderEntry[]>();

/** The folders of a mailbox as paths ("Inbox / Clients / ACME"), Drafts first, the others as Outlook sorts them. */
export async function findFolders(
	graph: Graph,
	account: Account,
	{ mailbox, search, hidden = false }: FolderQuery,
	keeper: Keeper,
): Promise<Page> {
	checkMailbox(account, mailbox);
	const what = JSON.stringify([account.graphUrl, mailbox.toLowerCase(), hidden]);
	const folders = await kept.get(
		keeper,
		what,
		async () =>
			await loadFolders(graph, account, mailbox, hidden).catch(async (reason: unknown) => {
				throw await explain(graph, mailbox, reason);
			}),
	);
	const matches = matcher(search);
	return {
		results: folders
			.map(({ key, path }) => ({ name: path.join(' / '), value: key }))
			.filter(({ name }) => matches(name)),
	};
}
