import type { MailFolder } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import type { Graph } from '../graph/client';
import { encodeSegment, followUpPath, mailboxPath } from '../graph/paths';
import type { Page } from './findMailboxes';

interface Listing {
	value?: MailFolder[];
	'@odata.nextLink'?: string;
}

/** Lists a mailbox's folders and their children as paths ("Inbox / Clients"), filtered by any part of the path. */
export async function findFolders(graph: Graph, account: Account, mailbox: string, search: string): Promise<Page> {
	checkMailbox(account, mailbox);
	const purpose = { task: 'list the folders', mailbox, write: false, permission: 'Mail.ReadWrite' };
	const list = async (path: string): Promise<MailFolder[]> => {
		const folders: MailFolder[] = [];
		let answer = await graph.json<Listing>({ method: 'GET', path, query: { $top: '100' }, purpose });
		folders.push(...(answer.value ?? []));
		while (answer['@odata.nextLink']) {
			answer = await graph.json<Listing>({ method: 'GET', path: followUpPath(account.graphUrl, answer['@odata.nextLink']), purpose });
			folders.push(...(answer.value ?? []));
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
