import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, LOCAL_CODES, toDraftError } from '../errors';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath } from '../graph/paths';
import { findIn, inOrder, lookUntil, type Found, type Place } from './lookUp';
import { removeOwn } from './removeOwn';

/** One message to be made, and how it is recognised when the answer is lost. */
export interface Creation {
	place: Place;
	/** Sends it. Called again when the service does not have it; each message is the same in everything. */
	post(): Promise<Message>;
	/** `$filter` that matches this message and no other. Undefined: it cannot be recognised, so it is never sent again. */
	filter: string | undefined;
	/** Where the filter may match other messages: tells them from this one. */
	isMine?(found: Found): boolean;
	/** Asked after a lost answer. False: this message cannot be told from others now, so it is neither looked for nor sent again. */
	isUnmistakable?(): boolean;
	/** An earlier try of the same item may have made it already: look before sending. */
	lookFirst?: boolean;
}

export interface Created {
	message: Message;
	warnings: string[];
}

type Answer = { message: Message } | { error: DraftError };

/** How often it is sent at most: each time the window has passed and the message was not there. */
const MOST_ATTEMPTS = 5;

/**
 * Creates one message exactly once, as long as Graph's filters show a new message within the look-up window. After a lost
 * answer it looks for the message, sends again if there is none, looks again and removes what is there twice.
 * Waits without holding a slot. Throws DraftError; `draftMayExist` says that nobody knows.
 */
export async function createOnce(graph: Graph, creation: Creation): Promise<Created> {
	const { mailbox } = creation.place;
	const look = async (): Promise<Found[]> => (await findIn(graph, creation.place, creation.filter ?? '')).filter((found) => creation.isMine?.(found) ?? true);
	const isUnmistakable = (): boolean => creation.filter !== undefined && (creation.isUnmistakable?.() ?? true);
	const isThere = (found: Found[]): boolean => found.length > 0;

	const began = graph.now();
	if (creation.lookFirst) {
		if (!isUnmistakable()) throw notAnswered();
		const { found, answered } = await lookUntil(graph, look, isThere);
		if (found[0]) return { message: await read(graph, mailbox, found[0].id), warnings: [] };
		if (!answered) throw notAnswered();
	}
	for (let attempts = 1; ; attempts++) {
		const answer = await attempt(creation);
		if ('message' in answer && attempts === 1) return { message: answer.message, warnings: [] };
		if ('message' in answer) return await keepFirst(graph, creation, look, attempts, answer.message);
		if (!isLost(answer.error) || !isUnmistakable()) throw answer.error;
		const { found, answered } = await lookUntil(graph, look, isThere);
		if (found[0] && attempts === 1) return { message: await read(graph, mailbox, found[0].id), warnings: [] };
		if (found[0]) return await keepFirst(graph, creation, look, attempts);
		// Where nobody answered whether it is there, another one could be the second.
		if (!answered || attempts === MOST_ATTEMPTS || graph.now() - began > graph.timeout || !(await graph.wait(0))) throw answer.error;
	}
}

/** No answer came, or one that leaves open whether the message was made. What did not come from Graph at all is not repeated. */
function isLost({ cause: { draftMayExist, status } }: DraftError): boolean {
	return draftMayExist === true && (status === undefined || [500, 502, 503, 504].includes(status));
}

function notAnswered(): DraftError {
	return new DraftError(LOCAL_CODES.network, 'An earlier try may have made this draft, and it cannot be told whether it did.', {
		draftMayExist: true,
		hint: 'Look into the folder before you run it again.',
	});
}

/** It was sent more than once: whatever turns up within the window, the first one stays. `made` is the last answer, if one came. */
async function keepFirst(graph: Graph, { place: { mailbox } }: Creation, look: () => Promise<Found[]>, attempts: number, made?: Message): Promise<Created> {
	const mine = made && { ...made, id: made.id ?? '' };
	const withMine = (found: Found[]): Found[] => (mine && found.every(({ id }) => id !== mine.id) ? inOrder([...found, mine]) : found);
	const { found } = await lookUntil(graph, look, (list) => withMine(list).length === attempts);
	const [first, ...extra] = withMine(found);
	if (!first) throw new DraftError('DraftGone', 'The draft was made, but somebody removed it at once.', { draftMayExist: true, hint: 'Look into the folder and into Deleted Items.' });
	const removed = await Promise.all(extra.map(async (draft) => await removeOwn(graph, mailbox, draft, draft.id === mine?.id ? mine.changeKey : undefined)));
	const unseen = mine !== undefined && found.every(({ id }) => id !== mine.id);
	const warnings = removed.includes(false) ? [TWO_DRAFTS] : unseen ? [SLOW_TO_SHOW] : [];
	return { message: first.id === mine?.id ? mine : await read(graph, mailbox, first.id), warnings };
}

const TWO_DRAFTS = 'Outlook lost an answer and then made this draft twice; the second one could not be removed, or somebody had changed it. Look into the folder.';
const SLOW_TO_SHOW = 'Outlook lost an answer and was slow to show new drafts, so there may be a second copy of this draft. Look into the folder.';

async function attempt(creation: Creation): Promise<Answer> {
	return await creation
		.post()
		.then((message): Answer => ({ message }))
		.catch((thrown: unknown): Answer => ({ error: toDraftError(thrown) }));
}

/** The message as the service has it. */
export async function read(graph: Graph, mailbox: string, id: string, query: Record<string, string> = {}): Promise<Message> {
	return await graph.json<Message>({
		method: 'GET',
		path: `${mailboxPath(mailbox)}/messages/${encodeSegment(id)}`,
		query,
		purpose: { task: 'read the draft', mailbox, write: false, permission: 'Mail.ReadWrite' },
	});
}
