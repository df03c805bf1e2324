// The built node in Node-RED, and connections that break after Outlook has carried out the request.
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { brokenTls, trust, type BrokenTls, type EndingName } from '../support/brokenTls.mts';
import { helper, loadFlow, until } from '../support/node-red.mts';

let simulator: Simulator;
let tls: BrokenTls;
let endTrust: () => void;
beforeAll(async () => {
	simulator = await startSimulator();
	tls = await brokenTls(simulator.url);
	endTrust = trust(tls.certificate);
	await helper.startServer();
});
afterAll(async () => {
	endTrust();
	await helper.stopServer();
	await tls.close();
	await simulator.close();
});
beforeEach(() => simulator.reset());
afterEach(async () => await helper.unload());

const ENDINGS: EndingName[] = [
	'a record with a bad MAC',
	'plain bytes in place of a record',
	'half the body of the answer, then an end',
	'half the body with a length that fits it',
];

test.each(ENDINGS)(
	'%s: looked up, one draft',
	async (ending) => {
		tls.breakNext('POST', /messages$/, ending);
		const fields = { subject: 'x' };
		const flow = await loadFlow(nodeRedConfig(fields), {
			graphUrl: tls.url,
			loginUrl: simulator.url,
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
		});
		flow.input({ fields });
		await until(() => flow.sent.length + flow.caught.length > 0, 'a message', 40_000);
		expect(flow.caught).toEqual([]);
		expect(simulator.store.messages('support@contoso.com').map(({ immutableId }) => immutableId)).toEqual([
			flow.sent[0].payload.id,
		]);
	},
	60_000,
);
