import type { Message } from '@microsoft/microsoft-graph-types';

import { readAll } from '../graph/batch';
import type { Purpose } from '../graph/call';
import { finishing, type Graph, type Listing } from '../graph/client';
import { encodeSegment, mailboxPath, withQuery } from '../graph/paths';
import { findSent, send, type Created, type Creation } from './createOnce';
import { madeBefore } from './memory';
import { getMessage, getMessageIfThere } from '../messages/get';
import { readState } from './draftState';
import { keyLock } from './keyLocks';
import { isRemembered, recall, remember, settledId } from './recent';
import { inOrder, LOOK_UP_WINDOW, lookUntil, nextPath, type Found, type Place } from './lookUp';
import { expanding, filterBy, IDENTITY_ID, OURS, valueOf } from '../messages/mark';
import { removeOwn } from '../messages/removeOwn';

export interface CreatedOrThere extends Created {
	/** The message was there before this call. */
	existing: boolean;
	/** Every step of making it was done: false for one that an earlier run left unfinished. */
	complete: boolean;
}

/** What is known of messages that could not be given their key at once. */
export interface Unlabelled {
	/** `$filter` that matches them, and maybe others. */
	filter: string;
	/** Nobody but this package makes such a message, and only for this key. */
	isCertain: boolean;
	/** Where that is not certain: whether it is the same message. */
	isSame?(found: Found): Promise<boolean>;
	/** Whether it is free to be taken, as far as this process knows. Asked last. */
	take(found: Found): boolean | 'unknown';
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
	const { place, tries } = creation;
	const { mailbox } = place;
	const begun = finishing(graph);
	const look = async (now: Graph): Promise<Seen> => await findByKey(now, { mailbox, folder }, key, unlabelled);
	const lookForOne = async (): Promise<Found[]> => {
		const { keyed, others } = await look(graph);
		return [...keyed, ...others];
	};

	const lock = keyLock(app, mailbox, key);
	// What an earlier try of this item has made is its own, not another run's.
	const sent = await findSent(graph, creation);
	const there = sent ? undefined : await findThere();
	if (there) return there;

	const created = sent ?? (await send(graph, creation));
	const id = created.message.id ?? '';
	remember(graph, lock, created.message, false);
	tries.made ??= madeBefore(created.message);
	const labelled = await label(created.message);
	const mine: Found = { ...labelled, id };
	// Its key changed it.
	if (labelled !== created.message) tries.made = madeBefore(mine);
	if (onlyProcess) return { ...created, existing: false, complete: false };

	// Not before the window ends, even when another message is seen: it may itself give way to one that shows up later.
	const found = (await graph.wait(LOOK_UP_WINDOW)) ? await look(begun).catch(() => undefined) : undefined;
	if (!found)
		return {
			...created,
			warnings: [...created.warnings, NOT_CHECKED],
			unsettled: true,
			existing: false,
			complete: false,
		};
	const first = inOrder([...found.keyed.filter((message) => message.id !== id), mine])[0]!;
	remember(graph, lock, first, true);
	await removeLeftOvers(found.others.filter((message) => message.id !== first.id && message.id !== id));
	if (first.id === id) return { ...created, existing: false, complete: false };

	// Another run's create may have been followed by a step that changed ours: only what is as we made it goes.
	const removed = await removeOwn(begun, mailbox, mine, tries.made?.changeKey);
	delete tries.made;
	return {
		message: await getMessage(begun, { mailbox, id: first.id }),
		warnings: removed ? [] : [BOTH_STAY],
		existing: true,
		complete: true,
	};

	async function findThere(): Promise<CreatedOrThere | undefined> {
		const seen = await lookForOne();
		const isSettled = onlyProcess || !seen[0] || !isYoung(graph, seen[0]) || settledId(lock) === seen[0].id;
		const all = isSettled || !(await graph.wait(LOOK_UP_WINDOW)) ? seen : await lookForOne();
		// A draft that has vanished in the meantime made way for another, which this process may know.
		const found = all[0] ? await getMessage(begun, { mailbox, id: all[0].id }, WITH_OURS) : await recallOrLook();
		if (!found) return undefined;
		const has = valueOf(found, IDENTITY_ID);
		// Meanwhile another run has taken it for another key.
		if (has !== undefined && has.toLowerCase() !== key.toLowerCase()) return undefined;
		if (has === undefined)
			return { message: await setKey(found.id ?? ''), warnings: [], existing: true, complete: false };
		return { ...(await whenStill(graph, begun, mailbox, found, onlyProcess)), warnings: [], existing: true };
	}

	/** A draft that this process made lately still exists, was thrown away, or was sent under another id: then its key finds it. */
	async function recallOrLook(): Promise<Message | undefined> {
		const recalled = await recall(graph, mailbox, lock, WITH_OURS);
		if (recalled || !isRemembered(graph, lock)) return recalled;
		const [first] = (await lookUntil(graph, lookForOne, (list) => list.length > 0)).found;
		return first && (await getMessage(graph, { mailbox, id: first.id }, WITH_OURS));
	}

