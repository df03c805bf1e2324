import { createGraph } from '../../core/graph/client';
import type { Account } from '../../core/account';
import type { ItemIdentity } from '../../core/exactlyOnce/makeDraft';
import type { Keeper } from '../../core/lists/cache';
import type { Simulator } from '../../simulator/server.mts';
import { inRounds } from './rounds.mts';
import { simulatorAccount, simulatorHost } from './simulatorHost.mts';

/** For operations that are called without a host. */
export const newItem = (): ItemIdentity => ({ scope: 'test', memory: {}, onlyProcess: true });

let owners = 0;

/** What a list search needs, for the simulator. Nothing is kept from one call to the next, unless the keeper is handed on. */
export function listTools(simulator: Simulator, changes: Partial<Account> = {}) {
	const account = simulatorAccount(simulator, changes);
	const host = inRounds(simulatorHost(simulator, account.signIn));
	const graph = createGraph(host, account, { timeout: 5_000, stop: new AbortController().signal });
	const keeper: Keeper = { owner: `owner ${++owners}`, now: Date.now() };
	return { account, graph, keeper, host };
}
