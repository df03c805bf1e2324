import type { MailFolder, Message } from '@microsoft/microsoft-graph-types';

import { DraftError } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { mailboxPath, messagePath } from '../graph/paths';
import type { MadeBefore } from './createOnce';

/** The message as the service has it. */
export async function read(
	graph: Graph,
	mailbox: string,
	id: string,
	query: Record<string, string> = {},
): Promise<Message> {
	return await graph.json<Message>({
		method: 'GET',
		path: messagePath(mailbox, id),
		query,
		purpose: { task: 'read the draft', mailbox, repeat: 'safe' },
	});
}

/** Like `read`; undefined when there is no such message. Whatever else goes wrong does not mean that it is gone, and is thrown. */
export async function readIfThere(
	graph: Graph,
	mailbox: string,
	id: string,
	query: Record<string, string> = {},
): Promise<Message | undefined> {
	const answer = await read(graph, mailbox, id, query).catch((thrown: unknown) => {
		if (thrown instanceof DraftError && thrown.cause.status === 404) return undefined;
		throw thrown;
	});
	return answer;
}

/** Pauses between looks for a message that was made a moment ago, in milliseconds. */
const PAUSES = [1_000, 3_000];

/** Like `readIfThere`, for an id that Graph has returned: one 404 does not mean that it is gone (OBS rlrghb/olkcli#118). */
async function readSoon(
	graph: Graph,
	mailbox: string,
	id: string,
	query: Record<string, string>,
): Promise<Message | undefined> {
	for (const pause of PAUSES) {
		const message = await readIfThere(graph, mailbox, id, query);
		if (message || !(await graph.wait(pause))) return message;
	}
	return await readIfThere(graph, mailbox, id, query);
}

/** A message that this package has made before; undefined when a person has thrown it away. One that was moved elsewhere, or sent, counts. */
export async function findMade(
	graph: Graph,
	mailbox: string,
	{ id, parentFolderId }: MadeBefore,
	query: Record<string, string> = {},
): Promise<Message | undefined> {
	const message = await readSoon(graph, mailbox, id ?? '', query);
	if (!message || message.isDraft === false || message.parentFolderId === parentFolderId) return message;
	return message.parentFolderId === (await deletedItems(graph, mailbox)) ? undefined : message;
}

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
