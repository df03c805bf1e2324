import type { Message } from '@microsoft/microsoft-graph-types';

import { DraftError, toDraftError } from '../errors';
import { growingPause } from '../graph/retry';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { getMessage } from './get';
import { STATE_ID, stateOf } from './mark';
import { patchMessage, type Changes } from './patch';

/** How often a conflict that nobody has caused is waited for: 7 to 15 seconds. */
const MOST_ATTEMPTS = 5;

/**
 * PATCH of a draft that must still have the change key `expected`. Outlook's conflict (412, 409) may mean that someone has changed it,
 * that the answer to this very change was lost (then `mark` is there), or nothing at all (OBS mguessan/davmail#491): the draft is looked
 * at, and where its change key is still the expected one, the change is sent again. Throws DraftError.
 */
export async function patchExpected(
	graph: Graph,
	place: MessagePlace,
	changes: Changes,
	{ expected, mark }: { expected: string; mark: string },
): Promise<Message> {
	const headers = { 'If-Match': `W/"${expected}"` };
	for (let attempt = 1; ; attempt++) {
		const outcome = await patchMessage(graph, place, changes, { headers }).catch(toDraftError);
		if (!(outcome instanceof DraftError)) return outcome;
		if (!isConflict(outcome)) throw outcome;
		const now = await getMessage(graph, place, { select: 'id,changeKey', properties: [STATE_ID] });
		if (stateOf(now).text === mark) return await getMessage(graph, place);
		if (now.changeKey !== expected) throw changedMeanwhile(place.id);
		if (attempt === MOST_ATTEMPTS || !(await graph.wait(growingPause(attempt)))) throw unchanged(outcome, place.id);
	}
}

const isConflict = ({ code, cause: { status } }: DraftError) =>
	status === 412 || (status === 409 && code === 'ErrorIrresolvableConflict');

export function changedMeanwhile(id: string): DraftError {
	return new DraftError('DraftChanged', 'Someone has changed the draft since it was read, so it was left alone.', {
		draftId: id,
		hint: 'Read it again and check what changed. Without a change key it is updated in any case.',
	});
}

const unchanged = ({ code, cause }: DraftError, id: string): DraftError =>
	new DraftError(
		code,
		'Outlook reports a conflict each time it is asked to update the draft, although nobody has changed it. It was left as it is.',
		{ ...cause, draftId: id, hint: 'Run it again in a minute.' },
	);
