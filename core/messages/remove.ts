import type { Message } from '@microsoft/microsoft-graph-types';

import { toDraftError, type DraftError } from '../errors';
import { deletedItems } from './deletedItems';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { messagePath, type MessagePlace } from '../graph/paths';
import { getMessageIfThere } from './get';

/** How often a message is deleted at most, where the answers are lost. */
const ATTEMPTS = 3;

interface RemoveOptions {
	/** The message as it was read a moment ago; where it lies already counts. */
	known?: Pick<Message, 'parentFolderId'>;
	/** For good ("permanentDelete") instead of into Deleted Items. */
	permanently?: boolean;
	task?: string;
}

/**
 * Moves a message to Deleted Items (Microsoft Graph, "Delete message") or deletes it for good ("permanentDelete"). A second DELETE
 * destroys what the first one has moved, so after a lost answer it is looked where the message lies before it is deleted again.
 * Does nothing for a message that is in Deleted Items already. Throws DraftError.
 */
export async function removeMessage(
	graph: Graph,
	ref: MessagePlace,
	{ known, permanently = false, task = 'delete the draft' }: RemoveOptions = {},
): Promise<void> {
	const path = messagePath(ref.mailbox, ref.id);
	const purpose: Purpose = { task, mailbox: ref.mailbox, draft: ref.id, repeat: 'never' };
	const remove = async (): Promise<DraftError | undefined> =>
		await graph
			.text(
				permanently
					? { method: 'POST', path: `${path}/permanentDelete`, purpose, success: 204 }
					: { method: 'DELETE', path, purpose },
			)
			.then(() => undefined)
			.catch(toDraftError);
	const isInBin = async ({ parentFolderId }: Pick<Message, 'parentFolderId'>) =>
		!permanently && typeof parentFolderId === 'string' && parentFolderId === (await deletedItems(graph, ref.mailbox));

	if (known && (await isInBin(known))) return;
	for (let attempt = 1; ; attempt++) {
		const error = await remove();
		if (!error) return;
		if (!error.cause.draftMayExist || attempt === ATTEMPTS) throw error;
		const there = await getMessageIfThere(graph, ref, { select: 'id,parentFolderId', mayBeGone: true });
		if (!there || (await isInBin(there))) return;
	}
}
