import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, LOCAL_CODES, toDraftError } from '../errors';
import { finishing, type Graph } from '../graph/client';
import { findIn, inOrder, LOOK_UP_WINDOW, lookUntil, type Found, type Place } from './lookUp';
import type { Tries } from './memory';
import { removeOwn } from '../messages/removeOwn';

/** One message to be made, and how it is recognised when the answer is lost. */
export interface Creation {
	place: Place;
	/** Sends it. Called again when the service does not have it; each message is the same in everything. */
	post(): Promise<Message>;
	/** `$filter` that matches this message and no other. Undefined: it cannot be recognised, so it is never sent again. */
	filter: string | undefined;
	/** Query of the look-up besides the filter. */
	query?: Record<string, string>;
	/**
	 * Where the filter may match other messages: tells them from this one. `unknown`: it cannot be told yet. `knownBy` is
	 * `earlier` as long as this call has sent nothing.
	 */
	isMine?(found: Found, knownBy: KnownBy): boolean | 'unknown';
	/** Asked after a lost answer. False: this message cannot be told from others now, so it is neither looked for nor sent again. */
	isUnmistakable?(): boolean;
	/** What earlier tries of the same item left; kept up to date. */
	tries: Tries;
	/** The message of `tries.made`, as the service has it now. */
	made?: Message;
}

/**
 * By what it is known that a message exists. `answer`: this call sent it and was told; `look`: this call sent it, the answer was
 * lost, and a look found it; `earlier`: this call sent nothing.
 */
export type KnownBy = 'answer' | 'look' | 'earlier';

export interface Created {
	message: Message;
	knownBy: KnownBy;
	warnings: string[];
	/** Nobody could look whether there is a second one, because the run was stopped or no answer came. */
	unsettled?: true;
}

type Answer = { message: Message } | { error: DraftError };

/** How often it is sent at most: each time the window has passed and the message was not there. */
const MOST_ATTEMPTS = 5;
/** The same where the answers say nothing: a message that is too large is answered so each time (OBS docs#13979). */
const MOST_WITHOUT_EFFECT = 3;

/**
 * Creates one message exactly once, as long as Graph's filters show a new message within the look-up window. After a lost
 * answer it looks for the message, sends again if there is none, looks again and removes what is there twice.
 * Waits without holding a slot. Throws DraftError; `draftMayExist` says that nobody knows.
 */
export async function createOnce(graph: Graph, creation: Creation): Promise<Created> {
	return (await findFromEarlierTry(graph, creation)) ?? (await send(graph, creation));
}

/** What an earlier try of the same item has made. Throws when nobody says whether it has made something. */
export async function findFromEarlierTry(graph: Graph, creation: Creation): Promise<Created | undefined> {
	const { made, tries } = creation;
	const { sent = 0 } = tries;
	if (made)
		return sent > 1
			? await keepFirst(graph, creation, 'earlier', { ...made, changeKey: tries.made?.changeKey })
			: { message: made, knownBy: 'earlier', warnings: [] };
	if (sent === 0) return undefined;
	if (!isUnmistakable(creation)) throw notAnswered();
	const { found, answered } = await lookFor(graph, creation, 'earlier');
	if (found[0]) return await keepIfAlone(graph, creation, 'earlier', found[0]);
	if (!answered) throw notAnswered();
	return undefined;
}

/** Sends it, until it is there. */
export async function send(graph: Graph, creation: Creation): Promise<Created> {
	const { tries } = creation;
	// Time in the queue for a slot does not count, as for single requests.
	const mostAttempts = Math.min(MOST_ATTEMPTS, 1 + Math.floor(graph.timeout / LOOK_UP_WINDOW));
	let lost: DraftError | undefined;
	for (let attempts = 1; ; attempts++) {
		tries.sent = (tries.sent ?? 0) + 1;
		const answer = await attempt(creation);
		if ('message' in answer)
			return tries.sent === 1
				? { message: answer.message, knownBy: 'answer', warnings: [] }
				: await keepFirst(graph, creation, 'answer', answer.message);
		if (!answer.error.cause.draftMayExist) tries.sent -= 1;
		if (!isLost(answer.error)) throw tries.sent > 0 ? stillLost(answer.error, lost) : answer.error;
		lost = answer.error;
		if (!isUnmistakable(creation)) throw lost;
		const { found, answered } = await lookFor(graph, creation, 'look');
		if (found[0]) return await keepIfAlone(graph, creation, 'look', found[0]);
		// Where nobody answered whether it is there, another one could be the second.
		const most = lost.cause.saysNothing ? Math.min(mostAttempts, MOST_WITHOUT_EFFECT) : mostAttempts;
		if (!answered || attempts >= most || timedOut(lost) || !(await graph.wait(0))) throw lost;
	}
}

