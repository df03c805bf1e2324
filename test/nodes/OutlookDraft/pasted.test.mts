// What people type and paste as subject and body, in n8n: the same drafts in JSON and in MIME format, and those of Node-RED.
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nParameters } from '../../support/asParameters.mts';
import { n8nCredential } from '../../support/credentials.mts';
import { runNode } from '../../support/n8n.mts';
import { PASTED_CASES, pastedStored, pastedWanted } from '../../support/pastedCases.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

test.each([
	['JSON', false],
	['MIME', true],
])(
	'format %s',
	async (_name, anyHeader) => {
		const { output, error } = await runNode({
			items: PASTED_CASES.map(({ subject, body, bodyType = 'auto' }) => ({ fields: { subject, body, bodyType } })),
			parameters: { ...n8nParameters({ subject: '', body: '', bodyType: '' }), anyHeader },
			credential: n8nCredential(simulator),
		});
		expect(error).toBeUndefined();
		const drafts = new Map(simulator.store.messages('support@contoso.com').map((draft) => [draft.immutableId, draft]));
		const stored = output.map(({ json }) => pastedStored(drafts.get(json.id as string)!));
		for (const [index, one] of PASTED_CASES.entries())
			expect({ name: one.name, ...stored[index] }).toEqual({ name: one.name, ...pastedWanted(one) });
		expect(stored).toHaveLength(PASTED_CASES.length);
	},
	240_000,
);
