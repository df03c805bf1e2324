import { invalidInput } from '../../errors';
import type { MessagePlace } from '../../graph/paths';
import { readFlag } from '../../fields/values';
import { removeMessage } from '../../messages/remove';
import { getMessage } from '../../messages/get';
import type { Context, OperationResult } from '../operation';
import { readMessageId } from '../../messages/ids';

/**
 * draft:delete: into Deleted Items (Microsoft Graph, "Delete message"), or for good ("permanentDelete", global cloud only).
 * Only drafts: what was received or sent is refused.
 */
export async function deleteDraft({ graph, mailbox, fields }: Context): Promise<OperationResult> {
	const place: MessagePlace = { mailbox, id: readMessageId(fields.draftId, 'Draft') };
	const permanently = readFlag(fields.permanently, 'Permanently', false);

	const draft = await getMessage(graph, place, { select: 'id,subject,isDraft,parentFolderId' });
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
