import { changedParts, isAsLeft, type Part } from './digest';
import {
	UNSETTLED,
	type Content,
	type DraftEvent,
	type DraftEventName,
	type DraftRecord,
	type DraftWatchState,
} from './draftState';

/**
 * How long something must last, in milliseconds, before it is believed: an id that Graph has just returned may be 404 for some
 * seconds, filters lag behind, and people press Undo.
 */
const SETTLED = 30_000;
/** How long a draft must rest, in milliseconds, before other files than it was made with count as a change. */
const FILES_FOLLOW = 300_000;

/** What is there of a draft, each read by its id. */
export interface There {
	/** Under the id that is remembered; undefined: not found. */
	main: Content | undefined;
	/** With the same mark under other ids: copies, or what classic Outlook has sent in place of the draft. */
	others: Content[];
	/** A list shows it, or one with the same mark, although its id is not found. */
	isListed?: boolean;
	/** A list shows one with the same mark under another id. */
	hasHint: boolean;
}

type Places = Pick<DraftWatchState, 'deletedItems' | 'sentItems' | 'self'>;

export interface Fate {
	record: DraftRecord;
	events: DraftEvent[];
}

interface Case {
	mark: string;
	record: DraftRecord;
	now: number;
	places: Places;
}

/**
 * What became of a remembered draft. A person may have copied it: whatever with its mark is sent counts as sent. Otherwise the message
 * under its own id decides, and others only when that one is gone for good. `sent` is final. `deleted` is said when it has lasted, once;
 * a draft that comes back is open again.
 */
export function judge(given: Case, there: There): Fate {
	const { record, now } = given;
	if (record.phase === 'sent') return { record: refreshed(record, there.main), events: [] };
	const copy = there.others.find((other) => !other.isDraft && isOwn(other, given.places));
	if (copy && there.main?.isDraft !== false)
		return judgeSent({ ...given, record: closed(refreshed({ ...record, id: copy.id }, copy)) }, copy);
	if (there.main) return judgeFound(given, there.main);
	const isForgotten = record.phase === 'deleted' && record.doubt === undefined;
	if (isForgotten && there.others.length === 0 && !there.hasHint) return { record: closed(record), events: [] };
	if (there.isListed) return { record: doubted(closed(record), 'gone', now), events: [] };
	if (!isSettled(record, 'gone', now)) return { record: doubted(record, 'gone', now), events: [] };
	const instead = takesItsPlace(there.others, given.places);
	if (instead) return judgeFound({ ...given, record: doubted({ ...record, id: instead.id }, 'bin', 0) }, instead);
	if (record.phase === 'deleted') return { record: closed(record), events: [] };
	// What classic Outlook has just sent in its place may not be shown yet.
	const nowhere = record.doubt?.nowhere ?? now;
	if (now - nowhere < SETTLED) return { record: { ...record, doubt: { ...record.doubt!, nowhere } }, events: [] };
	return said({ ...given, record: { ...closed(record), phase: 'deleted' } }, 'deleted', now, {});
}

/** Whether something seems so for long enough. */
export const isSettled = ({ doubt }: DraftRecord, is: 'gone' | 'bin', now: number) =>
	doubt?.is === is && now - doubt.since >= SETTLED;

const doubted = (record: DraftRecord, is: 'gone' | 'bin', now: number): DraftRecord =>
	record.doubt?.is === is ? record : { ...record, doubt: { since: now, is } };

function closed(record: DraftRecord): DraftRecord {
	const { ...rest } = record;
	delete rest.doubt;
	return rest;
}

/** Sent from this mailbox. */
const isOwn = ({ parentFolderId, from }: Content, { sentItems, self }: Places): boolean =>
	parentFolderId === sentItems || (from !== '' && from === self);

/** Where it is gone: what was sent under another id, else a copy, which is then the draft. */
function takesItsPlace(others: Content[], { sentItems }: Places): Content | undefined {
	const sent = others.filter(({ isDraft }) => !isDraft);
	return sent.find(({ parentFolderId }) => parentFolderId === sentItems) ?? sent[0] ?? others[0];
}

function judgeFound(given: Case, found: Content): Fate {
	const { record, now, places } = given;
	const seen = refreshed(record, found);
	if (!found.isDraft) return judgeSent({ ...given, record: closed(seen) }, found);
	if (found.parentFolderId === places.deletedItems) {
		if (record.phase === 'deleted') return { record: closed(seen), events: [] };
		// It may have been taken out and thrown away again.
		const isSure = isSettled(record, 'bin', now) && now - found.modified >= SETTLED;
		if (!isSure) return { record: doubted(seen, 'bin', now), events: [] };
		return said({ ...given, record: { ...closed(seen), phase: 'deleted' } }, 'deleted', found.modified, {
			content: found,
		});
	}
	return judgeOpen({ ...given, record: { ...closed(seen), phase: 'open' } }, found);
}

