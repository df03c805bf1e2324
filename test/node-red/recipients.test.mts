// What people paste, in Node-RED: the same drafts in JSON and in MIME format.
import { inNodeRed } from '../../node-red/words';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { helper, loadFlow, until } from '../support/node-red.mts';
import { peopleOf, peopleWanted, RECIPIENT_CASES, RECIPIENT_REFUSALS } from '../support/recipientCases.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
	await helper.startServer();
});
afterAll(async () => {
	await helper.stopServer();
	await simulator.close();
});
beforeEach(() => simulator.reset());
afterEach(async () => await helper.unload());

async function run(values: unknown[], anyHeader: boolean) {
	const config = { ...nodeRedConfig({ to: '', subject: '', body: '' }), anyHeader, anyHeaderType: 'bool' };
	const flow = await loadFlow(config, {
		graphUrl: simulator.url,
		clientId: DEMO_APP.clientId,
		clientSecret: DEMO_APP.clientSecret,
	});
	values.forEach((to, index) => flow.input({ fields: { to, subject: String(index), body: 'Hello' } }));
	await until(() => flow.sent.length + flow.caught.length === values.length, 'an answer to each message', 200_000);
	return flow;
}

test.each([false, true])(
	'all kinds, format %s',
	async (anyHeader) => {
		const { caught } = await run(
			RECIPIENT_CASES.map(({ to }) => to),
			anyHeader,
		);
		expect(caught.map(({ error }) => error.message)).toEqual([]);
		const drafts = new Map(simulator.store.messages('support@contoso.com').map((draft) => [draft.subject, draft]));
		for (const [index, one] of RECIPIENT_CASES.entries()) {
			const draft = drafts.get(String(index));
			expect({ name: one.name, ...peopleOf((draft ?? {}) as never) }).toEqual({ name: one.name, ...peopleWanted(one) });
			expect(draft).toBeDefined();
		}
	},
	240_000,
);

test.each([false, true])(
	'all refusals, format %s',
	async (anyHeader) => {
		const { caught } = await run(
			RECIPIENT_REFUSALS.map(([, to]) => to),
			anyHeader,
		);
		expect(simulator.requests).toEqual([]);
		const texts = new Map(caught.map((message) => [message.fields.subject, message.error.message as string]));
		for (const [index, [name, , message, hint]] of RECIPIENT_REFUSALS.entries()) {
			expect([name, texts.get(String(index))]).toEqual([name, expect.stringContaining(message)]);
			expect([name, texts.get(String(index))]).toEqual([name, expect.stringContaining(inNodeRed(hint))]);
		}
	},
	240_000,
);
