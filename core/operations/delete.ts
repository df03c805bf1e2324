import type { Message } from '@microsoft/microsoft-graph-types';

import { checkDeleting, checkMailbox, type Account } from '../account';
import { invalidInput, toDraftError } from '../errors';
import { deletedItems } from '../exactlyOnce/findMade';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { messagePath, type MessagePlace } from '../graph/paths';
import { readFlag } from '../message/values';
import { readMessage } from './changeMessage';
import type { OperationResult } from './index';
import { readMessageId } from './messageId';
import { readMailbox } from './places';

/**
 * draft:delete: into Deleted Items (Microsoft Graph, "Delete message"), or for good ("permanentDelete", global cloud only).
 * Only drafts: what was received or sent is refused.
 */
export async function deleteDraft(graph: Graph, account: Account, fields: FieldValues): Promise<OperationResult> {
	checkDeleting(account);
	const mailbox = readMailbox(fields.mailbox);
	checkMailbox(account, mailbox);
	const place: MessagePlace = { mailbox, id: readMessageId(fields.draftId, 'Draft') };
	const permanently = readFlag(fields.permanently, 'Permanently', false);

	const draft = await readMessage(graph, place, { select: 'id,subject,isDraft,parentFolderId' });
	if (draft.isDraft === false)
		throw invalidInput(
			'Draft: this message is not a draft: it was sent or received, so it was not deleted.',
			'Use the id of a draft.',
		);
	const path = messagePath(mailbox, place.id);
	const purpose = { task: 'delete the draft', mailbox, draft: place.id, write: true, permission: 'Mail.ReadWrite' };
	const remove = async () =>
		await graph.text(
			permanently
				? { method: 'POST', path: `${path}/permanentDelete`, purpose, success: 204 }
				: { method: 'DELETE', path, purpose },
		);
	// A second DELETE would delete it for good.
	const isInBin = async ({ parentFolderId }: Message) =>
		!permanently && typeof parentFolderId === 'string' && parentFolderId === (await deletedItems(graph, mailbox));

	if (!(await isInBin(draft)))
		await remove().catch(async (thrown: unknown) => {
			const error = toDraftError(thrown);
			if (!error.cause.draftMayExist) throw error;
			// Nobody said whether it is gone, so it is looked at before it is deleted again.
			const there = await readMessage(graph, place, { select: 'id,parentFolderId', mayBeGone: true }).catch(
				(reason: unknown) => {
					if (toDraftError(reason).cause.status === 404) return undefined;
					throw reason;
				},
			);
			if (there && !(await isInBin(there))) await remove();
		});
	return {
		id: place.id,
		output: { deleted: true, id: place.id, subject: draft.subject, mailbox, permanently, warnings: [] },
		warnings: [],
	};
}
