// Many replies and forwards of one message in one run whose answers get lost.
import { performOperation } from '../../../core/operations';
import { runItems } from '../../../core/run';
import type { Simulator } from '../../../simulator/server.mts';
import { draftsIn } from '../../support/kill/cases.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { simulatorAccount, simulatorHost } from '../../support/simulatorHost.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

/** The service's clock as its answers tell it, this much ahead of the times of its messages; in milliseconds. */
function hostWith(ahead = 0) {
	const host = simulatorHost(simulator);
	return {
		...host,
		sleep: async (ms: number) => await host.sleep(ms / 20),
		async request(wanted: Parameters<typeof host.request>[0]) {
			const answer = await host.request(wanted);
			return { ...answer, headers: { ...answer.headers, date: new Date(Date.now() + ahead).toUTCString() } };
		},
	};
}

async function run(operation: string, count: number, fields: object, ahead = 0) {
	const messageId = await bench.receive();
	const host = hostWith(ahead);
	const memories = Array.from({ length: count }, () => ({}));
	const outcomes = await runItems(
		host,
		count,
		async (index, stop) =>
			await performOperation(
				host,
				simulatorAccount(simulator),
				operation,
				{ mailbox: 'me', messageId, bodyType: 'text', body: `Hello ${index}.`, ...fields },
				{ stop, scope: '', memory: memories[index] },
			),
		{ continueOnFail: true },
	);
	return outcomes.map((outcome) =>
		outcome.kind === 'done'
			? outcome.value
			: { id: '', warnings: [outcome.kind === 'failed' ? outcome.error.text : ''] },
	);
}

const texts = () => draftsIn(simulator, ME).map(({ body }) => /Hello \d+\./.exec(body.content)?.[0] ?? 'empty');

test.each([
	['draft:forward', 120, { to: 'new@example.com' }, 'cut after'],
	['draft:reply', 70, {}, 'cut after'],
	['draft:reply', 70, {}, 'cut before'],
	['draft:reply', 70, { duplicates: 'sameContent' }, 'cut after'],
])(
	'%s for %i items, %j, answers lost (%s): one draft each, none empty',
	async (operation, count, fields, fault) => {
		simulator.faults.mix({ seed: 9, only: 'POST', path: /create(Reply|Forward)/i, shares: { [fault]: 0.07 } });
		const results = await run(operation, count, fields);
		expect(texts().sort()).toEqual(Array.from({ length: count }, (_, index) => `Hello ${index}.`).sort());
		expect(new Set(results.map(({ id }) => id)).size).toBe(count);
	},
	120_000,
);

test.each([1, 3, 8])(
	'times of messages that are %i s behind the clock of the answers: found all the same',
	async (seconds) => {
		simulator.faults.add({ method: 'POST', path: /createReply/, cut: true, when: 'after', times: 4 });
		await run('draft:reply', 4, {}, seconds * 1_000);
		expect(texts().sort()).toEqual(['Hello 0.', 'Hello 1.', 'Hello 2.', 'Hello 3.']);
	},
);

test('with a key a lost answer is no riddle: the draft carries its mark, and no warning is given', async () => {
	const messageId = await bench.receive();
	simulator.faults.add({ method: 'POST', path: /createReply/, cut: true, when: 'after' });
	const { warnings } = await bench.run('draft:reply', { messageId, body: 'x', duplicates: 'key', draftKey: 'offer' });
	expect(warnings.filter((warning) => /was taken/.test(warning))).toEqual([]);
	expect(bench.drafts()).toHaveLength(1);
});

describe('a service that does not take properties with createReply', () => {
	const keyed = { body: '<p>New</p>', duplicates: 'key', draftKey: 'offer' };

	test('refuses them: made without, and labelled then', async () => {
		const messageId = await bench.receive();
		simulator.faults.add({ method: 'POST', path: /createReply/, status: 400, code: 'ErrorInvalidRequest' });
		const account = { clientId: 'refuses' };
		const first = await bench.run('draft:reply', { messageId, ...keyed }, { account });
		const second = await bench.run('draft:reply', { messageId, ...keyed }, { account });
		expect(second).toMatchObject({ id: first.id, output: { existing: true } });
		expect(bench.drafts()).toHaveLength(1);
		const posts = simulator.requests.filter(({ path }) => /createReply/.test(path)).map(({ body }) => body);
		expect(posts).toEqual([expect.stringContaining('singleValueExtendedProperties'), '']);
	});
});
