import type { Message } from '@microsoft/microsoft-graph-types';

import { peopleOf } from '../message/people';
import { openLink } from './openLink';

/** Where a message is, for people: the mailbox, and the folder by its name if it is known. */
export interface Whereabouts {
	mailbox: string;
	folder?: string | undefined;
}

/**
 * What results say of a message unless someone wants everything: the most useful first, at most ten members together with
 * those that an operation adds.
 */
export function simplified(
	message: Message,
	{ mailbox, folder }: Whereabouts,
	more: Record<string, unknown>,
): Record<string, unknown> {
	const { id, subject, createdDateTime } = message;
	return {
		subject,
		...peopleOf(message),
		...(folder === undefined ? {} : { folder }),
		openLink: openLink(message),
		id,
		mailbox,
		createdDateTime,
		...more,
	};
}
