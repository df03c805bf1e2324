import type { INodeExecutionData, INodeType } from 'n8n-workflow';

import { itemMemories } from '../../../nodes/OutlookDraft/itemMemories';
import type { Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential, person } from '../../support/credentials.mts';
import { lifeBench, ME } from '../../support/life.mts';
import { fieldsFor, LIFE_CASES } from '../../support/lifeCases.mts';
import { draftNode, locator, runNode, type RunInput } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const fifty = Array.from({ length: 50 }, (_, index) => ({ subject: `No. ${index}` }));
const subjects = () => simulator.store.messages('support@contoso.com').map(({ subject }) => subject);
const parameters = (fields: object = {}) => ({
	mailbox: locator('support@contoso.com'),
	folder: locator('drafts'),
	to: 'anna@example.com',
	subject: '={{ $json.subject }}',
	...fields,
});

async function run(input: Partial<RunInput>, fields: object = {}) {
	return await runNode({
		items: fifty,
		parameters: parameters(fields),
		credential: n8nCredential(simulator),
		retryOnFail: true,
		...input,
	});
}

/** Refuses one create, in the middle of the run. */
function failOnce(status: number) {
	const nth = [...Array(30).keys()].map(() => ({ method: 'POST', path: /messages$/, delayMs: 0 }));
	for (const fault of nth) simulator.faults.add(fault);
	simulator.faults.add({ method: 'POST', path: /messages$/, status, code: 'ErrorAccessDenied' });
}

test('a failure at item 30 of 50: the second try makes those that are missing, and no other', async () => {
	failOnce(403);
	const { output, error } = await run({});
	expect(error).toBeUndefined();
	expect(output.map(({ json }) => json.subject)).toEqual(fifty.map(({ subject }) => subject));
	expect(subjects().sort()).toEqual(fifty.map(({ subject }) => subject).sort());
	expect(new Set(output.map(({ json }) => json.id)).size).toBe(50);
});

test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'the first item fails with %s: n8n tries again, and no draft is doubled',
	async (onError) => {
		simulator.faults.add({ method: 'POST', path: /messages$/, status: 403, code: 'ErrorAccessDenied' });
		const { output } = await run({ onError });
		expect(output).toHaveLength(50);
		expect(output.every(({ json }) => json.error === undefined)).toBe(true);
		expect(subjects().sort()).toEqual(fifty.map(({ subject }) => subject).sort());
	},
);

test('what was remembered is not kept with an execution that has succeeded', async () => {
	failOnce(403);
	const { run: result } = await run({});
	expect(JSON.stringify(result.data.executionData?.contextData ?? {})).not.toContain('AAkA');
});

test('Loop Over Items: one draft for each turn, also with Retry On Fail', async () => {
	// What n8n's own Loop Over Items does: one item at a time to the second output, everything to the first at the end.
	let turn = 0;
	const loop = {
		description: {
			displayName: 'Loop',
			name: 'loop',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: ['main'],
			outputs: ['main', 'main'],
			properties: [],
		},
		async execute(): Promise<INodeExecutionData[][]> {
			return turn < 5 ? [[], [{ json: { subject: `Turn ${turn++}` } }]] : [[{ json: {} }], []];
		},
	} as unknown as INodeType;
	simulator.faults.add({ method: 'POST', path: /messages$/ });
	simulator.faults.add({ method: 'POST', path: /messages$/, status: 403, code: 'ErrorAccessDenied' });
	const at = (name: string, type: string) => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	});
	await run({
		types: { 'test.loop': loop },
		nodes: [
			at('Start', 'test.start'),
			at('Loop', 'test.loop'),
			draftNode({ parameters: parameters(), retryOnFail: true }),
		],
		connections: {
			Start: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
			Loop: { main: [[], [{ node: 'Draft', type: 'main', index: 0 }]] },
			Draft: { main: [[{ node: 'Loop', type: 'main', index: 0 }]] },
		},
	});
	expect(subjects().sort()).toEqual(['Turn 0', 'Turn 1', 'Turn 2', 'Turn 3', 'Turn 4']);
});

test('the end of one run forgets nothing of another that is under way', () => {
	const shared = {};
	const memoriesOf = (run: number) =>
		itemMemories({ getContext: () => shared, getWorkflowDataProxy: () => ({ $runIndex: run }) } as never);
	memoriesOf(0).of(0).mark = 'first';
	memoriesOf(1).of(0).mark = 'second';
	memoriesOf(0).forget();
	expect(memoriesOf(1).of(0)).toEqual({ mark: 'second' });
	expect(memoriesOf(0).of(0)).toEqual({});
});

describe('an operation that changes something is done once for each item', () => {
	const allowed = { allowSending: true, allowDeleting: true };
	const isChange = (request: string) => !request.startsWith('GET');
	/** The last change is refused, so it has to be the only one of its kind. */
	const changing = LIFE_CASES.filter(
		({ requests }) =>
			requests.some(([request]) => isChange(request)) &&
			requests.filter(([request]) => request === requests.at(-1)![0]).length === 1,
	);

	test.each(changing)('$operation $name: one of two items is refused at first', async (one) => {
		const bench = lifeBench(simulator);
		const items = [await fieldsFor(one, bench, ME, 'me'), await fieldsFor(one, bench, ME, 'me')].map((fields) => ({
			fields,
		}));
		const [method, path] = one.requests.at(-1)![0].split(' ');
		const last = { method, path: new RegExp(`${path.replace('ROOT', '/me').replace('*', '[^/]+')}$`) };
		simulator.faults.add({ ...last, status: 403, code: 'ErrorAccessDenied' });
		simulator.requests.length = 0;
		const { output, error } = await runNode({
			items,
			parameters: n8nParameters(items[0].fields, one.operation),
			credential: person(simulator, allowed),
			retryOnFail: true,
		});
		expect(error).toBeUndefined();
		expect(output).toMatchObject([{ json: one.output }, { json: one.output }]);
		const answers = simulator.requests
			.filter((request) => request.method === method && last.path.test(request.path))
			.map(({ status }) => status);
		expect(answers.filter((status) => status < 300)).toHaveLength(2);
		expect(answers.filter((status) => status >= 300)).toEqual([403]);
	});

	test('a message whose sending got no answer is not sent by another try', async () => {
		simulator.faults.add({ method: 'POST', path: /sendMail$/, status: 504, code: 'GatewayTimeout' });
		const fields = { mailbox: 'me', to: 'new@contoso.com', subject: 'Hello', saveToSentItems: false };
		simulator.requests.length = 0;
		const { error } = await runNode({
			items: [{ fields }],
			parameters: n8nParameters(fields, 'message:send'),
			credential: person(simulator, allowed),
			retryOnFail: true,
		});
		expect(error?.message).toContain('so nobody knows whether it was sent');
		expect(simulator.requests.map(({ status }) => status)).toEqual([504]);
	});
});
