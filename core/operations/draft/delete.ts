import { invalidField, labelOf, read } from '../../fields/read';
import type { MessagePlace } from '../../graph/paths';
import { removeMessage } from '../../messages/remove';
import { getMessage } from '../../messages/get';
import type { Context, OperationResult, OperationRow } from '../operation';
import { readMessageId } from '../../messages/ids';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: true,
	doneOnce: true,
	perform: deleteDraft,
};

/**
 * draft:delete: into Deleted Items (Microsoft Graph, "Delete message"), or for good ("permanentDelete", global cloud only).
 * Only drafts: what was received or sent is rejected.
 */
async function deleteDraft({ graph, mailbox, fields }: Context): Promise<OperationResult> {
	const place: MessagePlace = { mailbox, id: readMessageId(fields.draftId, labelOf('draftId')) };
	const permanently = read.flag(fields, 'permanently', false);

	const draft = await getMessage(graph, place, { select: 'id,subject,isDraft,parentFolderId' });
	if (draft.isDraft === false)
		throw invalidField(
			'draftId',
			'this message is not a draft: it was sent or received, so it was not deleted.',
			'Use the ID of a draft.',
		);
	await removeMessage(graph, place, { known: draft, permanently });
	return {
		id: place.id,
		output: { deleted: true, id: place.id, subject: draft.subject, mailbox, permanently, warnings: [] },
		warnings: [],
	};
}
