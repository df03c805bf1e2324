import type { Message } from '@microsoft/microsoft-graph-types';

import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import { encodeSegment, followUpPath, mailboxPath, withQuery } from '../graph/paths';

/** How long a look-up goes on, in milliseconds: Graph promises no time after which a filter shows a new message. */
export const LOOK_UP_WINDOW = 10_000;
/** A look that takes longer, in milliseconds, counts as failed: there is another one. */
const LONGEST_LOOK = 5_000;
/** Pauses before each look, growing; together the window. */
const PAUSES = [500, 1_000, 2_000, 3_000, 3_500];

/**
 * How far the times of new messages may be from the service's clock as its answers told it, in milliseconds: other servers
 * have other clocks, and both times are cut to seconds.
 */
export const CLOCK_TOLERANCE = LOOK_UP_WINDOW;

/** A message that a look-up finds. */
export type Found = Message & { id: string };

export interface Place {
	mailbox: string;
	/** Folder id or well-known name. */
	folder: string;
}

/** Pages that are read at most: a filter that matches more messages does not tell them apart. */
const MOST_PAGES = 100;

/**
 * The messages of one folder that a filter matches, on all pages, the oldest first. All of their members, unless `query` says
 * otherwise, so that they need not be asked for again.
 */
export async function findIn(
	graph: Graph,
	{ mailbox, folder }: Place,
	filter: string,
	query: Record<string, string> = {},
): Promise<Found[]> {
	const purpose: Purpose = { task: 'look for the draft', mailbox, folder, repeat: 'safe' };
	const found: Found[] = [];
	let next: string | undefined = withQuery(`${mailboxPath(mailbox)}/mailFolders/${encodeSegment(folder)}/messages`, {
		$filter: filter,
		$top: '50',
		...query,
	});
	for (let page = 1; next; page++) {
		if (page > MOST_PAGES) throw new Error('There are too many.');
		const answer: Listing<Found> = await graph.json({ method: 'GET', path: next, purpose, timeout: LONGEST_LOOK });
		found.push(...(answer.value ?? []));
		next = nextPath(graph, answer);
	}
	return inOrder(found);
}

/** Where a list goes on; undefined at its end. */
export function nextPath(graph: Graph, answer: Listing<unknown>): string | undefined {
	const link = answer['@odata.nextLink'];
	return link && followUpPath(graph.graphUrl, link);
}

/** The order in which drafts were made, the same for everybody who looks: the first one stays. */
export function inOrder<T extends Found>(messages: T[]): T[] {
	const keyOf = ({ createdDateTime, id }: Found) => `${createdDateTime ?? ''} ${id}`;
	return [...messages].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

interface Looked<T> {
	found: T[];
	/** The last look was answered: only then does an empty list mean that the message is not there. */
	answered: boolean;
}

/**
 * Looks again and again, with growing pauses, until `enough` messages are there or the window ends; tells what the last
 * look found. Ends early when the run is stopped. A look that fails is not the end: the next may succeed.
 */
export async function lookUntil<T extends Found>(
	graph: Graph,
	look: () => Promise<T[]>,
	enough: (found: T[]) => boolean,
): Promise<Looked<T>> {
	let last: Looked<T> = { found: [], answered: false };
	for (const pause of PAUSES) {
		if (!(await graph.wait(pause))) return { ...last, answered: false };
		const { found } = last;
		last = await look()
			.then((list): Looked<T> => ({ found: list, answered: true }))
			.catch((): Looked<T> => ({ found, answered: false }));
		if (enough(last.found)) return last;
	}
	return last;
}
