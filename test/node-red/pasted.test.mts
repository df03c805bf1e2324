// What people type and paste as subject and body, in Node-RED: the same drafts in JSON and in MIME format, and those of n8n.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { helper, loadFlow, until, useNodeRed } from '../support/node-red.mts';
import { PASTED_CASES, pastedStored, pastedWanted } from '../support/pastedCases.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

test.each([
	['JSON', false],
	['MIME', true],
])(
	'format %s',
	async (_name, anyHeader) => {
		const drafts: unknown[] = [];
		for (const type of new Set(PASTED_CASES.map(({ bodyType = 'auto' }) => bodyType))) {
			const cases = PASTED_CASES.filter(({ bodyType = 'auto' }) => bodyType === type);
			const config = { ...nodeRedConfig({ subject: '', body: '' }), bodyType: type, anyHeader, anyHeaderType: 'bool' };
			const flow = await loadFlow(config, {
				graphUrl: simulator.url,
				clientId: DEMO_APP.clientId,
				clientSecret: DEMO_APP.clientSecret,
			});
			cases.forEach(({ subject, body }, index) => flow.input({ fields: { subject, body }, index }));
			await until(() => flow.sent.length + flow.caught.length === cases.length, 'an answer to each message', 200_000);
			expect(flow.caught.map(({ error }) => error.message)).toEqual([]);
			for (const { index, payload } of flow.sent) {
				const all = simulator.store.messages('support@contoso.com');
				const draft = pastedStored(all.find(({ immutableId }) => immutableId === payload.id)!);
				const { name } = cases[index];
				expect({ name, ...draft }).toEqual({ name, ...pastedWanted(cases[index]) });
				drafts.push(draft);
			}
			await helper.unload();
		}
		expect(drafts).toHaveLength(PASTED_CASES.length);
	},
	240_000,
);
