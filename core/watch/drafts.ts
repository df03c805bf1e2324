import type { DraftReader } from './draftReader';
import { baseline, isSettled, judge, meet, type There } from './draftFate';
import {
	bounded,
	MOST_DRAFTS,
	UNSETTLED,
	type Content,
	type DraftEvent,
	type DraftEventName,
	type DraftRecord,
	type DraftWatchState,
	type Look,
	type Sighting,
} from './draftState';
import { addWorkingDays } from './workingDays';

/** How far back a look goes behind the newest change that was seen, in milliseconds: lists show changes late. */
const OVERLAP = 300_000;
/** Messages that are looked at by their ids beside the list, in the same request. */
const BY_ID = 19;
/** Pages of the list in one look; the next look goes on. */
const MOST_PAGES = 50;
/** Looks in which a message that a list shows is tried to be read. */
const MOST_TRIES = 10;
const DAY = 86_400_000;
/** Outlook empties Deleted Items, and forgets what was deleted for good, after this time. */
const LONGEST_PAUSE = 30 * DAY;

export interface DraftOptions {
	/** The mailbox. */
	place: string;
	events: DraftEventName[];
	/** Days without a change after which a draft is waiting. */
	waitingDays: number;
	/** Working days without an answer. */
	unansweredDays: number;
	timeZone: string;
	/** Keep the texts of drafts, to show what was changed. */
	withText: boolean;
}

type DraftLook = Look<DraftWatchState, DraftEvent>;

/** Looks once what became of drafts that this package made. Without a state it only remembers what is there. */
export async function lookAtDrafts(
	reader: DraftReader,
	state: DraftWatchState | undefined,
	options: DraftOptions,
): Promise<DraftLook> {
	return state?.place === options.place ? await lookAgain(reader, state, options) : await firstLook(reader, options);
}

async function firstLook(reader: DraftReader, { withText, place }: DraftOptions): Promise<DraftLook> {
	const { newest, drafts, ...places } = await reader.begin();
	const known: Record<string, DraftRecord> = {};
	for (const draft of drafts) {
		const mark = draft.own?.mark ?? '';
		const record = mark in known ? undefined : baseline(mark, draft, places, withText);
		if (record) known[mark] = record;
	}
	const now = reader.now();
	const begin = Math.min(newest || now, now);
	const { drafts: kept, forgotten } = bounded(known, ({ phase }) => phase !== 'open');
	return {
		events: [],
		state: {
			version: 1,
			watchFor: 'draft',
			place,
			newest: begin,
			looked: now,
			// Outlook tells times by the second: what is done within this one is told, since it would be lost otherwise.
			began: Math.floor(now / 1_000) * 1_000,
			...places,
			...leftOf({ newest: begin, left: {} }, forgotten),
			turn: 0,
			drafts: kept,
			unread: {},
		},
		warnings: tooMany(forgotten.length),
	};
}

async function lookAgain(reader: DraftReader, state: DraftWatchState, options: DraftOptions): Promise<DraftLook> {
	const from = state.newest - OVERLAP;
	const { ids, turn } = nextByIds(state);
	const { page, byId } = await reader.look(from, ids);
	const { rows, newest, isWhole } = await restOf(reader, page, from);
	const candidates = candidatesOf(state, rows, ids, byId);
	const { drafts, events, unread } = await judgeAll(reader, state, candidates, {
		options,
		since: Math.max(state.behind ?? from, state.began),
	});
	const now = reader.now();
	const answered = await answers(reader, drafts, rows, options, now);
	events.push(...answered, ...waiting(drafts, options, now));
	const isOver = (record: DraftRecord) => record.phase !== 'open' && !isAwaited(record, options);
	const { drafts: kept, forgotten } = bounded(drafts, isOver);
	const paused = now - state.looked > LONGEST_PAUSE ? [LONG_PAUSE(Math.floor((now - state.looked) / DAY))] : [];
	const { behind = from, left = {}, ...rest } = state;
	// What claims to come from the future would hide all that comes until then.
	const seen = Math.max(state.newest, Math.min(newest, now));
	return {
		events: events.filter(({ event }) => options.events.includes(event)).sort((one, other) => one.at - other.at),
		state: {
			...rest,
			...(isWhole ? {} : { behind }),
			...leftOf({ newest: seen, left }, forgotten),
			...{ newest: seen, looked: now, turn, drafts: kept, unread },
		},
		warnings: [...paused, ...tooMany(forgotten.length)],
	};
}

/** Those that were forgotten, as long as the list may still show them for no new reason. */
function leftOf({ newest, left }: Required<Pick<DraftWatchState, 'newest' | 'left'>>, forgotten: string[]) {
	const still = Object.entries(left).filter(([, seen]) => seen >= newest - OVERLAP);
	const all = [...still, ...forgotten.map((mark) => [mark, newest] as const)];
	return all.length > 0 ? { left: Object.fromEntries(all) } : {};
}

