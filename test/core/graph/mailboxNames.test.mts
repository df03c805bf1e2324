// One mailbox under all of its names, against the simulator: how many requests are in flight for it at a time.
import { performOperation } from '../../../core/operations';
import { runItems } from '../../../core/run';
import type { Simulator } from '../../../simulator/server.mts';
import { ME } from '../../support/life.mts';
import { simulatorAccount, simulatorHost } from '../../support/simulatorHost.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started), { delayMs: 20 });

async function create(names: string[], count: number): Promise<number> {
	const host = simulatorHost(simulator);
	const account = simulatorAccount(simulator);
	let inFlight = 0;
	let most = 0;
	const counting = {
		...host,
		async request(wanted: Parameters<typeof host.request>[0]) {
			most = Math.max(most, ++inFlight);
			return await host.request(wanted).finally(() => (inFlight -= 1));
		},
	};
	const outcomes = await runItems(
		counting,
		count,
		async (index, stop) =>
			await performOperation(
				counting,
				account,
				'draft:create',
				{ mailbox: names[index % names.length], folder: 'drafts', subject: String(index) },
				{ stop, scope: '', memory: {} },
			),
		{ continueOnFail: true },
	);
	expect(outcomes.filter(({ kind }) => kind !== 'done')).toEqual([]);
	return most;
}

test('those that wait under a name share them too, from the first answer on that says whose it is', async () => {
	expect(await create(['me'], 200)).toBe(4);
	expect(simulator.requests.filter(({ status }) => status === 429)).toEqual([]);
});

// In `@odata.context` the service repeats an address as it was written (recorded 2025); `Location` has the address whatever was written.
test.each([
	['"me" and the id', () => ['me', simulator.store.find(ME)!.id]],
	['an address in any case', () => [ME, ME.toUpperCase()]],
	['the address and the id', () => [ME, simulator.store.find(ME)!.id]],
	['all of its names', () => ['me', ME, simulator.store.find(ME)!.id]],
])('%s share the four requests of the mailbox', async (_name, namesOf) => {
	const names = namesOf();
	// Each name is learned from its first answer.
	for (const name of names) await create([name], 1);
	expect(await create(names, 40)).toBe(4);
	expect(simulator.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test('other mailboxes have their own', async () => {
	const names = ['me', 'sales@contoso.com'];
	for (const name of names) await create([name], 1);
	expect(await create(names, 40)).toBe(8);
});
