import type { Message } from '@microsoft/microsoft-graph-types';

import { peopleOf, personText } from '../message/people';
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

/** The same of a message that was received: whom it comes from, and when it came. */
export function simplifiedReceived(
	message: Message,
	{ mailbox, folder }: Whereabouts,
	more: Record<string, unknown>,
): Record<string, unknown> {
	const { id, subject, from, receivedDateTime } = message;
	return {
		subject,
		from: from ? personText(from) : '',
		...peopleOf(message),
		...(folder === undefined ? {} : { folder }),
		openLink: openLink(message),
		id,
		mailbox,
		receivedDateTime,
		...more,
	};
}
