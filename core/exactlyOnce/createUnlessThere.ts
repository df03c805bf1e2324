import type { Message } from '@microsoft/microsoft-graph-types';

import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import { readAll } from '../graph/batch';
import { encodeSegment, mailboxPath, withQuery } from '../graph/paths';
import { findSent, madeBefore, send, type Created, type Creation, type MadeBefore } from './createOnce';
import { findMade, read } from './findMade';
import { inOrder, LOOK_UP_WINDOW, lookUntil, type Found, type Place } from './lookUp';
import { COMPLETE_ID, filterBy, KEY_ID } from './mark';
import { removeOwn } from './removeOwn';
import { isSameProperty } from '../message/extendedProperties';

export interface CreatedOrThere extends Created {
	/** The message was there before this call. */
	existing: boolean;
	/** Every step of making it was done: false for one that an earlier run left unfinished. */
	complete: boolean;
}

interface Options {
	/** Set by who knows that only this process makes such drafts: then nobody else can race. */
	onlyProcess: boolean;
	/** Tells one account's lanes from another's. */
	app: string;
	/** Where the message ends up, if not where it is created. */
	folder: string;
	/** Sets key and properties of a message that could not be created with them. */
	label?: (id: string) => Promise<Message>;
}

/**
 * Creates a message with a key unless one with that key exists in Drafts, in the target folder or, sent, in Sent Items.
 * Runs that race are told apart by (createdDateTime, id): the first message stays, and a run removes only its own,
 * unchanged one. What another process makes may show up late, so after its create a run looks until the window ends.
 */
export async function createUnlessThere(
	graph: Graph,
	creation: Creation,
	key: string,
	{ onlyProcess, app, folder, label }: Options,
): Promise<CreatedOrThere> {
	const { place, tries } = creation;
	const { mailbox } = place;
	const look = async (): Promise<Found[]> => await findByKey(graph, { mailbox, folder }, key);

	const lane = laneOf(app, mailbox, key);
	// What an earlier try of this item has made is its own, not another run's.
	const sent = await findSent(graph, creation);
	const there = sent ? undefined : await findThere();
	if (there) return there;

	const created = sent ?? (await send(graph, creation));
	const id = created.message.id ?? '';
	remember(graph, lane, created.message, false);
	tries.made ??= madeBefore(created.message);
	const mine: Found = { ...(label ? await label(id) : created.message), id };
	// Its key changed it.
	if (label) tries.made = madeBefore(mine);
	if (onlyProcess) return { ...created, existing: false, complete: false };

	// Not before the window ends, even when another message is seen: it may itself give way to one that shows up later.
	const found = (await graph.wait(LOOK_UP_WINDOW)) ? await look().catch(() => undefined) : undefined;
	if (!found)
		return {
			...created,
			warnings: [...created.warnings, NOT_CHECKED],
			unsettled: true,
			existing: false,
			complete: false,
		};
	const first = inOrder([...found.filter((message) => message.id !== id), mine])[0]!;
	remember(graph, lane, first, true);
	if (first.id === id) return { ...created, existing: false, complete: false };

	// Another run's create may have been followed by a step that changed ours: only what is as we made it goes.
	const removed = await removeOwn(graph, mailbox, mine, tries.made?.changeKey);
	delete tries.made;
	return {
		message: await read(graph, mailbox, first.id),
		warnings: removed ? [] : [BOTH_STAY],
		existing: true,
		complete: true,
	};

	async function findThere(): Promise<CreatedOrThere | undefined> {
		const seen = await look();
		const isSettled = onlyProcess || !seen[0] || !isYoung(graph, seen[0]) || recent.get(lane)?.settledId === seen[0].id;
		const all = isSettled || !(await graph.wait(LOOK_UP_WINDOW)) ? seen : await look();
		// One that has vanished meanwhile gave way to another, which this process may know.
		const found = all[0] ? await read(graph, mailbox, all[0].id, { $expand: EXPAND_COMPLETE }) : await recallOrLook();
		if (!found) return undefined;
		const message = onlyProcess ? found : await whenStill(graph, mailbox, found);
		return { message, warnings: [], existing: true, complete: isComplete(message) };
	}

	/** One that this process made lately is in its place, or was thrown away, or was sent and has another id now: then it shows up under its key. */
	async function recallOrLook(): Promise<Message | undefined> {
		const recalled = await recall(graph, mailbox, lane);
		if (recalled || !isRemembered(graph, lane)) return recalled;
		const [first] = (await lookUntil(graph, look, (list) => list.length > 0)).found;
		return first && (await read(graph, mailbox, first.id, { $expand: EXPAND_COMPLETE }));
	}
}

