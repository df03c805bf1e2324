// What n8n's guidelines ask of every node, and no lint can see: https://docs.n8n.io/integrations/creating-nodes/build/reference/
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { n8nCredential } from '../../support/credentials.mts';
import { ERROR_CASES } from '../../support/errorCases.mts';
import { locator, runNode } from '../../support/n8n.mts';
import { NETWORK_CASES } from '../../support/networkCases.mts';
import { SHARED } from '../../support/life.mts';
import { useSimulator } from '../../support/useSimulator.mts';
import type { Simulator } from '../../../simulator/server.mts';
import { nodeProperties } from '../../../nodes/OutlookDraft/properties';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

test('no text of ours speaks of an error, a problem, a failure or a mistake', () => {
	const texts = [...ERROR_CASES, ...NETWORK_CASES].map(({ text }) => text);
	expect(texts.length).toBeGreaterThan(50);
	// What Microsoft said is quoted as it is.
	const own = texts.map((text) => text.replace(/Microsoft said: .*?\. (?=[A-Z])/s, ''));
	expect(own.filter((text) => /\b(errors?|problems?|failures?|mistakes?)\b/i.test(text))).toEqual([]);
});

test('more than ten fields in a result come only where Simplify can be switched off', () => {
	const folder = join(__dirname, '../../frozen/saved/n8n');
	const large = readdirSync(folder).flatMap((file) => {
		const { saved, gives } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
			saved: { nodes: Array<{ name: string; parameters: Record<string, string> }> };
			gives: object;
		};
		const { resource, operation } = saved.nodes.find(({ name }) => name === 'Draft')!.parameters;
		return Object.keys(gives).length > 10 ? [`${resource}:${operation}`] : [];
	});
	expect(large.length).toBeGreaterThan(0);
	const simplified = nodeProperties()
		.filter(({ name }) => name === 'simplify')
		.flatMap(({ displayOptions }) => {
			const { resource = [], operation = [] } = displayOptions?.show ?? {};
			return resource.flatMap((one) => operation.map((two) => `${String(one)}:${String(two)}`));
		});
	expect(large.filter((operation) => !simplified.includes(operation))).toEqual([]);
});

test('items that come in are not changed, and each result is paired with the one that it is made from', async () => {
	const items = ['One', 'Two', 'Three'].map((subject) => ({
		subject,
		lists: ['pat@fabrikam.com', 'kim@fabrikam.com'],
	}));
	const before = structuredClone(items);
	const { run, output } = await runNode({
		items,
		binary: { data: { data: Buffer.from('hi').toString('base64'), fileName: 'a.txt', mimeType: 'text/plain' } },
		parameters: {
			...{ mailbox: locator(SHARED), folder: locator('drafts'), to: '={{ $json.lists }}' },
			...{ subject: '={{ $json.subject }}', body: 'Hello', attachments: 'data' },
		},
		credential: n8nCredential(simulator),
	});
	const given = run.data.resultData.runData.Start![0]!.data!.main[0]!;
	expect(given.map(({ json }) => json)).toEqual(before);
	expect(given.map(({ binary }) => Object.keys(binary!))).toEqual([['data'], ['data'], ['data']]);
	expect(output.map(({ json, pairedItem }) => [json.subject, pairedItem])).toEqual([
		['One', { item: 0 }],
		['Two', { item: 1 }],
		['Three', { item: 2 }],
	]);
});
