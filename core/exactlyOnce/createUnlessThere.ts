import type { Message } from '@microsoft/microsoft-graph-types';

import type { Graph, Listing } from '../graph/client';
import { readAll } from '../graph/batch';
import { encodeSegment, mailboxPath, withQuery } from '../graph/paths';
import { createOnce, read, type Created, type Creation } from './createOnce';
import { FOUND_MEMBERS, inOrder, LOOK_UP_WINDOW, type Found, type Place } from './lookUp';
import { COMPLETE_ID, filterBy, KEY_ID } from './mark';
import { removeOwn } from './removeOwn';

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

type Keyed = Found & Pick<Message, 'singleValueExtendedProperties'>;

/**
 * Creates a message with a key unless one with that key exists in Drafts, in the target folder or, sent, in Sent Items.
 * Runs that race are told apart by (createdDateTime, id): the first message stays, and a run removes only its own,
 * unchanged one. What another process makes may show up late, so after its create a run looks until the window ends.
 */
export async function createUnlessThere(graph: Graph, creation: Creation, key: string, { onlyProcess, app, folder, label }: Options): Promise<CreatedOrThere> {
	const { place } = creation;
	const look = async (): Promise<Keyed[]> => await findByKey(graph, { mailbox: place.mailbox, folder }, key);
	// Not before the window ends, even when another message is seen: it may itself give way to one that shows up later.
	const settled = async (before: Keyed[]): Promise<Keyed[]> => {
		if (!(await graph.wait(LOOK_UP_WINDOW))) return before;
		const after = await look();
		return after.length > 0 ? after : before;
	};

	return await oneAtATime(graph, `${app} ${place.mailbox.toLowerCase()} ${key}`, async (lane) => {
		const seen = await look();
		const [there] = !onlyProcess && seen[0] && isYoung(graph, seen[0]) ? await settled(seen) : seen;
		const remembered = there ? undefined : await recall(graph, place, lane);
		if (remembered) return { message: remembered, warnings: [], existing: true, complete: isComplete(remembered) };
		if (there) return { message: await read(graph, place.mailbox, there.id), warnings: [], existing: true, complete: isComplete(there) };

		const created = await createOnce(graph, creation);
		const id = created.message.id ?? '';
		remember(graph, lane, { ...created.message, id });
		const mine = { ...(label ? await label(id) : created.message), id };
		if (onlyProcess) return { ...created, existing: false, complete: false };

		const found = await settled([]).catch(() => undefined);
		if (!found) return { ...created, warnings: [...created.warnings, NOT_CHECKED], existing: false, complete: false };
		const first = inOrder([...found.filter(({ id }) => id !== mine.id), mine])[0]!;
		if (first.id === mine.id) return { ...created, existing: false, complete: false };

		remember(graph, lane, first);
		// Another run's create may have been followed by a step that changed ours: only what is as we made it goes.
		const removed = await removeOwn(graph, place.mailbox, found.find(({ id }) => id === mine.id) ?? mine, mine.changeKey);
		return { message: await read(graph, place.mailbox, first.id), warnings: removed ? [] : [BOTH_STAY], existing: true, complete: true };
	});
}

const NOT_CHECKED = 'Outlook did not say whether another run made this draft at the same moment. Look into the folder.';
const BOTH_STAY = 'Two runs made this draft at the same moment, and the second one could not be removed or had been changed meanwhile. Look into the folder.';

/** Runs that race may still be deciding which of their messages stays. */
function isYoung(graph: Graph, { createdDateTime }: Found): boolean {
	return graph.serverNow() - Date.parse(createdDateTime ?? '') < 2 * LOOK_UP_WINDOW;
}

const isComplete = ({ singleValueExtendedProperties: properties }: Pick<Message, 'singleValueExtendedProperties'>) => properties?.some(({ id }) => id === COMPLETE_ID) ?? false;

const EXPAND_COMPLETE = `singleValueExtendedProperties($filter=id eq '${COMPLETE_ID}')`;

/** Looks in all places of a key at once, in one request. */
async function findByKey(graph: Graph, { mailbox, folder }: Place, key: string): Promise<Keyed[]> {
	const folders = [...new Set(['drafts', 'sentitems', folder])];
	const query = {
		$filter: filterBy(KEY_ID, key),
		$select: FOUND_MEMBERS,
		$expand: EXPAND_COMPLETE,
		$top: '50',
	};
	const paths = folders.map((name) => withQuery(`${mailboxPath(mailbox)}/mailFolders/${encodeSegment(name)}/messages`, query));
	const purpose = { task: 'look for an earlier draft', mailbox, folder, write: false, permission: 'Mail.ReadWrite' };
	const answers = await readAll<Listing<Keyed>>(graph, paths, purpose);
	const found = answers.flatMap((answer) => answer?.value ?? []);
	// The target folder may be Drafts by its id.
	return inOrder([...new Map(found.map((message) => [message.id, message])).values()]);
}

/** Runs with the same key wait for each other in this process. */
const lanes = new Map<string, Promise<unknown>>();

async function oneAtATime<T>(graph: Graph, lane: string, work: (lane: string) => Promise<T>): Promise<T> {
	const before = lanes.get(lane);
	const run = (before ? graph.waitFor(before) : Promise.resolve(true)).then(async () => await work(lane));
	lanes.set(lane, run);
	return await run.finally(() => {
		if (lanes.get(lane) === run) lanes.delete(lane);
	});
}

/** What this process made lately, by lane: a filter may not show it yet, its id does. */
const recent = new Map<string, { draft: Found; until: number }>();

function remember(graph: Graph, lane: string, draft: Found): void {
	const now = graph.now();
	for (const [name, { until }] of recent) {
		if (until > now) break;
		recent.delete(name);
	}
	recent.delete(lane);
	recent.set(lane, { draft, until: now + 6 * LOOK_UP_WINDOW });
}

/** Undefined when a person has meanwhile thrown it away: then the key is free again. */
async function recall(graph: Graph, { mailbox }: Place, lane: string): Promise<Message | undefined> {
	const known = recent.get(lane);
	if (!known || known.until <= graph.now()) return undefined;
	const message = await read(graph, mailbox, known.draft.id, { $expand: EXPAND_COMPLETE }).catch(() => undefined);
	const isThere = message?.isDraft === false || message?.parentFolderId === known.draft.parentFolderId;
	return isThere ? message : undefined;
}
