import type { Message } from '@microsoft/microsoft-graph-types';

import { finishing, type Graph } from '../graph/client';
import { getMessage } from '../messages/get';
import { IDENTITY_ID, OURS, valueOf } from '../messages/mark';
import { removeOwn } from '../messages/removeOwn';
import { findFromEarlierTry, send, type Created, type Creation } from './createOnce';
import { readState } from './draftState';
import { findByKey, type Unlabelled } from './findByKey';
import { keyLock } from './keyLocks';
import { inOrder, LOOK_UP_WINDOW, lookUntil, type Found, type Place } from './lookUp';
import { madeBefore, type Tries } from './memory';
import { isRemembered, recall, remember, settledId } from './recent';

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
	/** Sets key and properties of a message that could not be created with them; returns it as it is then. */
	label(message: Message): Promise<Message>;
	/** The same of one that an interrupted run made. */
	setKey(id: string): Promise<Message>;
	unlabelled?: Unlabelled;
}

/** What the steps of one create with a key share. */
interface Search extends Pick<Options, 'onlyProcess' | 'unlabelled'> {
	graph: Graph;
	/** For what finishes a draft that was begun. */
	begun: Graph;
	/** Where the message may be, besides Drafts and Sent Items. */
	place: Place;
	key: string;
	/** Names mailbox and key in this process. */
	lock: string;
}

/**
 * Creates a message with a key unless one with that key exists in Drafts, in the target folder or, sent, in Sent Items.
 * Runs that race are told apart by (createdDateTime, id): the first message stays, and a run removes only its own,
 * unchanged one. What another process makes may show up late, so after its create a run looks until the window ends.
 * A message that an interrupted run could not give its key is taken for that key, and gets it.
 */
export async function createWithKey(
	graph: Graph,
	creation: Creation,
	key: string,
	{ onlyProcess, app, folder, label, setKey, unlabelled }: Options,
): Promise<CreatedOrThere> {
	const { mailbox } = creation.place;
	const search: Search = {
		graph,
		begun: finishing(graph),
		place: { mailbox, folder },
		key,
		lock: keyLock(app, mailbox, key),
		onlyProcess,
		...(unlabelled ? { unlabelled } : {}),
	};
	// What an earlier try of this item has made is its own, not another run's.
	const sent = await findFromEarlierTry(graph, creation);
	const there = sent ? undefined : await takeThere(search, setKey);
	if (there) return there;

	const created = sent ?? (await send(graph, creation));
	const mine = await withLabel(search, creation.tries, created.message, label);
	return onlyProcess
		? { ...created, existing: false, complete: false }
		: await keepFirstRun(search, creation.tries, created, mine);
}

/** Takes a message that another run has made for this key, if there is one. */
async function takeThere(search: Search, setKey: Options['setKey']): Promise<CreatedOrThere | undefined> {
	const { graph, begun, place, key, lock, onlyProcess } = search;
	const { mailbox } = place;
	const seen = await lookForAny(search);
	const isSettled = onlyProcess || !seen[0] || !isYoung(graph, seen[0]) || settledId(lock) === seen[0].id;
	const all = isSettled || !(await graph.wait(LOOK_UP_WINDOW)) ? seen : await lookForAny(search);
	// A message that has vanished meanwhile gave way to another, which this process may know.
	const found = all[0] ? await getMessage(begun, { mailbox, id: all[0].id }, WITH_OURS) : await recallOrLook(search);
	if (!found) return undefined;
	const has = valueOf(found, IDENTITY_ID);
	// Meanwhile another run has taken it for another key.
	if (has !== undefined && has.toLowerCase() !== key.toLowerCase()) return undefined;
	const existing = { knownBy: 'earlier' as const, warnings: [], existing: true };
	if (has === undefined) return { ...existing, message: await setKey(found.id ?? ''), complete: false };
	return { ...existing, ...(await whenStill(search, found)) };
}

async function lookForAny(search: Search): Promise<Found[]> {
	const { keyed, others } = await findByKey(search.graph, search);
	return [...keyed, ...others];
}

/**
 * A message that this process made lately is in its place, or was thrown away, or was sent and has another id now: then it
 * shows up under its key.
 */
