// Runs with a key that are stopped or killed in the middle and done again, each kind of draft, against the simulator.
import type { Host } from '../../../core/host';
import { performOperation } from '../../../core/operations';
import { runItems } from '../../../core/run';
import type { Simulator } from '../../../simulator/server.mts';
import { draftsIn, itemsOf, KINDS, type Kind } from '../../support/kill/cases.mts';
import { lifeBench, ME } from '../../support/life.mts';
import { simulatorAccount, simulatorHost } from '../../support/simulatorHost.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const COUNT = 16;
let processes = 0;

async function run(
	kind: Kind,
	messageId: string,
	{ onlyProcess, stopAfter }: { onlyProcess: boolean; stopAfter?: number },
) {
	const stop = new AbortController();
	const { request, sleep, ...rest } = simulatorHost(simulator);
	let requests = 0;
	const host: Host = {
		...rest,
		sleep: async (ms) => await sleep(ms / 50),
		async request(wanted) {
			requests += 1;
			if (requests === stopAfter) stop.abort();
			return await request(wanted);
		},
		cancelled: stop.signal,
		...(onlyProcess ? { onlyProcess: true as const } : {}),
	};
	// Another client id shares neither lanes nor memory: as if another process ran it.
	const account = simulatorAccount(simulator, { clientId: `process ${processes++}` });
	const items = itemsOf(kind, COUNT, messageId);
	return await runItems(
		host,
		COUNT,
		async (index, signal) =>
			await performOperation(host, account, items[index].operation, items[index].fields, {
				stop: signal,
				scope: 'flow node',
				memory: {},
			}),
		{ continueOnFail: true },
	);
}

describe.each(KINDS)('%s', (kind) => {
	test.each([
		['Node-RED', true, 30],
		['n8n', false, 45],
	])(
		'stopped in %s after some requests, and done again: one draft for each item',
		async (_host, onlyProcess, stopAfter) => {
			const messageId = await lifeBench(simulator).receive();
			await run(kind, messageId, { onlyProcess, stopAfter });
			const outcomes = await run(kind, messageId, { onlyProcess });
			expect(outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.error.text : outcome.kind))).toEqual(
				Array(COUNT).fill('done'),
			);
			const drafts = draftsIn(simulator, ME);
			expect(drafts).toHaveLength(COUNT);
			expect(new Set(outcomes.map((outcome) => outcome.kind === 'done' && outcome.value.id)).size).toBe(COUNT);
			// And each knows its key now: a third run finds all of them.
			const again = await run(kind, messageId, { onlyProcess });
			expect(again.every((outcome) => outcome.kind === 'done' && outcome.value.output.existing === true)).toBe(true);
			expect(draftsIn(simulator, ME)).toHaveLength(COUNT);
		},
	);
});

test('what was begun is finished before something new begins: few drafts are without a key at any time', async () => {
	let most = 0;
	const { request, ...rest } = simulatorHost(simulator);
	const host: Host = {
		...rest,
		onlyProcess: true,
		async request(wanted) {
			const answer = await request(wanted);
			const without = draftsIn(simulator, ME).filter(
				({ singleValueExtendedProperties: properties }) => properties.length === 0,
			);
			most = Math.max(most, without.length);
			return answer;
		},
	};
	const items = itemsOf('supplied MIME', 60, '');
	const account = simulatorAccount(simulator, { clientId: `process ${processes++}` });
	await runItems(
		host,
		items.length,
		async (index, stop) =>
			await performOperation(host, account, items[index].operation, items[index].fields, {
				stop,
				scope: '',
				memory: {},
			}),
		{ continueOnFail: true },
	);
	expect(draftsIn(simulator, ME)).toHaveLength(60);
	expect(most).toBeLessThanOrEqual(8);
});
