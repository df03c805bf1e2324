import type { Account } from '../account';
import type { ItemIdentity } from '../exactlyOnce/makeDraft';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { readChoice } from '../message/values';
import { answerMessage } from './answer';
import type { OperationResult } from './index';

/** draft:reply (Microsoft Graph, "createReply", "createReplyAll"). Who gets the reply is Outlook's choice: Reply-To of the original, else its sender. */
export async function replyToMessage(
	graph: Graph,
	account: Account,
	fields: FieldValues,
	item: ItemIdentity,
): Promise<OperationResult> {
	const toAll = readChoice(fields.replyScope, 'Reply To', ['sender', 'all']) === 'all';
	return await answerMessage(graph, account, fields, item, toAll ? 'createReplyAll' : 'createReply');
}
