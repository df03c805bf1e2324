// The example workflows about a draft's later life in n8n's engine; without the ten seconds in which a key is looked for. Nodes of n8n itself, which are not here, are played by their parameters.
import { NodeConnectionTypes, type IExecuteFunctions, type INode, type INodeType } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulator } from '../../../simulator/server.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { lifeBench, SHARED, type LifeBench } from '../../support/life.mts';
import { keepTemplate, LETTER, lettersIn } from '../../support/templates.mts';
import { root, runNode, startNode } from '../../support/n8n.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

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

/** What passes its items on; `before` is what people do meanwhile, one after the other. */
const passing = (before: Array<() => Promise<unknown>> = []) =>
	played(1, async function (this: IExecuteFunctions) {
		await before.shift()?.();
		return [this.getInputData().map((item, index) => ({ ...item, pairedItem: { item: index } }))];
	});

describe('Approve a draft: only what happens in Outlook counts', () => {
	const ended = ['After it was sent', 'After it was thrown away', 'Nobody decided'];
	const approve = async (daysAgo: number, ...meanwhile: Array<() => Promise<unknown>>) => {
		const submittedAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
		const output = await run('Approve a draft', [{ Number: '4711', Email: 'customer@fabrikam.com', submittedAt }], {
			'n8n-nodes-base.wait': passing(meanwhile),
			'n8n-nodes-base.noOp': passing(),
		});
		return ended.filter((name) => output(name) !== undefined);
	};
	const nothing = async () => {};
	const draftId = () => bench.drafts(SHARED)[0].immutableId;
	const inOutlook =
		(operation: string, fields: object = {}) =>
		async () =>
			await bench.run(operation, { mailbox: SHARED, draftId: draftId(), ...fields });
	const byUs = () =>
		simulator.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path.split('/').at(-1));

	test('sent after two looks', async () => {
		expect(await approve(0, nothing, nothing, inOutlook('draft:send'))).toEqual(['After it was sent']);
		expect(simulator.store.messages(SHARED)).toMatchObject([
			{
				isDraft: false,
				subject: 'Your order 4711',
				categories: ['Please check'],
				toRecipients: [{ emailAddress: { address: 'customer@fabrikam.com' } }],
			},
		]);
	});

	test('edited, then sent: what was edited goes out', async () => {
		const edit = inOutlook('draft:update', { subject: 'Edited' });
		expect(await approve(0, edit, nothing, inOutlook('draft:send'))).toEqual(['After it was sent']);
		expect(simulator.store.messages(SHARED)).toMatchObject([{ isDraft: false, subject: 'Edited' }]);
	});

	test.each([false, true])('thrown away (for good: %s)', async (permanently) => {
		expect(await approve(0, nothing, inOutlook('draft:delete', { permanently }))).toEqual(['After it was thrown away']);
		expect(simulator.store.messages(SHARED).some(({ isDraft }) => !isDraft)).toBe(false);
	});

	test('nobody decides: it stops waiting after 14 days, and the draft stays', async () => {
		expect(await approve(14.1)).toEqual(['Nobody decided']);
		expect(bench.drafts(SHARED)).toMatchObject([{ subject: 'Your order 4711' }]);
		// The create is all that the workflow itself changed.
		expect(byUs()).toEqual(['messages']);
	});
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

test('Letters from a list: one letter for each row of the spreadsheet, with the pictures and files of the template', async () => {
	const letter = {
		...LETTER,
		subject: 'Letter',
		toRecipients: [],
		body: { contentType: 'html', content: '<p>Dear {{First name}}: {{Balance}}</p>' },
	};
	const template = await keepTemplate(simulator, letter, SHARED);
	const rows = [
		{ Number: 1001, 'First name': 'Anna', Email: 'anna@example.com', Balance: 12.5 },
		{ Number: 1002, 'First name': 'Ben', Email: 'ben@example.com', Balance: 0 },
	];
	const extract = played(1, async function (this: IExecuteFunctions) {
		return [rows.map((json) => ({ json, pairedItem: { item: 0 } }))];
	});
	const output = await run('Letters from a list', [{}], { 'n8n-nodes-base.extractFromFile': extract });
	expect(output('Write the letter')).toMatchObject([{ to: 'anna@example.com' }, { to: 'ben@example.com' }]);
	expect(
		lettersIn(simulator, template, SHARED)
			.map(({ body, attachments }) => [/Dear .*?</.exec(body.content)?.[0], attachments.length])
			.sort(),
	).toEqual([
		['Dear Anna: 12.5<', 5],
		['Dear Ben: 0<', 5],
	]);
});

test('Reply with our text', async () => {
	const template = await keepTemplate(
		simulator,
		{ subject: 'Our answer', body: { contentType: 'html', content: '<p>Hello {{Name}}, about {{Subject}}.</p>' } },
		SHARED,
	);
	const id = await bench.receive({}, SHARED);
	const set = played(1, async function () {
		return [[{ json: { id, name: 'Pat', subject: 'Offer' }, pairedItem: { item: 0 } }]];
	});
	const output = await run('Reply with our text', [{}], {
		'n8n-nodes-base.set': set,
		'n8n-nodes-base.manualTrigger': startNode([{}]),
	});
	expect(output('Draft the reply')).toMatchObject([{ subject: 'RE: Offer' }]);
	expect(lettersIn(simulator, template, SHARED)[0]!.body.content).toMatch(
		/Hello Pat, about Offer\.[^]*What does it cost/,
	);
});
