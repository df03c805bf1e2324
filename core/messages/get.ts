import type { Message } from '@microsoft/microsoft-graph-types';

import { toDraftError } from '../errors';
import { expanding } from '../exactlyOnce/mark';
import { preferring, type Graph } from '../graph/client';
import { messagePath, type MessagePlace } from '../graph/paths';

export interface GetOptions {
	/** Completes "could not …" in an error. */
	task?: string;
	select?: string;
	/** Extended properties that are wanted too. */
	properties?: string[];
	/** It need not be a draft. */
	anyMessage?: boolean;
	/** It may have been sent or deleted a moment ago: a 404 is an answer, and not waited for. */
	mayBeGone?: true;
}

/** A message as it is; its html byte by byte, since it may be written back. Throws DraftError. */
export async function getMessage(
	graph: Graph,
	{ mailbox, id }: MessagePlace,
	{ task = 'read the draft', select, properties = [], anyMessage = false, mayBeGone }: GetOptions = {},
): Promise<Message> {
	return await graph.json<Message>({
		method: 'GET',
		path: messagePath(mailbox, id),
		query: {
			...(select ? { $select: select } : {}),
			...(properties.length > 0 ? { $expand: expanding(...properties) } : {}),
		},
		headers: preferring('outlook.allow-unsafe-html'),
		...(mayBeGone ? { looksItself: true } : {}),
		purpose: { task, mailbox, ...(anyMessage ? { message: id } : { draft: id }), repeat: 'safe' },
	});
}

/** Like `getMessage`; undefined when there is no such message. Whatever else goes wrong does not mean that it is gone, and is thrown. */
export async function getMessageIfThere(
	graph: Graph,
	ref: MessagePlace,
	options: GetOptions = {},
): Promise<Message | undefined> {
	return await getMessage(graph, ref, options).catch((thrown: unknown) => {
		if (toDraftError(thrown).cause.status === 404) return undefined;
		throw thrown;
	});
}
