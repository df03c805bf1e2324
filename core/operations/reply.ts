import { readChoice } from '../fields/values';
import { answerMessage } from './draft/replyOrForward';
import type { Context, OperationResult } from './operation';

/** draft:reply (Microsoft Graph, "createReply", "createReplyAll"). Who gets the reply is Outlook's choice: Reply-To of the original, else its sender. */
export async function replyToMessage(context: Context): Promise<OperationResult> {
	const toAll = readChoice(context.fields.replyScope, 'Reply To', ['sender', 'all']) === 'all';
	return await answerMessage(context, toAll ? 'createReplyAll' : 'createReply');
}
