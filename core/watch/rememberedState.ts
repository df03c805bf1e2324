import { isRecord } from '../fields/values';
import { PARTS } from './digest';
import type { DraftRecord, DraftWatchState } from './draftState';
import type { MessageWatchState } from './messageState';

/** What a watch was left by the look before. `warning`: there was something that cannot be used. */
interface Remembered<T> {
	state: T | undefined;
	warnings: string[];
}

const BEGINS_ANEW =
	'What this watch remembers was written by a later version or is damaged, so it begins anew: ' +
	'what happened since the last look is not reported.';

/** The state that a look before has left for a watch of drafts. */
export const rememberedDrafts = (state: unknown): Remembered<DraftWatchState> =>
	remembered(state, 'draft', isDraftState);

/** The state that a look before has left for a watch of messages. */
export const rememberedMessages = (state: unknown): Remembered<MessageWatchState> =>
	remembered(state, 'message', isMessageState);

/** A state is stored where people and other programs can reach it: it is looked at before a watch goes by it. */
function remembered<T>(
	state: unknown,
	watchFor: string,
	isWhole: (state: Record<string, unknown>) => boolean,
): Remembered<T> {
	if (state === undefined || state === null) return { state: undefined, warnings: [] };
	const record = isRecord(state) ? state : {};
	// Somebody has chosen to watch something else.
	const isOther = record.version === 1 && ['draft', 'message'].includes(record.watchFor as string);
	if (isOther && record.watchFor !== watchFor) return { state: undefined, warnings: [] };
	const isUsable = isOther && typeof record.place === 'string' && isWhole(record);
	return isUsable ? { state: state as T, warnings: [] } : { state: undefined, warnings: [BEGINS_ANEW] };
}

const isText = (value: unknown) => typeof value === 'string';
const isTime = (value: unknown) => Number.isFinite(value);
const isMissingOr = (value: unknown, is: (value: unknown) => boolean) => value === undefined || is(value);
const isOf = (is: (value: unknown) => boolean) => (value: unknown) => isRecord(value) && Object.values(value).every(is);

const isMessageState = ({ newest, floor, looked, seen, link, unread }: Record<string, unknown>): boolean =>
	[newest, floor, looked].every(isTime) &&
	isOf(isTime)(seen) &&
	isMissingOr(link, (text) => isText(text) && /\/delta\b/.test(text as string)) &&
	isMissingOr(unread, isOf(isTime));

const isDraftState = (state: Record<string, unknown>): boolean =>
	[state.newest, state.looked, state.began, state.turn].every(isTime) &&
	[state.deletedItems, state.sentItems, state.self].every(isText) &&
	isMissingOr(state.behind, isTime) &&
	isMissingOr(state.left, isOf(isTime)) &&
	isOf(isUnread)(state.unread) &&
	isOf(isDraftRecord)(state.drafts);

const isUnread = (value: unknown) =>
	isRecord(value) && isText(value.mark) && isTime(value.tries) && isTime(value.since);

const isDigest = (value: unknown) => isRecord(value) && PARTS.every((part) => isText(value[part]));

const PHASES: Array<DraftRecord['phase']> = ['open', 'deleted', 'sent'];

function isDraftRecord(value: unknown): boolean {
	if (!isRecord(value)) return false;
	const { id, internetMessageId, conversationId, subject, changeKey, parentFolderId } = value;
	const { phase, touched, last, made, said, sent, doubt } = value;
	return (
		[id, internetMessageId, conversationId, subject, changeKey, parentFolderId].every(isText) &&
		PHASES.includes(phase as DraftRecord['phase']) &&
		isTime(touched) &&
		isDigest(last) &&
		isMissingOr(made, isDigest) &&
		Array.isArray(said) &&
		isMissingOr(doubt, (one) => isRecord(one) && isTime(one.since)) &&
		isMissingOr(sent, (one) => isRecord(one) && isTime(one.at) && isText(one.from))
	);
}
