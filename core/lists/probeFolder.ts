import { checkMailbox, type Account } from '../account';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath, withQuery } from '../graph/paths';

/** Resolves when a mailbox has the folder, given as an id or a well-known name. Otherwise rejects with a DraftError that says why. */
export async function probeFolder(graph: Graph, account: Account, mailbox: string, folder: string): Promise<void> {
	checkMailbox(account, mailbox);
	const purpose: Purpose = { task: 'look for the folder', mailbox, folder, repeat: 'safe' };
	const path = `${mailboxPath(mailbox)}/mailFolders/${encodeSegment(folder)}`;
	await graph.json({ method: 'GET', path: withQuery(path, { $select: 'id' }), purpose });
}
