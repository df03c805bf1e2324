import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, toDraftError, traceOf } from '../errors';
import type { ExtendedProperty } from '../exactlyOnce/mark';
import { preferring, type Graph } from '../graph/client';
import { onceMore } from '../graph/onceMore';
import { messagePath, type MessagePlace } from '../graph/paths';

const READING = 'Mail.Read';
const WRITING = 'Mail.ReadWrite';

export interface ReadOptions {
	task?: string;
	select?: string;
	/** An extended property that is wanted too. */
	property?: string;
	/** It need not be a draft. */
	anyMessage?: boolean;
	/** It may have been sent or deleted a moment ago: a 404 is an answer, and not waited for. */
	mayBeGone?: true;
}

/** A message as it is; its html byte by byte, since it is going to be written back. */
export async function readMessage(
	graph: Graph,
	{ mailbox, id }: MessagePlace,
	{ task = 'read the draft', select, property, anyMessage = false, mayBeGone }: ReadOptions = {},
): Promise<Message> {
	return await graph.json<Message>({
		method: 'GET',
		path: messagePath(mailbox, id),
		query: {
			...(select ? { $select: select } : {}),
			...(property ? { $expand: `singleValueExtendedProperties($filter=id eq '${property}')` } : {}),
		},
		headers: preferring('outlook.allow-unsafe-html'),
		...(mayBeGone ? { looksItself: true } : {}),
		purpose: { task, mailbox, ...(anyMessage ? { message: id } : { draft: id }), repeat: 'safe', permission: READING },
	});
}

/** The value of an extended property that was asked for with `property`. */
export const propertyOf = ({ singleValueExtendedProperties: properties }: Message, id: string) =>
	properties?.find((one) => one.id === id)?.value ?? undefined;

/**
 * PATCH with the new values of whole members: the same as often as it is sent, so what got no answer is sent once more.
 * Throws DraftError; one that leaves the outcome open says so.
 */
export async function changeMessage(
	graph: Graph,
	{ mailbox, id }: MessagePlace,
	changes: Message & { singleValueExtendedProperties?: ExtendedProperty[] | null },
	{ task = 'update the draft', headers }: { task?: string; headers?: Record<string, string> } = {},
): Promise<Message> {
	const send = async (): Promise<Message> =>
		await graph.json<Message>({
			method: 'PATCH',
			path: messagePath(mailbox, id),
			body: changes,
			...(headers ? { headers } : {}),
			purpose: { task, mailbox, draft: id, repeat: 'never', permission: WRITING },
		});
	return await onceMore(graph, send).catch((thrown: unknown) => {
		const error = toDraftError(thrown);
		throw error.cause.draftMayExist
			? new DraftError(
					error.code,
					`Outlook gave no usable answer when asked to ${task}, so nobody knows whether it did.`,
					{
						...traceOf(error.cause),
						draftId: id,
						hint: 'Look at the draft, or run this again: the same change twice does no harm.',
					},
				)
			: error;
	});
}
