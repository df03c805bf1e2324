import type { Message } from '@microsoft/microsoft-graph-types';

import { peopleOf } from '../../message/people';

/** What is said of a draft unless somebody wants everything. */
export function simplified(message: Message, more: Record<string, unknown>): Record<string, unknown> {
	const { id, subject, webLink, internetMessageId, conversationId, createdDateTime, changeKey } = message;
	return {
		id,
		subject,
		...peopleOf(message),
		webLink,
		internetMessageId,
		conversationId,
		createdDateTime,
		changeKey,
		...more,
	};
}
