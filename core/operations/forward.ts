import type { Account } from '../account';
import type { ItemIdentity } from '../exactlyOnce/makeDraft';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { answerMessage } from './answer';
import type { OperationResult } from './index';

/** draft:forward (Microsoft Graph, "createForward"). Outlook copies the original's attachments into the draft. */
export async function forwardMessage(
	graph: Graph,
	account: Account,
	fields: FieldValues,
	item: ItemIdentity,
): Promise<OperationResult> {
	return await answerMessage(graph, account, fields, item, 'createForward');
}
