import { isSameProperty } from '../message/extendedProperties';

/**
 * The properties by which this package finds its own drafts again. Fixed for ever: drafts of all versions are found
 * by them, only the values vary. Invisible in Outlook, kept when the draft is sent or moved.
 */
const PROPERTY_SET = 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name';
/** A one-time value for each create: what a draft whose creation got no answer is recognised by. */
export const MARK_ID = `${PROPERTY_SET} OutlookDraftsMark`;
/** The key of `duplicates`, the same in every run that means the same draft. */
export const KEY_ID = `${PROPERTY_SET} OutlookDraftsKey`;
/** Set when every step of a draft with a key is done. */
export const COMPLETE_ID = `${PROPERTY_SET} OutlookDraftsComplete`;
/** The last text that was put before or after a body: a second try of the same step does not put it there twice. */
export const TEXT_ID = `${PROPERTY_SET} OutlookDraftsText`;

/** Graph's `singleValueLegacyExtendedProperty`. */
export interface ExtendedProperty {
	id: string;
	value: string;
}

/** Graph has no idempotency key for messages, so every create carries a mark of its own. */
export function newMark(): string {
	return crypto.randomUUID();
}

/**
 * Adds properties to a message, next to the user's own. Ours are left out of those: they come along where a message is made
 * from another draft's JSON, and would let the new draft pass for that one.
 */
export function withProperties<T extends { singleValueExtendedProperties?: unknown }>(
	message: T,
	properties: ExtendedProperty[],
): T {
	const all = message.singleValueExtendedProperties;
	const own = Array.isArray(all)
		? (all as Array<{ id?: unknown } | null>).filter((property) => !isOurs(property?.id))
		: [];
	return { ...message, singleValueExtendedProperties: [...own, ...properties] };
}

/** Whether an extended property is one that this package sets. */
export const isOurs = (id: unknown): boolean =>
	typeof id === 'string' && id.trim().toLowerCase().startsWith(PROPERTY_SET.toLowerCase());

/** A `$filter` for the messages that carry this value (Graph, "Get singleValueLegacyExtendedProperty"). */
export function filterBy(id: string, value: string): string {
	return `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${value.replace(/'/g, "''")}')`;
}

/** `$expand` for the values of these properties. */
export const expanding = (...ids: string[]): string =>
	`singleValueExtendedProperties($filter=${ids.map((id) => `id eq '${id}'`).join(' or ')})`;

/** The value of a property that was asked for with `$expand`. Its id may come back in another form. */
export const valueOf = (message: WithProperties, id: string): string | undefined =>
	message.singleValueExtendedProperties?.find((one) => isSameProperty(one.id, id))?.value ?? undefined;

interface WithProperties {
	singleValueExtendedProperties?: Array<{ id?: string; value?: string | null }> | null;
}
