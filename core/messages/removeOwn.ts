import type { Message } from '@microsoft/microsoft-graph-types';

import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { messagePath } from '../graph/paths';
import { getMessageIfThere } from './get';

/** How often it is deleted at most, where the answers are lost. */
const ATTEMPTS = 3;

/**
 * Moves a draft that this very run made to Deleted Items, unless someone has changed it since. Resolves with whether it is gone.
 * `changeKey` is the one of the answer that made it; a draft whose answer was lost is unchanged while its two times agree.
 * Reads it before each attempt: a filter may still show how it was, and a draft that is in Deleted Items already would be
 * deleted for good by a second DELETE.
 */
export async function removeOwn(
	graph: Graph,
	mailbox: string,
	draft: Message & { id: string },
	changeKey: string | null | undefined,
): Promise<boolean> {
	const purpose: Purpose = { task: 'remove a second draft that this run had made', mailbox, repeat: 'never' };
	const remove = async (): Promise<boolean> =>
		await graph
			.text({ method: 'DELETE', path: messagePath(mailbox, draft.id), purpose })
			.then(() => true)
			.catch(() => false);
	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		const now = await getMessageIfThere(graph, { mailbox, id: draft.id }).catch(() => 'unknown' as const);
		if (now === 'unknown') return false;
		// After a lost answer: it is where the DELETE put it. Before: whoever moved it has decided about it.
		if (now === undefined || now.parentFolderId !== draft.parentFolderId) return now === undefined || attempt > 1;
		const unchanged = changeKey ? now.changeKey === changeKey : now.createdDateTime === now.lastModifiedDateTime;
		if (!unchanged || now.isDraft === false) return false;
		if (await remove()) return true;
	}
	return false;
}
