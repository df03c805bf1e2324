// Tokens that n8n keeps longer than they are right: older than a consent, or of another app registration.
import { DEMO_APP, startSimulator, type Simulator } from '../../../simulator/server.mts';
import { n8nCredential, person } from '../../support/credentials.mts';
import { runNode, locator } from '../../support/n8n.mts';

const APP = 'cccccccc-0000-4000-8000-000000000003';
const BOX = 'support@contoso.com';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());
beforeEach(() => simulator.reset());

const register = (...application: string[]) =>
	simulator.applications.add({
		clientId: APP,
		displayName: 'Test',
		secrets: [{ value: DEMO_APP.clientSecret }],
		application,
	});
const run = async (credential: Record<string, unknown>, mailbox = BOX, items: object[] = [{}]) =>
	await runNode({
		items: items as Array<Record<string, unknown>>,
		parameters: { mailbox: locator(mailbox), folder: locator('drafts'), to: 'a@contoso.com', subject: 'x', body: 'x' },
		credential,
		onError: 'continueRegularOutput',
	});
const account = (changes: object = {}) => n8nCredential(simulator, { clientId: APP, ...changes });

test('without consent, then with it: the same account works at once', async () => {
	register();
	const { output, credential } = await run(account());
	expect(output[0].json.error).toMatch(/may not create the draft/);
	register('Mail.ReadWrite');
	const { output: second } = await run(credential, BOX, [{}, {}, {}]);
	expect(second.map(({ json }) => json.error)).toEqual([undefined, undefined, undefined]);
	expect(simulator.store.messages(BOX)).toHaveLength(3);
	expect(simulator.tokenRequests).toHaveLength(2);
});

test('a refusal that a new token does not change: asked for once in a run, nothing is sent twice', async () => {
	register('Mail.ReadWrite');
	const { credential } = await run(account());
	simulator.reset();
	register('Mail.ReadWrite');
	simulator.faults.add({ method: 'POST', path: /messages$/, status: 403, code: 'ErrorAccessDenied', times: 99 });
	const { output } = await run(credential, BOX, [{}, {}, {}]);
	expect(output.every(({ json }) => json.error !== undefined)).toBe(true);
	expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(3);
	expect(simulator.tokenRequests).toHaveLength(1);
});

test('the first token of all is not fetched twice', async () => {
	register();
	await run(account());
	expect(simulator.tokenRequests).toHaveLength(1);
});

test("a person's refusal fetches nothing", async () => {
	simulator.faults.add({ method: 'POST', path: /messages$/, status: 403, code: 'ErrorAccessDenied' });
	const { output } = await run(person(simulator), 'me');
	expect(output[0].json.error).toBeDefined();
	expect(simulator.tokenRequests).toEqual([]);
});

test('another client ID than that of the token: an application gets a new one, a person is told', async () => {
	register('Mail.ReadWrite');
	const token = {
		oauthTokenData: { token_type: 'Bearer', access_token: simulator.issueToken({ kind: 'application' }) },
	};
	expect((await run(account(token))).output[0].json.error).toBeUndefined();
	expect(new Set(simulator.requests.map(({ app }) => app))).toEqual(new Set([APP]));
	const requests = simulator.requests.length;
	const { error } = await run(person(simulator, { clientId: APP }), 'me');
	expect(error?.message).toBe('The account was connected with another client ID.');
	expect(simulator.requests).toHaveLength(requests);
});

test('a sign-in that has ended is said in words', async () => {
	const credential = person(simulator, {
		oauthTokenData: {
			token_type: 'Bearer',
			access_token: simulator.issueToken({ kind: 'delegated', expired: true }),
			refresh_token: 'withdrawn',
		},
	});
	const { output } = await run(credential, 'me');
	expect(output[0].json.error).toBe('The sign-in of this account has ended.');
	expect((output[0].json.details as { hint: string }).hint).toContain('connect it again');
});
