import type { Message } from '@microsoft/microsoft-graph-types';

/** What is said of a draft unless somebody wants everything. */
export function simplified(
	{ id, subject, webLink, internetMessageId, conversationId, createdDateTime, changeKey }: Message,
	more: Record<string, unknown>,
): Record<string, unknown> {
	return { id, subject, webLink, internetMessageId, conversationId, createdDateTime, changeKey, ...more };
}
