import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { FIELD_CASES, withoutOwn } from '../support/fieldCases.mts';
import { loadFlow, until, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));

test.each(FIELD_CASES)('$name', async ({ fields, wire, shown, output = {} }) => {
	const flow = await loadFlow(nodeRedConfig(fields), {
		graphUrl: simulator.url,
		clientId: DEMO_APP.clientId,
		clientSecret: DEMO_APP.clientSecret,
	});
	flow.input({ fields });
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	expect(flow.caught.map(({ error }) => error.message)).toEqual([]);
	const mailbox = String(fields.mailbox ?? 'support@contoso.com');
	expect(simulator.requests.map(({ status }) => status)).toEqual([201]);
	expect(withoutOwn(simulator.requests[0].body, mailbox)).toEqual(wire);
	expect(simulator.store.messages(mailbox)).toMatchObject([shown]);
	expect(flow.sent[0].payload).toMatchObject({ id: expect.any(String), ...output });
});