/** No answer came, or one that leaves open whether the message was made. What did not come from Graph at all is not repeated. */
function isLost({ cause: { draftMayExist, cannotBeRecognised, saysNothing, status } }: DraftError): boolean {
	const isOpen = saysNothing || status === undefined || [500, 502, 503, 504].includes(status);
	return draftMayExist === true && !cannotBeRecognised && isOpen;
}

/** It took as long as the person wants to wait (fetch, axios). */
const timedOut = ({ code }: DraftError) => code === 'TimeoutError' || code === 'ECONNABORTED';

/** This time nothing was made, but what was sent before may still turn up: a later try has to look for it. */
function stillLost(error: DraftError, lost: DraftError | undefined): DraftError {
	if (error.code === LOCAL_CODES.cancelled) return lost ?? notAnswered();
	return new DraftError(error.code, error.message, { ...error.cause, draftMayExist: true });
}

function notAnswered(): DraftError {
	return new DraftError(LOCAL_CODES.network, 'An earlier attempt may have created this draft; we could not find out.', {
		draftMayExist: true,
		hint: 'Check the folder before you run it again.',
	});
}

const isUnmistakable = (creation: Creation): boolean =>
	creation.filter !== undefined && (creation.isUnmistakable?.() ?? true);

/** Looks until `enough` are there. */
async function lookFor(
	graph: Graph,
	{ place, filter, query, isMine }: Creation,
	knownBy: KnownBy,
	enough = (found: Found[]) => found.length > 0,
) {
	const look = async (): Promise<Found[]> => {
		const found = (await findIn(finishing(graph), place, filter ?? '', query)).map((message) => ({
			message,
			isMine: isMine?.(message, knownBy) ?? true,
		}));
		const mine = found.flatMap((one) => (one.isMine === true ? [one.message] : []));
		// Then this look counts as none.
		if (mine.length === 0 && found.some((one) => one.isMine === 'unknown'))
			throw new Error('We cannot tell yet whose message this is.');
		return mine;
	};
	return await lookUntil(graph, look, enough);
}

/** A message that was sent once cannot exist twice. */
async function keepIfAlone(graph: Graph, creation: Creation, knownBy: KnownBy, found: Found): Promise<Created> {
	return creation.tries.sent === 1
		? { message: found, knownBy, warnings: [] }
		: await keepFirst(graph, creation, knownBy);
}

/** It was sent more than once: whatever turns up within the window, the first one stays. `made` is the last answer, if one came. */
async function keepFirst(graph: Graph, creation: Creation, knownBy: KnownBy, made?: Message): Promise<Created> {
	const { place, tries } = creation;
	const mine = made && { ...made, id: made.id ?? '' };
	const withMine = (found: Found[]): Found[] =>
		mine && found.every(({ id }) => id !== mine.id) ? inOrder([...found, mine]) : found;
	const { found, answered } = await lookFor(
		graph,
		creation,
		knownBy,
		(list) => withMine(list).length >= (tries.sent ?? 1),
	);
	const [first, ...extra] = withMine(found);
	if (!first)
		throw new DraftError('DraftGone', 'The draft was created, but someone removed it at once.', {
			draftMayExist: true,
			hint: 'Check the folder and Deleted Items.',
		});
	const removed = await Promise.all(
		extra.map(
			async (draft) =>
				await removeOwn(finishing(graph), place.mailbox, draft, draft.id === mine?.id ? mine.changeKey : undefined),
		),
	);
	const unseen = mine !== undefined && found.every(({ id }) => id !== mine.id);
	const warnings = removed.includes(false) ? [TWO_DRAFTS] : unseen || !answered ? [SLOW_TO_SHOW] : [];
	return { message: first, knownBy, warnings, ...(answered ? {} : { unsettled: true }) };
}

const TWO_DRAFTS =
	'Outlook lost an answer and then created this draft twice; the second one could not be removed, or someone ' +
	'had changed it. Check the folder.';
const SLOW_TO_SHOW =
	'Outlook lost an answer and did not show in time what it had created, so there may be a second copy of this draft. Check the folder.';

async function attempt(creation: Creation): Promise<Answer> {
	return await creation
		.post()
		.then((message): Answer => ({ message }))
		.catch((thrown: unknown): Answer => ({ error: toDraftError(thrown) }));
}
