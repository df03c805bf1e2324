import type { Message } from '@microsoft/microsoft-graph-types';

import { preferring, type Graph } from '../graph/client';
import { repeatable } from '../graph/repeatable';
import { messagePath, type MessagePlace } from '../graph/paths';
import type { Target } from '../folders/target';

/**
 * POST …/move, into a folder that was checked: to move a message among the deleted ones is to delete it. Its immutable id stays, and to
 * move it to where it is already changes nothing, so a move without an answer is sent again. Resolves with the message in its new place,
 * whose id counts from now on. Throws DraftError. `folder` names the folder in errors.
 */
export async function moveMessage(
	graph: Graph,
	{ mailbox, id }: MessagePlace,
	target: Target,
	folder: string = target.name,
): Promise<Message> {
	const move = async (): Promise<Message> =>
		await graph.json<Message>({
			method: 'POST',
			path: `${messagePath(mailbox, id)}/move`,
			body: { destinationId: target.key },
			headers: preferring(),
			purpose: {
				task: 'move the draft',
				mailbox,
				folder,
				folderId: target.key,
				destination: folder,
				draft: id,
				repeat: 'never',
			},
		});
	return await repeatable(graph, move);
}
