import type { Look } from './draftState';
import { fitsList, wantsAnswer, type MessageFilter } from './messageFilter';
import type { ArrivalPage, MessageReader } from './messageReader';
import type { MessageWatchState, ReadMessage } from './messageState';
import { shortHash } from './shortHash';

/** How far back a look goes behind the newest message that was seen, in milliseconds: mail may be delivered, or shown, late. */
const OVERLAP = 900_000;
/** Messages that are told in one look; the next look goes on. Keeps what is held in memory small. */
const MOST_TOLD = 1_000;
/** Pages of changes that are read in one look. */
const MOST_PAGES = 50;
/** Messages that are remembered: those of the overlap, and, where moved ones count, those that came last. */
const MOST_SEEN = 5_000;

export interface MessageOptions {
	/** Mailbox and folder. */
	place: string;
	filter: MessageFilter;
	/** Messages count too that are moved into the folder, whenever they were delivered. */
	countMoved: boolean;
}

type MessageLook = Look<MessageWatchState, ReadMessage>;

/** Looks once what has come into a folder. Without a state, or for another folder, it only remembers what is there. */
export async function lookAtMessages(
	reader: MessageReader,
	state: MessageWatchState | undefined,
	options: MessageOptions,
): Promise<MessageLook> {
	if (state?.place !== options.place) return await firstLook(reader, options);
	return options.countMoved
		? await lookAtChanges(reader, state, options)
		: await lookAtDelivered(reader, state, options);
}

async function firstLook(reader: MessageReader, { place, countMoved }: MessageOptions): Promise<MessageLook> {
	const [last] = await reader.latest(1);
	const now = reader.now();
	// An empty folder has no time of its own. A message may claim to come from the future.
	const newest = Math.min(last?.received ?? now, now);
	let seen: Record<string, number> = {};
	for (let from = newest - OVERLAP; ; ) {
		const { rows, isWhole } = await reader.delivered(from);
		seen = { ...seen, ...Object.fromEntries(rows.map(({ id, received }) => [shortHash(id), received])) };
		const end = rows.at(-1)?.received ?? from;
		if (isWhole || end <= from) break;
		from = end;
	}
	const state: MessageWatchState = { version: 1, watchFor: 'message', place, newest, floor: 0, looked: now, seen };
	return countMoved
		? await lookAtChanges(reader, { ...state, isBeginning: true }, undefined)
		: { events: [], state: bounded(state), warnings: [] };
}

/** By the time of delivery, which nothing changes: no place in a list, and no link that the service may forget. */
async function lookAtDelivered(
	reader: MessageReader,
	state: MessageWatchState,
	{ filter }: MessageOptions,
): Promise<MessageLook> {
	const seen = { ...state.seen };
	const events: ReadMessage[] = [];
	let { newest } = state;
	for (let from = Math.max(state.newest - OVERLAP, state.floor); ; ) {
		const { rows, isWhole }: ArrivalPage = await reader.delivered(from);
		const fresh = once(rows).filter(({ id }) => !(shortHash(id) in seen));
		for (const { id, received } of fresh) seen[shortHash(id)] = received;
		const fitting = fresh.filter((row) => fitsList(row, filter)).map(({ id }) => id);
		const { messages, missing } = await told(reader, fitting, filter);
		events.push(...messages);
		// The next look meets them again, unless they were deleted meanwhile.
		for (const id of missing) delete seen[shortHash(id)];
		const last = rows.at(-1)?.received ?? from;
		newest = Math.max(newest, last);
		if (isWhole || last <= from || events.length >= MOST_TOLD) break;
		from = last;
	}
	const now = reader.now();
	return {
		events,
		state: bounded({ ...state, newest: notAfter(now, newest, state.newest), looked: now, seen }),
		warnings: [],
	};
}

/** A list may show a message twice. */
const once = <T extends { id: string }>(rows: T[]): T[] => [...new Map(rows.map((row) => [row.id, row])).values()];

/** A message that claims to come from the future would hide all that come until then. */
const notAfter = (now: number, newest: number, known: number) => Math.max(known, Math.min(newest, now));

/**
 * By the changes that the service keeps of a folder: they also tell what was moved into it. The service may forget the link to them;
 * then all is read anew, and only what was delivered since the last look is told.
 */