function judgeSent(given: Case, found: Content): Fate {
	const { record } = given;
	const made = found.own?.digest ?? record.made;
	const { text, ...rest } = record;
	return said(
		{ ...given, record: { ...rest, phase: 'sent', sent: { at: found.sent, from: found.from, to: found.to } } },
		'sent',
		found.sent,
		{
			content: found,
			...(made ? { changed: changedParts(made, found.digest) } : {}),
			texts: { before: text, after: found.text },
		},
	);
}

/**
 * What a flow has changed carries the digest of that change: only what differs from it was done by a person. Files follow a draft that a
 * flow makes or changes, one by one, so that others are believed only when they have lasted.
 */
function judgeOpen(given: Case, found: Content): Fate {
	const { record, now } = given;
	const made = found.own?.digest ?? record.made;
	const different = changedParts(record.last, found.digest);
	if (different.length === 0) return { record: made ? { ...record, made } : record, events: [] };
	const isByFlow = (part: Part) =>
		made !== undefined && made[part] !== record.made?.[part] && isAsLeft(made, part, found.digest);
	const byPerson = different.filter((part) => !isByFlow(part));
	const isEarly = byPerson.includes('attachments') && now - found.modified < FILES_FOLLOW;
	const isSettledPart = (part: Part) => !isEarly || part !== 'attachments';
	const seen = isEarly ? { ...record, changeKey: UNSETTLED } : record;
	if (!different.some(isSettledPart)) return { record: seen, events: [] };
	const { text, ...rest } = seen;
	const before = isByFlow('text') && text !== undefined ? found.text : text;
	const next: DraftRecord = {
		...rest,
		...(made ? { made } : {}),
		...(before === undefined ? {} : { text: before }),
		last: isEarly ? { ...found.digest, attachments: record.last.attachments } : found.digest,
		touched: found.modified,
		said: record.said.filter((name) => name !== 'waiting'),
	};
	if (!byPerson.some(isSettledPart)) return { record: next, events: [] };
	const event: DraftEvent = {
		event: 'edited',
		at: found.modified,
		mark: given.mark,
		record: next,
		content: found,
		...(made ? { changed: changedParts(made, found.digest).filter(isSettledPart) } : {}),
		texts: { before: text, after: found.text },
	};
	return { record: next, events: [event] };
}

function refreshed(record: DraftRecord, found: Content | undefined): DraftRecord {
	if (!found) return record;
	const { id, changeKey, parentFolderId, internetMessageId, conversationId, subject } = found;
	return { ...record, id, changeKey, parentFolderId, internetMessageId, conversationId, subject };
}

/** Each of these once. */
function said({ mark, record }: Case, event: DraftEventName, at: number, more: Partial<DraftEvent>): Fate {
	if (record.said.includes(event)) return { record, events: [] };
	const next = { ...record, said: [...record.said, event] };
	return { record: next, events: [{ event, at, mark, record: next, ...more }] };
}

/** What is remembered of a draft that was not known, and what is to be said of it at once. */
export function meet(
	mark: string,
	found: Content,
	{ now, places, since, withText }: Omit<Case, 'mark' | 'record'> & Met,
): Fate | undefined {
	const { id, internetMessageId, conversationId, subject, changeKey, parentFolderId, own, digest, modified } = found;
	const made = own?.digest;
	const isAsMade = made !== undefined && changedParts(made, digest).length === 0;
	const record: DraftRecord = {
		id,
		...(own && own.identity !== mark ? { identity: own.identity } : {}),
		...{ internetMessageId, conversationId, subject, changeKey, parentFolderId },
		phase: 'open',
		touched: modified,
		...(made ? { made } : {}),
		last: made ?? digest,
		...(withText && isAsMade ? { text: found.text } : {}),
		said: [],
	};
	if (!found.isDraft) {
		// What a colleague's flow made and sent here may carry a mark as well; and what was sent before the last look was told then.
		if (!isOwn(found, places) || found.sent < since) return undefined;
		return judgeSent({ mark, record, now, places }, found);
	}
	if (parentFolderId === places.deletedItems)
		return found.created < since
			? { record: { ...record, phase: 'deleted', said: ['deleted'] }, events: [] }
			: { record: doubted(record, 'bin', now), events: [] };
	return judgeOpen({ mark, record, now, places }, found);
}

interface Met {
	/** What was done before this time was there before. */
	since: number;
	/** Keep the text, for the difference. */
	withText: boolean;
}

/** What is remembered of a draft that was there when the watch began: no event. */
export function baseline(mark: string, found: Content, places: Places, withText: boolean): DraftRecord | undefined {
	const met = meet(mark, found, { now: Infinity, places, since: Infinity, withText });
	return met && { ...met.record, last: found.digest };
}
