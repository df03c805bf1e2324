import type { Message } from '@microsoft/microsoft-graph-types';

import type { Purpose } from '../graph/call';
import { preferring, type Graph } from '../graph/client';
import { repeatable } from '../graph/repeatable';
import { messagePath, type MessagePlace } from '../graph/paths';
import type { Target } from '../folders/target';

/**
 * POST …/move, into a folder that was checked: to move a message among the deleted ones is to delete it. Its immutable id stays, and to
 * move it to where it is already changes nothing, so a move without an answer is sent again. Resolves with the message in its new place,
 * whose id counts from now on. Throws DraftError. `named` is the folder as errors call it.
 */
export async function moveMessage(
	graph: Graph,
	{ mailbox, id }: MessagePlace,
	target: Target,
	named: Pick<Purpose, 'chosenIn'> & { folder: string } = { folder: target.name },
	task = 'move the draft',
): Promise<Message> {
	const move = async (): Promise<Message> =>
		await graph.json<Message>({
			method: 'POST',
			path: `${messagePath(mailbox, id)}/move`,
			body: { destinationId: target.key },
			headers: preferring(),
			purpose: { task, mailbox, ...named, folderId: target.key, destination: named.folder, draft: id, repeat: 'never' },
		});
	return await repeatable(graph, move);
}