	/** Second messages of answers that were lost, whose run did not learn of them: certainly made for this key, and in nobody's hands. */
	async function removeLeftOvers(others: Found[]): Promise<void> {
		const old = others.filter(
			(message) => valueOf(message, IDENTITY_ID) === undefined && !isYoung(graph, message, LEFT_OVER),
		);
		if (unlabelled?.isCertain) for (const message of old) await removeOwn(begun, mailbox, message, undefined);
	}
}

/** By then whoever made a message has given it its key. */
const LEFT_OVER = LOOK_UP_WINDOW / 2;

const NOT_CHECKED =
	'We could not check whether another run created this draft at the same moment: the run was stopped, or Outlook did not answer. Check the folder.';
const BOTH_STAY =
	'Two runs created this draft at the same moment, and the second one could not be removed or had been changed in the meantime. Check the folder.';

/** Another run may be adding what an unfinished draft lacks: it is left alone until nothing has changed for the window. */
async function whenStill(
	graph: Graph,
	begun: Graph,
	mailbox: string,
	found: Message,
	onlyProcess: boolean,
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
const EXPAND = expanding(...OURS);

/** What a look for a key finds, each in the order in which it was made. */
interface Seen {
	keyed: Found[];
	/** Drafts that could not be given their key yet. */
	others: Found[];
}

const MEMBERS = 'id,createdDateTime,lastModifiedDateTime,changeKey,isDraft,parentFolderId';

/** Looks in all places of a key at once, in one request. */
async function findByKey(
	graph: Graph,
	{ mailbox, folder }: Place,
	key: string,
	unlabelled: Unlabelled | undefined,
): Promise<Seen> {
	const folders = [...new Set(['drafts', 'sentitems', folder])];
	const pathOf = (name: string) => `${mailboxPath(mailbox)}/mailFolders/${encodeSegment(name)}/messages`;
	const query = { $filter: filterBy(IDENTITY_ID, key), $select: MEMBERS, $expand: EXPAND, $top: '50' };
	const paths = folders.map((name) => withQuery(pathOf(name), query));
	// One without a key has not left Drafts, unless a person has sent it.
	const more = unlabelled
		? ['drafts', 'sentitems'].map((name) =>
				withQuery(pathOf(name), { $filter: unlabelled.filter, $select: MEMBERS, $expand: EXPAND, $top: '250' }),
			)
		: [];
	const purpose: Purpose = { task: 'look for an earlier draft', mailbox, folder, repeat: 'safe' };
	const answers = await readAll<Listing<Found>>(graph, [...paths, ...more], purpose);
	const found = answers.slice(0, paths.length).flatMap((answer) => answer?.value ?? []);
	// The target folder may be Drafts by its id.
	const keyed = inOrder([...new Map(found.map((message) => [message.id, message])).values()]);
	// Where it is certain whose they are, the others are left overs.
	if (!unlabelled || (keyed.length > 0 && !unlabelled.isCertain)) return { keyed, others: [] };
	const candidates: Found[] = [];
	for (const answer of answers.slice(paths.length))
		if (answer) candidates.push(...(await allPages(graph, answer, purpose)));
	return { keyed, others: await withoutKey(graph, mailbox, inOrder(candidates), unlabelled) };
}

async function allPages(graph: Graph, first: Listing<Found>, purpose: Purpose): Promise<Found[]> {
	const found = [...(first.value ?? [])];
	let next = nextPath(graph, first);
	while (next) {
		const answer: Listing<Found> = await graph.json({ method: 'GET', path: next, purpose });
		found.push(...(answer.value ?? []));
		next = nextPath(graph, answer);
	}
	return found;
}

/** Of messages that may be of this key the ones that are, and have no key yet. */
async function withoutKey(
	graph: Graph,
	mailbox: string,
	candidates: Found[],
	{ isSame, take }: Unlabelled,
): Promise<Found[]> {
	const mine: Found[] = [];
	for (const candidate of candidates.filter((one) => valueOf(one, IDENTITY_ID) === undefined)) {
		const whole = isSame && (await getMessageIfThere(graph, { mailbox, id: candidate.id }));
		if (isSame && !(whole && (await isSame({ ...whole, id: candidate.id })))) continue;
		let isMine = take(candidate);
		// Requests of this process are under way that may have made it; they end soon.
		for (let waited = 0; isMine === 'unknown' && waited < LOOK_UP_WINDOW && (await graph.wait(PAUSE)); waited += PAUSE)
			isMine = take(candidate);
		if (isMine === true) mine.push(candidate);
	}
	return mine;
}

const PAUSE = 500;
