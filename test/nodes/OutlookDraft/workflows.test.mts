// The example workflows about a draft's later life in n8n's engine; without the ten seconds in which a key is looked for. Nodes of n8n itself, which are not here, are played by their parameters.
import { NodeConnectionTypes, type IExecuteFunctions, type INode, type INodeType } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { lifeBench, SHARED, type LifeBench } from '../../support/life.mts';
import { root, runNode, startNode } from '../../support/n8n.mts';

let simulator: Simulator;
let bench: LifeBench;
beforeAll(async () => {
	simulator = await startSimulator();
	bench = lifeBench(simulator);
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

function played(outputs: number, execute: INodeType['execute']): INodeType {
	return {
		description: {
			displayName: 'x',
			name: 'x',
			group: ['transform'],
			version: [1, 1.1, 2.2, 3.4],
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			properties: [{ displayName: 'Conditions', name: 'conditions', type: 'json', default: {} }],
		},
		execute,
	} as unknown as INodeType;
}

/** n8n's If with one comparison of texts. */
const ifNode = played(2, async function (this: IExecuteFunctions) {
	const holds = (index: number) => {
		const { conditions } = this.getNodeParameter('conditions', index) as {
			conditions: Array<{ leftValue: string; rightValue: string }>;
		};
		return conditions.every(({ leftValue, rightValue }) => leftValue === rightValue);
	};
	const items = this.getInputData().map((item, index) => ({ ...item, pairedItem: { item: index } }));
	return [items.filter((_item, index) => holds(index)), items.filter((_item, index) => !holds(index))];
});

async function run(name: string, items: Array<Record<string, unknown>>, types: Record<string, INodeType>) {
	const { nodes, connections } = JSON.parse(readFileSync(join(root, 'workflows', `${name}.json`), 'utf8')) as {
		nodes: INode[];
		connections: any;
	};
	const usable = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	const first = usable.find(({ name: node }) =>
		Object.values<any>(connections).every(({ main }) => !main.flat().some((next: any) => next.node === node)),
	)!;
	const start: INode = {
		id: 'start',
		name: 'Start it',
		type: 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const withAccount = usable.map((node) =>
		node.type.endsWith('.outlookDraft')
			? {
					...node,
					parameters: { ...node.parameters, duplicates: 'off' },
					credentials: { outlookDraftOAuth2Api: { id: 'c1', name: 'account' } },
				}
			: node,
	);
	const all = {
		items,
		nodes: [{ ...start, name: 'Start' }, ...withAccount.filter(({ name: node }) => node !== 'Start')] as INode[],
	};
	const joined =
		first.name === 'Start'
			? connections
			: { ...connections, Start: { main: [[{ node: first.name, type: 'main', index: 0 }]] } };
	const { run: done } = await runNode({
		...all,
		connections: joined,
		parameters: {},
		credential: n8nCredential(simulator, { allowSending: true, allowDeleting: true }),
		types: {
			'n8n-nodes-base.formTrigger': played(1, async function (this: IExecuteFunctions) {
				return [this.getInputData()];
			}),
			'n8n-nodes-base.if': ifNode,
			...types,
		},
	});
	const { error, runData } = done.data.resultData;
	expect(error).toBeUndefined();
	return (node: string) => runData[node]?.at(-1)?.data?.main[0]?.map(({ json }) => json);
}

/** Waits for a person: `meanwhile` is what that person does before the decision. */
const waiting = (Decision: string, meanwhile: () => Promise<void> = async () => {}) =>
	played(1, async function (this: IExecuteFunctions) {
		await meanwhile();
		return [this.getInputData().map((_item, item) => ({ json: { Decision }, pairedItem: { item } }))];
	});

const ORDER = [{ Number: '4711', Email: 'customer@fabrikam.com' }];

test('Approve a draft: sent', async () => {
	const output = await run('Approve a draft', ORDER, { 'n8n-nodes-base.wait': waiting('Send') });
	expect(output('Send the draft')).toMatchObject([{ sent: true, subject: 'Your order 4711' }]);
	expect(simulator.store.messages(SHARED)).toMatchObject([
		{ isDraft: false, toRecipients: [{ emailAddress: { address: 'customer@fabrikam.com' } }] },
	]);
});

test('Approve a draft: thrown away', async () => {
	const output = await run('Approve a draft', ORDER, { 'n8n-nodes-base.wait': waiting('Throw away') });
	expect(output('Throw the draft away')).toMatchObject([{ deleted: true }]);
	expect(simulator.requests.some(({ path }) => path.endsWith('/send'))).toBe(false);
});

test('Approve a draft: edited meanwhile, so neither', async () => {
	const edit = async () =>
		void (await bench.run('draft:update', {
			mailbox: SHARED,
			draftId: bench.drafts(SHARED)[0].immutableId,
			subject: 'Edited',
		}));
	const output = await run('Approve a draft', ORDER, { 'n8n-nodes-base.wait': waiting('Send', edit) });
	expect(output('As it was made?')).toMatchObject([{ status: 'edited' }]);
	expect(simulator.store.messages(SHARED)).toMatchObject([{ isDraft: true, subject: 'Edited' }]);
	expect(output('Send the draft')).toBeUndefined();
});

test('Draft replies', async () => {
	const id = await bench.receive({}, SHARED);
	const set = played(1, async function () {
		return [[{ json: { id, answer: 'Thank you.' }, pairedItem: { item: 0 } }]];
	});
	const output = await run('Draft replies', [{}], {
		'n8n-nodes-base.set': set,
		'n8n-nodes-base.manualTrigger': startNode([{}]),
	});
	expect(output('Draft the reply')).toMatchObject([{ subject: 'RE: Offer' }]);
	expect(bench.drafts(SHARED)[0].body.content).toContain('Contoso Support');
});