const tooMany = (forgotten: number) =>
	forgotten > 0
		? [
				`More than ${MOST_DRAFTS} drafts are waiting in this mailbox, so the ${forgotten} oldest are no longer watched. ` +
					'It is still noticed when one of them is sent.',
			]
		: [];

const LONG_PAUSE = (days: number) =>
	`The watch was off for ${days} days. Outlook deletes for good what has been in Deleted Items for 30 days, ` +
	'so a draft that was sent and then removed in that time is reported as deleted.';

/** The open drafts whose turn it is to be looked at by their ids, whatever the list shows. */
function nextByIds({ drafts, turn }: DraftWatchState): { ids: string[]; turn: number } {
	const open = Object.values(drafts).flatMap(({ phase, doubt, id }) => (phase === 'open' && !doubt ? [id] : []));
	const begin = open.length > 0 ? turn % open.length : 0;
	const ids = [...open.slice(begin), ...open.slice(0, begin)].slice(0, BY_ID);
	return { ids, turn: begin + ids.length };
}

/**
 * The pages behind the first one. Each begins at the time at which the one before ended, and not at a number of messages: what is changed
 * meanwhile moves to the end, and a number would then leave others out.
 */
async function restOf(reader: DraftReader, first: { rows: Sighting[]; isWhole: boolean }, from: number) {
	const rows = new Map<string, Sighting>();
	let page = first;
	let at = from;
	for (let pages = 1; ; pages++) {
		for (const row of page.rows) rows.set(row.id, row);
		const last = page.rows.at(-1)?.modified ?? at;
		const isStuck = last <= at;
		at = Math.max(at, last);
		if (page.isWhole || isStuck || pages >= MOST_PAGES)
			return { rows: [...rows.values()], newest: at, isWhole: page.isWhole };
		page = await reader.changed(at);
	}
}

/** By mark: ids of messages that may say something new of the draft. */
type Candidates = Map<string, Set<string>>;

function candidatesOf(
	{ drafts, unread, left = {} }: DraftWatchState,
	rows: Sighting[],
	ids: string[],
	byId: Array<Sighting | undefined>,
): Candidates {
	const candidates: Candidates = new Map();
	const add = (mark: string, id: string) => candidates.set(mark, (candidates.get(mark) ?? new Set()).add(id));
	for (const [id, { mark }] of Object.entries(unread)) add(mark, id);
	for (const row of rows) {
		const { own, id } = row;
		if (!own) continue;
		const record = drafts[own.mark];
		if (record && record.id === id && isAsKnown(record, row)) continue;
		if (record?.phase === 'sent') continue;
		if (!record && row.isDraft && own.mark in left) continue;
		add(own.mark, id);
	}
	for (const [mark, { id, doubt, changeKey }] of Object.entries(drafts))
		if (doubt || changeKey === UNSETTLED) add(mark, id);
	const markOf = new Map(Object.entries(drafts).map(([mark, { id }]) => [id, mark]));
	ids.forEach((id, at) => {
		const mark = markOf.get(id);
		const seen = byId[at];
		if (mark === undefined) return;
		const record = drafts[mark]!;
		if (!seen || !isAsKnown(record, seen)) add(mark, id);
	});
	return candidates;
}

const isAsKnown = (record: DraftRecord, { changeKey, parentFolderId, isDraft }: Sighting) =>
	record.changeKey === changeKey && record.parentFolderId === parentFolderId && isDraft === (record.phase !== 'sent');

interface Judging {
	options: DraftOptions;
	since: number;
}

/** Lists may be late, so what they show only says where to look: each message is read before anything is said of it. */
async function judgeAll(
	reader: DraftReader,
	state: DraftWatchState,
	candidates: Candidates,
	{ options, since }: Judging,
) {
	const drafts = { ...state.drafts };
	const events: DraftEvent[] = [];
	const unread: DraftWatchState['unread'] = {};
	const wanted = [...candidates].flatMap(([mark, ids]) => [
		...new Set([...(drafts[mark] ? [drafts[mark].id] : []), ...ids]),
	]);
	const read = await reader.contents(wanted);
	const byId = new Map(wanted.map((id, at) => [id, read[at]]));
	const now = reader.now();
	for (const [mark, ids] of candidates) {
		const record = drafts[mark];
		const found = [...ids].flatMap((id) => byId.get(id) ?? []);
		const seen = Math.min(since, ...[...ids].map((id) => state.unread[id]?.since ?? since));
		const fate = record
			? judge({ mark, record, now, places: state }, await thereIs(reader, mark, record, { ids, byId }))
			: meetOne(mark, found, { now, places: state, since: seen, withText: options.withText });
		if (fate) {
			drafts[mark] = fate.record;
			events.push(...fate.events);
		} else if (!record) {
			for (const id of ids) {
				const { tries } = state.unread[id] ?? { tries: 0 };
				if (byId.get(id) === undefined && tries < MOST_TRIES) unread[id] = { mark, tries: tries + 1, since: seen };
			}
		}
	}
	return { drafts, events, unread };
}

