import { DEMO_APP, startSimulator, type Simulator } from '../../../simulator/server.mts';
import { locator, runNode } from '../../support/n8n.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const application = () => ({
	grantType: 'clientCredentials', cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url, tenant: 'contoso', clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret,
	accessTokenUrl: `${simulator.url}/contoso/oauth2/v2.0/token`, authUrl: 'x', scope: `${simulator.url}/.default`, authentication: 'body', authQueryParameters: '',
});

test('smoke', async () => {
	const result = await runNode({ items: [{}], parameters: { mailbox: locator('support@contoso.com'), folder: locator('inbox'), subject: 'hi', to: 'a@contoso.com' }, credential: application() });
	console.log(JSON.stringify(result.output), result.error, result.hints, simulator.requests, simulator.tokenRequests);
});
test('wrong secret', async () => {
	const result = await runNode({ items: [{}], parameters: { mailbox: locator('support@contoso.com'), folder: locator('inbox'), subject: 'hi', to: 'a@contoso.com' }, credential: {...application(), clientSecret:'wrong-one'} });
	console.log(JSON.stringify(result.output), result.error?.message, result.error?.description);
});
test('no server', async () => {
	const result = await runNode({ items: [{}], parameters: { mailbox: locator('support@contoso.com'), folder: locator('inbox'), subject: 'hi', to: 'a@contoso.com' }, credential: {...application(), graphUrl:'http://127.0.0.1:9'} });
	console.log(JSON.stringify(result.output), result.error?.message, result.error?.description);
});
