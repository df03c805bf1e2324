import { answerMessage } from './draft/replyOrForward';
import type { Context, OperationResult } from './operation';

/** draft:forward (Microsoft Graph, "createForward"). Outlook copies the original's attachments into the draft. */
export async function forwardMessage(context: Context): Promise<OperationResult> {
	return await answerMessage(context, 'createForward');
}
