import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { helper, loadFlow, until } from '../support/node-red.mts';

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

const account = () => ({ graphUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret });

test('smoke', async () => {
	const flow = await loadFlow({ mailbox: 'support@contoso.com', mailboxType: 'str', folder: 'drafts', folderType: 'str' }, account());
	flow.input({ to: 'AdeleV@contoso.onmicrosoft.com', topic: 'hi', payload: 'a <b>b</b>' });
	await until(() => flow.sent.length + flow.caught.length > 0);
	console.log(flow.sent, flow.caught, flow.statuses, simulator.requests.map(r=>r.body));
});
