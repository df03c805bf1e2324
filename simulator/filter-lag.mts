import type { MailCall } from './graph.mts';
import { chance } from './random.mts';
import type { StoredMessage } from './types.mts';

/** The message as a filter sees it: as it was before the last writes, undefined while it is too new. No page promises read-after-write for filters. INFERRED */
export function indexed(call: MailCall, message: StoredMessage): StoredMessage | undefined {
	const { filterLagMs, filterLagMaxMs, filterLagSeed } = call.switches;
	const lag =
		filterLagMaxMs > filterLagMs
			? filterLagMs + chance(filterLagSeed, message.sequence) * (filterLagMaxMs - filterLagMs)
			: filterLagMs;
	return call.store.asOf(message, Date.now() - lag);
}
