import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath } from '../graph/paths';
import type { Found } from './lookUp';

/**
 * Moves a draft that this very run made to Deleted Items, unless somebody has changed it since. Resolves with whether it is gone.
 * `changeKey` is the one of the answer that made it; a draft whose answer was lost is unchanged while its two times agree.
 */
export async function removeOwn(graph: Graph, mailbox: string, draft: Found, changeKey: string | null | undefined): Promise<boolean> {
	const unchanged = changeKey ? draft.changeKey === changeKey : draft.createdDateTime === draft.lastModifiedDateTime;
	if (!unchanged || draft.isDraft === false) return false;
	const purpose = { task: 'remove a second draft that this run had made', mailbox, write: true, permission: 'Mail.ReadWrite' };
	return await graph
		.text({ method: 'DELETE', path: `${mailboxPath(mailbox)}/messages/${encodeSegment(draft.id)}`, purpose })
		.then(() => true)
		.catch(() => false);
}
