import { checkDeleting, checkMailbox, type Account } from '../account';
import { invalidInput } from '../errors';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { readFlag } from '../message/values';
import { removeMessage } from '../messages/remove';
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
	await removeMessage(graph, place, { known: draft, permanently });
	return {
		id: place.id,
		output: { deleted: true, id: place.id, subject: draft.subject, mailbox, permanently, warnings: [] },
		warnings: [],
	};
}
