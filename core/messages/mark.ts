import { isSameProperty } from '../message/extendedProperties';
import { textLiteral } from '../graph/filter';

/**
 * The properties by which this package finds its own drafts again. Fixed for ever: drafts of all versions are found
 * by them, only the values vary. Invisible in Outlook, kept when the draft is sent or moved. There are two, and none is used
 * where it is not needed, since a mailbox never forgets a name and has room for a limited number (OBS docs#12168).
 */
const PROPERTY_SET = 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name';
/** What a draft is found by: the key of `duplicates`, the same in every run that means the same draft, or, without one, its mark. */
export const IDENTITY_ID = `${PROPERTY_SET} OutlookDraftsKey`;
/** Its `DraftState`. */
export const STATE_ID = `${PROPERTY_SET} OutlookDraftsState`;

/**
 * Earlier builds kept mark and state in three properties of their own. They are asked for only where an earlier build
 * has made the draft.
 */
export const EARLIER_MARK_ID = `${PROPERTY_SET} OutlookDraftsMark`;
const EARLIER_COMPLETE_ID = `${PROPERTY_SET} OutlookDraftsComplete`;
const EARLIER_TEXT_ID = `${PROPERTY_SET} OutlookDraftsText`;
export const EARLIER_IDS = [EARLIER_MARK_ID, EARLIER_COMPLETE_ID, EARLIER_TEXT_ID];

/** What is known of how a draft was made, apart from what it is found by. */
export interface DraftState {
	/** The mark of the create, where the draft is found by a key: tells it from drafts of other runs with the same key. */
	mark?: string;
	/** Every step of a draft with a key is done. */
	complete?: true;
	/** Mark of the step that last put a text before or after a body: a second try does not put it there twice. */
	text?: string;
	/** A digest of what was made, by which a watch tells whether a person has changed it. */
	digest?: string;
}

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
	if (all === undefined && properties.length === 0) return message;
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
	return `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq ${textLiteral(value)})`;
}

/** `$expand` for the values of these properties. */
export const expanding = (...ids: string[]): string =>
	`singleValueExtendedProperties($filter=${ids.map((id) => `id eq '${id}'`).join(' or ')})`;

/** The value of a property that was asked for with `$expand`. Its id may come back in another form. */
export const valueOf = (message: WithProperties, id: string): string | undefined =>
	message.singleValueExtendedProperties?.find((one) => isSameProperty(one.id, id))?.value ?? undefined;

/** The properties of a draft with a key, or, without one, of a draft that is known by its mark. */
export function ownProperties(
	mark: string,
	key: string | undefined,
	complete: boolean,
	digest?: string,
): ExtendedProperty[] {
	const made = digest === undefined ? {} : { digest };
	if (key === undefined)
		return [{ id: IDENTITY_ID, value: mark }, ...(digest === undefined ? [] : [stateProperty(made)])];
	return [{ id: IDENTITY_ID, value: key }, stateProperty({ mark, ...(complete ? { complete } : {}), ...made })];
}

export const stateProperty = ({ mark, complete, text, digest }: DraftState): ExtendedProperty => ({
	id: STATE_ID,
	value: [
		...(mark === undefined ? [] : [`mark:${mark}`]),
		...(complete ? ['complete'] : []),
		...(text === undefined ? [] : [`text:${text}`]),
		...(digest === undefined ? [] : [`digest:${digest}`]),
	].join(' '),
});

/** The state of a draft that was read with `OURS`. */
export function stateOf(message: WithProperties): DraftState {
	const words = (valueOf(message, STATE_ID) ?? '').split(' ');
	const named = (name: string) => words.find((word) => word.startsWith(`${name}:`))?.slice(name.length + 1);
	const mark = named('mark');
	const text = named('text');
	const digest = named('digest');
	return {
		...(mark === undefined ? {} : { mark }),
		...(words.includes('complete') ? { complete: true } : {}),
		...(text === undefined ? {} : { text }),
		...(digest === undefined ? {} : { digest }),
	};
}

/** The mark of the create that made a draft which was read with `OURS`; undefined while it has none. */
export const markOf = (message: WithProperties): string | undefined =>
	stateOf(message).mark ?? valueOf(message, IDENTITY_ID);

/** The state in the properties of earlier builds. */
export function earlierState(message: WithProperties): DraftState {
	const mark = valueOf(message, EARLIER_MARK_ID);
	const text = valueOf(message, EARLIER_TEXT_ID);
	return {
		...(mark === undefined ? {} : { mark }),
		...(valueOf(message, EARLIER_COMPLETE_ID) === undefined ? {} : { complete: true }),
		...(text === undefined ? {} : { text }),
	};
}

/** What is asked for where a draft may be one of this package. */
export const OURS = [IDENTITY_ID, STATE_ID];

interface WithProperties {
	singleValueExtendedProperties?: Array<{ id?: string; value?: string | null }> | null;
}