const NOT_CHECKED =
	'Nobody could look whether another run made this draft at the same moment: the run was stopped, or Outlook did not answer. Look into the folder.';
const BOTH_STAY =
	'Two runs made this draft at the same moment, and the second one could not be removed or had been changed meanwhile. Look into the folder.';

/** Another run may be adding what an unfinished draft lacks: it is left alone until nothing has changed for the window. */
async function whenStill(graph: Graph, mailbox: string, found: Message): Promise<Message> {
	const isStill = ({ lastModifiedDateTime }: Message) =>
		!(graph.serverNow() - Date.parse(lastModifiedDateTime ?? '') < LOOK_UP_WINDOW);
	let message = found;
	while (!isComplete(message) && !isStill(message) && (await graph.wait(LOOK_UP_WINDOW)))
		message = await read(graph, mailbox, found.id ?? '', { $expand: EXPAND_COMPLETE });
	return message;
}

/** Runs that race may still be deciding which of their messages stays. */
function isYoung(graph: Graph, { createdDateTime }: Found): boolean {
	return graph.serverNow() - Date.parse(createdDateTime ?? '') < 2 * LOOK_UP_WINDOW;
}

const isComplete = ({ singleValueExtendedProperties: properties }: Pick<Message, 'singleValueExtendedProperties'>) =>
	properties?.some(({ id }) => isSameProperty(id, COMPLETE_ID)) ?? false;

const EXPAND_COMPLETE = `singleValueExtendedProperties($filter=id eq '${COMPLETE_ID}')`;

/** Looks in all places of a key at once, in one request. */
async function findByKey(graph: Graph, { mailbox, folder }: Place, key: string): Promise<Found[]> {
	const folders = [...new Set(['drafts', 'sentitems', folder])];
	const query = {
		$filter: filterBy(KEY_ID, key),
		$select: 'id,createdDateTime,lastModifiedDateTime,changeKey,isDraft,parentFolderId',
		$expand: EXPAND_COMPLETE,
		$top: '50',
	};
	const paths = folders.map((name) =>
		withQuery(`${mailboxPath(mailbox)}/mailFolders/${encodeSegment(name)}/messages`, query),
	);
	const purpose: Purpose = { task: 'look for an earlier draft', mailbox, folder, repeat: 'safe' };
	const answers = await readAll<Listing<Found>>(graph, paths, purpose);
	const found = answers.flatMap((answer) => answer?.value ?? []);
	// The target folder may be Drafts by its id.
	return inOrder([...new Map(found.map((message) => [message.id, message])).values()]);
}

/** Names what runs with the same key have in common. `app` tells one account from another. */
export const laneOf = (app: string, mailbox: string, key: string): string => `${app} ${mailbox.toLowerCase()} ${key}`;

const lanes = new Map<string, Promise<unknown>>();

/** Runs with the same key wait for each other in this process, until the draft has everything: two would add the same files. */
export async function oneAtATime<T>(graph: Graph, lane: string, work: () => Promise<T>): Promise<T> {
	const before = lanes.get(lane);
	const run = (before ? graph.waitFor(before) : Promise.resolve(true)).then(work);
	// One that is stopped while it waits leaves its place to the one before it.
	const end: Promise<unknown> = Promise.allSettled([before, run]).then(() => {
		if (lanes.get(lane) === end) lanes.delete(lane);
	});
	lanes.set(lane, end);
	return await run;
}

/** What this process made lately, by lane: a filter may not show it yet, its id does. */
const recent = new Map<string, { draft: MadeBefore; settledId: string | undefined; until: number }>();
/** More than 32 requests at a time can make while it is remembered. */
const MOST_REMEMBERED = 5_000;

/** `settled`: no draft of another run can come before it any more. */
function remember(graph: Graph, lane: string, draft: Message, settled: boolean): void {
	const now = graph.now();
	recent.delete(lane);
	for (const [name, { until }] of recent) {
		if (until > now && recent.size < MOST_REMEMBERED) break;
		recent.delete(name);
	}
	recent.set(lane, {
		draft: madeBefore(draft),
		settledId: settled ? draft.id : undefined,
		until: now + 2 * LOOK_UP_WINDOW,
	});
}

/** Undefined when a person has meanwhile thrown it away: then the key is free again. */
async function recall(graph: Graph, mailbox: string, lane: string): Promise<Message | undefined> {
	return isRemembered(graph, lane)
		? await findMade(graph, mailbox, recent.get(lane)!.draft, { $expand: EXPAND_COMPLETE })
		: undefined;
}

const isRemembered = (graph: Graph, lane: string): boolean => (recent.get(lane)?.until ?? 0) > graph.now();
