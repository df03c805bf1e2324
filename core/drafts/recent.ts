import type { Message } from '@microsoft/microsoft-graph-types';

import type { Graph } from '../graph/client';
import type { GetOptions } from '../messages/get';
import { findMade } from './findMade';
import { LOOK_UP_WINDOW } from './lookUp';
import { madeBefore, type MadeBefore } from './memory';

/** What this process made lately, by the lock of its key: a filter may not show it yet, its id does. */
const recent = new Map<string, { draft: MadeBefore; settledId: string | undefined; until: number }>();
/** More than 32 requests at a time can make while it is remembered. */
const MOST_REMEMBERED = 5_000;

/** `settled`: no draft of another run can come before it any more. */
export function remember(graph: Graph, lock: string, draft: Message, settled: boolean): void {
	const now = graph.now();
	recent.delete(lock);
	for (const [name, { until }] of recent) {
		if (until > now && recent.size < MOST_REMEMBERED) break;
		recent.delete(name);
	}
	recent.set(lock, {
		draft: madeBefore(draft),
		settledId: settled ? draft.id : undefined,
		until: now + 2 * LOOK_UP_WINDOW,
	});
}

/** Undefined when a person has meanwhile thrown it away: then the key is free again. */
export async function recall(
	graph: Graph,
	mailbox: string,
	lock: string,
	options: Pick<GetOptions, 'properties'>,
): Promise<Message | undefined> {
	return isRemembered(graph, lock) ? await findMade(graph, mailbox, recent.get(lock)!.draft, options) : undefined;
}

export const isRemembered = (graph: Graph, lock: string): boolean => (recent.get(lock)?.until ?? 0) > graph.now();

/** The draft of which it is known that no draft of another run comes before it. */
export const settledId = (lock: string): string | undefined => recent.get(lock)?.settledId;
