import type { Message } from '@microsoft/microsoft-graph-types';

import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { deletedItems } from '../messages/deletedItems';
import { getMessageIfThere, type GetOptions } from '../messages/get';
import type { MadeBefore } from './memory';

/** Pauses between looks for a message that was made a moment ago, in milliseconds. */
const PAUSES = [1_000, 3_000];

/** Like `getMessageIfThere`, for an id that Graph has returned: one 404 does not mean that it is gone (OBS rlrghb/olkcli#118). */
async function getSoon(graph: Graph, ref: MessagePlace, options: GetOptions): Promise<Message | undefined> {
	for (const pause of PAUSES) {
		const message = await getMessageIfThere(graph, ref, options);
		if (message || !(await graph.wait(pause))) return message;
	}
	return await getMessageIfThere(graph, ref, options);
}

/**
 * A message that this package has made before; undefined when a person has thrown it away. One that was moved
 * elsewhere, or sent, counts.
 */
export async function findMade(
	graph: Graph,
	mailbox: string,
	{ id, parentFolderId }: MadeBefore,
	options: Pick<GetOptions, 'properties'> = {},
): Promise<Message | undefined> {
	const message = await getSoon(graph, { mailbox, id: id ?? '' }, options);
	if (!message || message.isDraft === false || message.parentFolderId === parentFolderId) return message;
	return message.parentFolderId === (await deletedItems(graph, mailbox)) ? undefined : message;
}