async function lookAtChanges(
	reader: MessageReader,
	state: MessageWatchState,
	options: MessageOptions | undefined,
): Promise<MessageLook> {
	const seen = { ...state.seen };
	const events: ReadMessage[] = [];
	const warnings: string[] = [];
	let { link, newest, isBeginning, unread = {} } = state;
	for (let pages = 1; pages <= MOST_PAGES && events.length < MOST_TOLD; pages++) {
		const page = await reader.changes(link);
		if (page === 'expired') {
			if (link === undefined) throw new Error('A first request for changes cannot be too late.');
			link = undefined;
			isBeginning = true;
			warnings.push(STARTED_ANEW);
			continue;
		}
		// Messages of a folder that is read from the beginning were there before, but for those that were delivered since.
		const fresh = once(page.rows).filter(
			({ id, received }) => !(shortHash(id) in seen) && (!isBeginning || received > state.newest),
		);
		for (const { id, received } of isBeginning ? fresh : page.rows) seen[shortHash(id)] = received;
		if (options) {
			const ids = [...new Set([...Object.keys(unread), ...fresh.map(({ id }) => id)])];
			const { messages, missing } = await told(reader, ids, options.filter);
			events.push(...messages);
			unread = triedAgain(unread, missing);
		}
		newest = Math.max(newest, ...page.rows.map(({ received }) => received));
		link = page.link;
		if (!page.isWhole) continue;
		isBeginning = undefined;
		break;
	}
	const now = reader.now();
	const next: MessageWatchState = {
		...state,
		newest: notAfter(now, newest, state.newest),
		looked: now,
		seen,
		...(link === undefined ? {} : { link }),
	};
	if (Object.keys(unread).length > 0) next.unread = unread;
	else delete next.unread;
	if (isBeginning) next.isBeginning = isBeginning;
	else delete next.isBeginning;
	return { events, state: boundedByNumber(next), warnings };
}

const STARTED_ANEW =
	'Outlook no longer knows up to where this watch has read the folder, so it starts anew: ' +
	'messages delivered since the last look are reported, messages moved into the folder in that time are not.';

/** Looks in which a message that the changes show is tried to be read. */
const MOST_TRIES = 10;

const triedAgain = (unread: Record<string, number>, missing: string[]): Record<string, number> =>
	Object.fromEntries(
		missing.map((id) => [id, (unread[id] ?? 0) + 1] as const).filter(([, tries]) => tries < MOST_TRIES),
	);

interface Told {
	messages: ReadMessage[];
	/** Ids that were not found: deleted meanwhile, or not there yet on the server that was asked. */
	missing: string[];
}

/** Reads what may have to be told, and leaves out what its contents, or the rest of its conversation, speak against. */
async function told(reader: MessageReader, ids: string[], filter: MessageFilter): Promise<Told> {
	if (ids.length === 0) return { messages: [], missing: [] };
	const found = await reader.read(ids);
	const missing = ids.filter((_id, at) => found[at] === undefined);
	const read = found.flatMap((message) => message ?? []);
	const fitting = read.filter((message) => fitsList(message, filter) && (!filter.needsAnswer || wantsAnswer(message)));
	if (!filter.needsAnswer || fitting.length === 0) return { messages: fitting, missing };
	const conversations = await reader.conversations(fitting.map(({ conversationId }) => conversationId));
	const messages = fitting.filter(({ received }, at) => {
		const { answered, hasOwnDraft } = conversations[at]!;
		return answered < received && !hasOwnDraft;
	});
	return { messages, missing };
}

/** Forgets what a look can no longer meet. Where a quarter of an hour brings too much, the next look begins later. */
function bounded(state: MessageWatchState): MessageWatchState {
	const from = state.newest - OVERLAP;
	const recent = Object.entries(state.seen)
		.filter(([, received]) => received >= from)
		.sort(([, one], [, other]) => other - one);
	if (recent.length <= MOST_SEEN) return { ...state, seen: Object.fromEntries(recent) };
	const last = recent[MOST_SEEN]![1];
	const kept = recent.filter(([, received]) => received > last);
	// All of one moment: then they are all remembered.
	if (kept.length === 0) return { ...state, seen: Object.fromEntries(recent) };
	return { ...state, seen: Object.fromEntries(kept), floor: last + 1_000 };
}

/** Moved messages may be of any age: those that were met last are remembered. */
function boundedByNumber(state: MessageWatchState): MessageWatchState {
	const all = Object.entries(state.seen);
	return all.length <= MOST_SEEN ? state : { ...state, seen: Object.fromEntries(all.slice(-MOST_SEEN)) };
}