async function recallOrLook(search: Search): Promise<Message | undefined> {
	const { graph, place, lock } = search;
	const recalled = await recall(graph, place.mailbox, lock, WITH_OURS);
	if (recalled || !isRemembered(graph, lock)) return recalled;
	const [first] = (
		await lookUntil(
			graph,
			async () => await lookForAny(search),
			(list) => list.length > 0,
		)
	).found;
	return first && (await getMessage(graph, { mailbox: place.mailbox, id: first.id }, WITH_OURS));
}

/** Gives a new message its key, and remembers it at every step. Returns it as it is then. */
async function withLabel(
	{ graph, lock }: Search,
	tries: Tries,
	message: Message,
	label: Options['label'],
): Promise<Found> {
	remember(graph, lock, message, false);
	tries.made ??= madeBefore(message);
	const labelled = await label(message);
	const mine: Found = { ...labelled, id: message.id ?? '' };
	// Setting the key has changed the changeKey.
	if (labelled !== message) tries.made = madeBefore(mine);
	return mine;
}

/** Looks whether another run has made a message for the key at the same time: the first one stays. */
async function keepFirstRun(search: Search, tries: Tries, created: Created, mine: Found): Promise<CreatedOrThere> {
	const { graph, begun, place, lock } = search;
	const { mailbox } = place;
	const isOurs = { ...created, existing: false, complete: false };
	// Not before the window ends, even when another message is seen: it may itself give way to one that shows up later.
	const found = (await graph.wait(LOOK_UP_WINDOW)) ? await findByKey(begun, search).catch(() => undefined) : undefined;
	if (!found) return { ...isOurs, warnings: [...created.warnings, NOT_CHECKED], unsettled: true };
	const first = inOrder([...found.keyed.filter(({ id }) => id !== mine.id), mine])[0]!;
	remember(graph, lock, first, true);
	await removeLeftOvers(
		search,
		found.others.filter(({ id }) => id !== first.id && id !== mine.id),
	);
	if (first.id === mine.id) return isOurs;

	// Another run's create may have been followed by a step that changed ours: only what is as we made it goes.
	const removed = await removeOwn(begun, mailbox, mine, tries.made?.changeKey);
	delete tries.made;
	return {
		message: await getMessage(begun, { mailbox, id: first.id }),
		knownBy: 'earlier',
		warnings: removed ? [] : [BOTH_STAY],
		existing: true,
		complete: true,
	};
}

/** Second messages of answers that were lost, whose run did not learn of them: certainly made for this key, and in nobody's hands. */
async function removeLeftOvers({ graph, begun, place, unlabelled }: Search, others: Found[]): Promise<void> {
	const old = others.filter(
		(message) => valueOf(message, IDENTITY_ID) === undefined && !isYoung(graph, message, LEFT_OVER),
	);
	if (unlabelled?.isCertain) for (const message of old) await removeOwn(begun, place.mailbox, message, undefined);
}

/** By then whoever made a message has given it its key. */
const LEFT_OVER = LOOK_UP_WINDOW / 2;

const NOT_CHECKED =
	'We could not check whether another run created this draft at the same moment: the run was stopped, or ' +
	'Outlook did not answer. Check the folder.';
const BOTH_STAY =
	'Two runs created this draft at the same moment, and the second one could not be removed or had been ' +
	'changed in the meantime. Check the folder.';

/** Another run may be adding what an unfinished draft lacks: it is left alone until nothing has changed for the window. */
async function whenStill(
	{ graph, begun, place: { mailbox }, onlyProcess }: Search,
	found: Message,
): Promise<Pick<CreatedOrThere, 'message' | 'complete'>> {
	const isStill = ({ lastModifiedDateTime }: Message) =>
		!(graph.serverNow() - Date.parse(lastModifiedDateTime ?? '') < LOOK_UP_WINDOW);
	for (let message = found; ; ) {
		const { complete = false } = await readState(begun, mailbox, message, true);
		if (complete || onlyProcess || isStill(message) || !(await graph.wait(LOOK_UP_WINDOW)))
			return { message, complete };
		message = await getMessage(graph, { mailbox, id: found.id ?? '' }, WITH_OURS);
	}
}

/** Runs that race may still be deciding which of their messages stays. */
function isYoung(graph: Graph, { createdDateTime }: Found, age = 2 * LOOK_UP_WINDOW): boolean {
	return graph.serverNow() - Date.parse(createdDateTime ?? '') < age;
}

const WITH_OURS = { properties: OURS };
