/** Fixed for ever: drafts of all versions are found by it. Only the value varies. */
const MARK_ID = 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name OutlookDraftsMark';

/** Graph's `singleValueLegacyExtendedProperty`. */
export interface ExtendedProperty {
	id: string;
	value: string;
}

/**
 * A one-time mark that every create carries: Graph has no idempotency key for messages, so this is what a draft whose
 * creation got no answer is recognised by. Invisible in Outlook.
 */
export function newMark(): ExtendedProperty {
	return { id: MARK_ID, value: crypto.randomUUID() };
}

/** Adds the mark to a message, next to the user's own extended properties. */
export function withMark<T extends { singleValueExtendedProperties?: unknown }>(message: T): T {
	const own = message.singleValueExtendedProperties;
	return { ...message, singleValueExtendedProperties: [...(Array.isArray(own) ? (own as unknown[]) : []), newMark()] };
}
