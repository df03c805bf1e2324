import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { nodeRedConfig } from '../support/asParameters.mts';
import { ERROR_CASES, LEAKS } from '../support/errorCases.mts';
import { NETWORK_CASES } from '../support/networkCases.mts';
import { helper, loadFlow, until } from '../support/node-red.mts';
import { refusingLogin, SIGN_IN_CASES } from '../support/signInCases.mts';

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

test.each(ERROR_CASES)('$name, in the same words as in n8n', async ({ fault, fields, code, text, status, draftMayExist }) => {
	const wanted = { folder: 'inbox', subject: 'x', ...fields };
	if (fault) simulator.faults.add({ method: 'POST', ...fault });
	const flow = await loadFlow(nodeRedConfig(wanted), { graphUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret });
	flow.input({ fields: wanted });
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	const { error } = flow.caught[0];
	expect(error.message).toBe(`OutlookDraftError: ${text}`);
	expect(error.code).toBe(code);
	expect(error.cause).toMatchObject({ status, hint: expect.any(String), ...(draftMayExist ? { draftMayExist } : {}) });
	expect('draftMayExist' in error.cause).toBe(draftMayExist === true);
	const seen = JSON.stringify([{ ...error }, error.message, error.stack, flow.statuses, flow.warnings]);
	for (const leak of LEAKS) expect(seen).not.toContain(leak);
});

test.each(NETWORK_CASES)('$name, in the same words as in n8n', async ({ open, timeout = 30, text, draftMayExist }) => {
	const { graphUrl, close } = await open();
	const fields = { subject: 'x', timeout };
	const flow = await loadFlow(nodeRedConfig(fields), { graphUrl, loginUrl: simulator.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret });
	flow.input({ fields });
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	await close?.();
	expect(flow.caught[0].error.message).toBe(`OutlookDraftError: ${text}`);
	expect(flow.caught[0].error.cause.draftMayExist).toBe(draftMayExist);
});

test.each(SIGN_IN_CASES)('sign-in: $name, in the same words as in n8n', async (refused) => {
	const login = await refusingLogin(refused);
	const fields = { subject: 'x' };
	const flow = await loadFlow(nodeRedConfig(fields), { graphUrl: simulator.url, loginUrl: login.url, clientId: DEMO_APP.clientId, clientSecret: DEMO_APP.clientSecret });
	flow.input({ fields });
	await until(() => flow.sent.length + flow.caught.length > 0, 'a message');
	await login.close();
	expect(flow.caught[0].error).toMatchObject({ message: `OutlookDraftError: ${refused.text}`, code: refused.code });
	expect(simulator.requests).toHaveLength(0);
});
