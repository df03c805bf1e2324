import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError } from '../../errors';
import type { Made } from '../../drafts/makeDraft';
import { simplified } from '../../messages/simplified';
import type { OperationResult } from '../operation';

interface About {
	mailbox: string;
	/** Its name. */
	folder: string;
	simplify: boolean;
	warnings: string[];
	/** Files of the draft and how each went up; left out for a draft that existed. */
	attachments?: object[];
	/** By which the message is found whatever its id becomes; not known of a draft that existed. */
	mark?: string | undefined;
	/** What else is said of a draft that was made. */
	more?: Record<string, unknown>;
}

/** What a step returns for a draft that it made: the important properties, or Graph's own object. */
export function draftResult(
	{ message, existing }: Pick<Made, 'message' | 'existing'>,
	{ mailbox, folder, simplify, warnings, attachments = [], mark, more = {} }: About,
): OperationResult {
	// By one of the two the message is found again even when its id changes.
	const identity = mark === undefined || existing ? { internetMessageId: message.internetMessageId } : { mark };
	const output = simplify
		? simplified(
				message,
				{ mailbox, folder },
				{
					...(existing ? { existing: true } : more),
					...identity,
					...(attachments.length > 0 && !existing ? { attachments } : {}),
					warnings,
				},
			)
		: { ...message };
	const { toRecipients, ccRecipients, bccRecipients } = message;
	const isToNobody = [toRecipients, ccRecipients, bccRecipients].every((list) => (list ?? []).length === 0);
	return { id: message.id ?? '', output, warnings, ...(isToNobody && !existing ? { isToNobody: true } : {}) };
}

/** Graph may answer 2xx without a draft, for example through a proxy; then nobody knows. */
export function withId(created: Message): Message {
	if (typeof created.id === 'string' && created.id !== '') return created;
	throw new DraftError(
		'NoDraftId',
		'Microsoft Graph answered without the ID of a draft. The draft may exist all the same.',
		{
			draftMayExist: true,
			saysNothing: true,
			hint: 'Check the folder before you run it again, and check the Graph address of the account.',
		},
	);
}

/** Graph cannot change these of a message that exists ("Update message"). */
const FIXED = new Set(['internetMessageHeaders', 'attachments', 'extensions']);
export const updatable = (message: Message): Message =>
	Object.fromEntries(Object.entries(message).filter(([name]) => !FIXED.has(name)));
