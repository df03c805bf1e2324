import type { MailFolder } from '@microsoft/microsoft-graph-types';

import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { mailboxPath } from '../graph/paths';

/** Id of the mailbox's Deleted Items. */
export async function binOf(graph: Graph, mailbox: string): Promise<string | undefined> {
	const purpose: Purpose = { task: 'find Deleted Items', mailbox, folder: 'deleteditems', repeat: 'safe' };
	return (
		await graph.json<MailFolder>({
			method: 'GET',
			path: `${mailboxPath(mailbox)}/mailFolders/deleteditems`,
			query: { $select: 'id' },
			purpose,
		})
	).id;
}

/** Like `binOf`; undefined where the account may not see it. */
export const deletedItems = async (graph: Graph, mailbox: string): Promise<string | undefined> =>
	await binOf(graph, mailbox).catch(() => undefined);
