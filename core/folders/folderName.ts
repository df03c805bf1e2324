import type { MailFolder } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath } from '../graph/paths';

/** What was asked in one run, which has one account object. */
const asked = new WeakMap<Account, Map<string, Promise<string | undefined>>>();

/** The name of a folder that is known by its id: one request a run. Undefined where Outlook does not tell, which is no reason to fail. */
export async function folderName(
	graph: Graph,
	account: Account,
	mailbox: string,
	id: string | null | undefined,
): Promise<string | undefined> {
	if (!id) return undefined;
	const ofRun = asked.get(account) ?? new Map<string, Promise<string | undefined>>();
	asked.set(account, ofRun);
	const key = JSON.stringify([mailbox.toLowerCase(), id]);
	const name = ofRun.get(key) ?? ask(graph, mailbox, id);
	ofRun.set(key, name);
	return await name;
}

async function ask(graph: Graph, mailbox: string, id: string): Promise<string | undefined> {
	const purpose: Purpose = { task: 'read the name of the folder', mailbox, folder: id, repeat: 'safe' };
	const path = `${mailboxPath(mailbox)}/mailFolders/${encodeSegment(id)}`;
	return await graph
		.json<MailFolder>({ method: 'GET', path, query: { $select: 'displayName' }, purpose })
		.then(({ displayName }) => displayName ?? undefined)
		.catch(() => undefined);
}
