import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, toDraftError, traceOf } from '../errors';
import type { ExtendedProperty } from './mark';
import type { Graph } from '../graph/client';
import { repeatable } from '../graph/repeatable';
import { messagePath, type MessagePlace } from '../graph/paths';
import { getMessage } from './get';

/** New values of whole members. */
export type Changes = Omit<Message, 'singleValueExtendedProperties'> & {
	singleValueExtendedProperties?: ExtendedProperty[] | null;
};

interface PatchOptions {
	/** Completes "could not …" in an error. */
	task?: string;
	headers?: Record<string, string>;
	/** It need not be a draft. */
	anyMessage?: boolean;
}

/**
 * PATCH with new values of whole members. It has the same effect however often it is sent, so one without an answer is sent again.
 * Resolves with the message as it is then. Throws DraftError; one that leaves the outcome open says so.
 */
export async function patchMessage(
	graph: Graph,
	{ mailbox, id }: MessagePlace,
	changes: Changes,
	{ task = 'update the draft', headers, anyMessage = false }: PatchOptions = {},
): Promise<Message> {
	const send = async (): Promise<Message> =>
		await graph.json<Message>({
			method: 'PATCH',
			path: messagePath(mailbox, id),
			body: changes,
			...(headers ? { headers } : {}),
			purpose: { task, mailbox, draft: id, repeat: 'never' },
		});
	return await repeatable(graph, send).catch(async (thrown: unknown) => {
		const error = toDraftError(thrown);
		if (error.cause.draftMayExist) throw notKnown(error, task, id);
		throw !anyMessage && (await wasSent(graph, { mailbox, id }, error)) ? noDraftAnyMore(error, id) : error;
	});
}

/** Outlook does not change the text or the recipients of a sent message, from 31 December 2026 on as a matter of permissions. */
async function wasSent(graph: Graph, ref: MessagePlace, { cause: { status } }: DraftError): Promise<boolean> {
	if (status !== 400 && status !== 403) return false;
	const now = await getMessage(graph, ref, { select: 'id,isDraft', mayBeGone: true }).catch(() => undefined);
	return now?.isDraft === false;
}

const noDraftAnyMore = ({ code, cause }: DraftError, draftId: string): DraftError =>
	new DraftError(code, 'This message is no longer a draft: it was sent. Nothing was changed.', {
		...traceOf(cause),
		draftId,
		hint:
			'Of sent and received messages only marks such as categories and flags can be changed. Make a new draft ' +
			'for other text or recipients.',
	});

function notKnown({ code, cause }: DraftError, task: string, draftId: string): DraftError {
	return new DraftError(code, `Outlook gave no usable answer when asked to ${task}, so nobody knows whether it did.`, {
		...traceOf(cause),
		draftId,
		hint: 'Look at the draft, or run this again: the same change twice does no harm.',
	});
}