/** Of several that were not known the one that was sent counts, then the draft. */
function meetOne(mark: string, found: Content[], about: Parameters<typeof meet>[2]) {
	const inOrder = [...found].sort(
		(one, other) => Number(one.isDraft) - Number(other.isDraft) || one.modified - other.modified,
	);
	for (const one of inOrder) {
		const fate = meet(mark, one, about);
		if (fate) return fate;
	}
	return undefined;
}

interface Read {
	/** Of messages with the mark. */
	ids: Set<string>;
	byId: Map<string, Content | undefined>;
}

/** Before a draft counts as gone for good it is looked for everywhere. */
async function thereIs(reader: DraftReader, mark: string, record: DraftRecord, { ids, byId }: Read): Promise<There> {
	const main = byId.get(record.id);
	const otherIds = [...ids].filter((id) => id !== record.id);
	const others = otherIds.flatMap((id) => byId.get(id) ?? []);
	const hasHint = otherIds.length > 0;
	if (main || !isSettled(record, 'gone', reader.now())) return { main, others, hasHint };
	const sightings = await reader.find(mark, record.identity ?? mark, record.internetMessageId);
	const known = new Set([record.id, ...others.map(({ id }) => id)]);
	const more = await reader.contents(sightings.map(({ id }) => id).filter((id) => !known.has(id)));
	const isListed = sightings.some(({ id }) => id === record.id) || more.includes(undefined);
	return { main, others: [...others, ...more.flatMap((one) => one ?? [])], isListed, hasHint };
}

/** Whether more is to be said of one that was sent. */
const isAwaited = ({ phase, said }: DraftRecord, { events }: DraftOptions) =>
	phase === 'sent' &&
	!said.includes('answered') &&
	(events.includes('answered') || (events.includes('unanswered') && !said.includes('unanswered')));

/** What came of those that were sent. A list says that something has come into a conversation; what it is, is read there. */
async function answers(
	reader: DraftReader,
	drafts: Record<string, DraftRecord>,
	rows: Sighting[],
	options: DraftOptions,
	now: number,
): Promise<DraftEvent[]> {
	const events: DraftEvent[] = [];
	const active = new Set(rows.filter(({ isDraft }) => !isDraft).map(({ conversationId }) => conversationId));
	for (const [mark, record] of Object.entries(drafts)) {
		if (!isAwaited(record, options) || !record.sent) continue;
		const { at, from } = record.sent;
		const isDue = !record.said.includes('unanswered') && isOverdue(at, options, now);
		if (!isDue && !hasNews(rows, active, record)) continue;
		const answer = (await reader.answers(record.conversationId, at)).find((one) => isAnswer(one, record, from, at));
		if (!answer && !isDue) continue;
		const name = answer ? 'answered' : 'unanswered';
		const next = { ...record, said: [...record.said, name] as DraftEventName[] };
		drafts[mark] = next;
		events.push({ event: name, at: answer?.received ?? now, mark, record: next, ...(answer ? { answer } : {}) });
	}
	return events;
}

/** Working days are no fewer than days, and that costs less to find out. */
const isOverdue = (sent: number, { unansweredDays, timeZone }: DraftOptions, now: number) =>
	now - sent >= (unansweredDays - 1) * DAY && now >= addWorkingDays(sent, unansweredDays, timeZone);

function hasNews(rows: Sighting[], active: Set<string>, { conversationId, sent, id }: DraftRecord): boolean {
	if (!active.has(conversationId)) return false;
	return rows.some(
		(row) => row.conversationId === conversationId && row.id !== id && !row.isDraft && row.from !== sent?.from,
	);
}

/** Nobody answers within the second in which a message was sent; what it answers itself may have come then. */
const isAnswer = ({ isDraft, id, from, received }: Sighting, record: DraftRecord, self: string, sent: number) =>
	!isDraft && id !== record.id && from !== self && from !== '' && received > sent;

function waiting(drafts: Record<string, DraftRecord>, { waitingDays }: DraftOptions, now: number): DraftEvent[] {
	const events: DraftEvent[] = [];
	for (const [mark, record] of Object.entries(drafts)) {
		if (record.phase !== 'open' || record.doubt !== undefined || record.said.includes('waiting')) continue;
		if (now - record.touched < waitingDays * DAY) continue;
		const next: DraftRecord = { ...record, said: [...record.said, 'waiting'] };
		drafts[mark] = next;
		events.push({ event: 'waiting', at: now, mark, record: next });
	}
	return events;
}
