import type { Message } from '@microsoft/microsoft-graph-types';

import type { Graph } from '../graph/client';
import { deletedItems } from '../messages/deletedItems';
import { getMessageIfThere, type GetOptions } from '../messages/get';
import type { MadeBefore } from './memory';

/** A message that this package has made before; undefined when a person has thrown it away. One that was moved elsewhere, or sent, counts. */
export async function findMade(
	graph: Graph,
	mailbox: string,
	{ id, parentFolderId }: MadeBefore,
	options: Pick<GetOptions, 'properties'> = {},
): Promise<Message | undefined> {
	const message = await getMessageIfThere(graph, { mailbox, id: id ?? '' }, options);
	if (!message || message.isDraft === false || message.parentFolderId === parentFolderId) return message;
	return message.parentFolderId === (await deletedItems(graph, mailbox)) ? undefined : message;
}
