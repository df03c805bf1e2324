import type { Message } from '@microsoft/microsoft-graph-types';

import type { Graph } from '../graph/client';
import { EARLIER_IDS, earlierState, IDENTITY_ID, stateOf, valueOf, type DraftState } from '../messages/mark';
import { getMessage } from '../messages/get';

/**
 * The state of a draft that was read with `OURS`. One that has a key but not the mark that goes with it is of an earlier build, which
 * kept its state elsewhere: only then is it asked for there, since the mere asking may cost a mailbox a name.
 */
export async function readState(graph: Graph, mailbox: string, message: Message, hasKey: boolean): Promise<DraftState> {
	const state = stateOf(message);
	const isEarlier = hasKey && state.mark === undefined && valueOf(message, IDENTITY_ID) !== undefined;
	if (!isEarlier || state.complete) return state;
	const options = { select: 'id', properties: EARLIER_IDS };
	return { ...earlierState(await getMessage(graph, { mailbox, id: message.id ?? '' }, options)), ...state };
}
