import type { MailFolder } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import type { Graph, Listing } from '../graph/client';
import { encodeSegment, followUpPath, mailboxPath, withQuery } from '../graph/paths';
import type { Page } from './findMailboxes';

/** Lists a mailbox's folders and their children as paths ("Inbox / Clients"), filtered by any part of the path. */
export async function findFolders(graph: Graph, account: Account, mailbox: string, search: string): Promise<Page> {
	checkMailbox(account, mailbox);
	const purpose = { task: 'list the folders', mailbox, write: false, permission: 'Mail.ReadWrite' };
	const list = async (path: string): Promise<MailFolder[]> => {
		const folders: MailFolder[] = [];
		let next: string | undefined = withQuery(path, { $top: '100' });
		while (next) {
			const answer: Listing<MailFolder> = await graph.json({ method: 'GET', path: next, purpose });
			folders.push(...(answer.value ?? []));
			const link = answer['@odata.nextLink'];
			next = link && followUpPath(account.graphUrl, link);
		}
		return folders.filter((folder) => !('filterQuery' in folder));
	};

	const root = `${mailboxPath(mailbox)}/mailFolders`;
	const top = await list(root);
	const children = await Promise.all(
		top.map((folder) => (folder.childFolderCount && folder.id ? list(`${root}/${encodeSegment(folder.id)}/childFolders`) : [])),
	);
	const all = top.flatMap((folder, index) => [
		choice([folder]),
		...children[index]!.map((child) => choice([folder, child])),
	]);
	const wanted = search.trim().toLowerCase();
	return { results: all.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

function choice(path: MailFolder[]): { name: string; value: string } {
	return { name: path.map((folder) => folder.displayName ?? '').join(' / '), value: path.at(-1)?.id ?? '' };
}
