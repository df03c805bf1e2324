// A person's account in Node-RED's runtime, signed in through the node's own endpoints.
import { DEMO_APP, type Simulator } from '../../../simulator/server.mts';
import { loadFlow, until, useNodeRed } from '../../support/node-red.mts';
import { personDialog, personSettings, post, signInPerson, withoutPrompt } from '../../support/nodeRedPerson.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));
afterEach(async () => {
	jest.restoreAllMocks();
});

const MINE = { mailbox: 'me', mailboxType: 'str' };
const settings = () => personSettings(simulator);
const dialog = (changes: object = {}) => personDialog(simulator, changes);
const signIn = async (changes: object = {}) => await signInPerson(simulator, changes);

test('200 drafts while the token is about to end: exactly one refresh, and the new refresh token is used next', async () => {
	const flow = await loadFlow(MINE, settings());
	await signIn();
	flow.input({ topic: 'first' });
	await until(() => flow.sent.length === 1);
	const before = simulator.tokenRequests.length;
	// Ten minutes before its end it is old enough to be renewed, and still good.
	const later = Date.now() + 3_400_000;
	jest.spyOn(Date, 'now').mockImplementation(() => later);
	for (let number = 0; number < 200; number++) flow.input({ topic: `no ${number}` });
	await until(() => flow.sent.length + flow.caught.length === 201);
	expect([flow.sent.length, flow.caught.length]).toEqual([201, 0]);
	expect(simulator.tokenRequests.slice(before)).toMatchObject([
		{ status: 200, body: expect.stringContaining('grant_type=refresh_token') },
	]);
});

test('first use of an application under 200 drafts: exactly one token request', async () => {
	const { clientId } = simulator.applications.add({ displayName: 'New', secrets: [{ value: 'a secret' }] });
	const flow = await loadFlow(
		{ mailbox: 'sales@contoso.com', mailboxType: 'str' },
		{ graphUrl: simulator.url, clientId, clientSecret: 'a secret' },
	);
	for (let number = 0; number < 200; number++) flow.input({ topic: `no ${number}` });
	await until(() => flow.sent.length === 200, '200 drafts', 60_000);
	expect(simulator.tokenRequests).toMatchObject([
		{ status: 200, body: expect.stringContaining('grant_type=client_credentials') },
	]);
});

test('an attempt belongs to its dialog, its state works once, and a cancelled one not at all', async () => {
	await loadFlow(MINE, settings());
	const { landing, attempt } = await signIn();
	expect((await post('state', { ...dialog(), attempt })).body).toMatchObject({
		progress: { state: 'done' },
		account: {
			signIn: 'signedIn',
			person: expect.stringContaining('megan.bowen@contoso.com'),
			warnings: expect.arrayContaining(['store.unavailable']),
		},
	});
	expect((await post('landing', { ...dialog(), attempt, landing: landing.href })).body.progress.text).toContain(
		'was used before',
	);

	const started = (await post('sign-in', { ...dialog(), redirectUri: 'http://localhost' })).body;
	const other = (await post('sign-in', { ...dialog(), redirectUri: 'http://localhost' })).body;
	const back = (await fetch(withoutPrompt(started.address), { redirect: 'manual' })).headers.get('location');
	expect((await post('landing', { ...dialog(), attempt: other.attempt, landing: back })).body.progress.state).toBe(
		'failed',
	);
	await post('cancel', { ...dialog(), attempt: started.attempt });
	expect((await post('landing', { ...dialog(), attempt: started.attempt, landing: back })).body.progress.state).toBe(
		'failed',
	);
	// 128 bits and more, and never the same.
	const states = [started, other].map(({ address }) => new URL(address).searchParams.get('state')!);
	expect(new Set(states).size).toBe(2);
	for (const state of states) expect(Buffer.from(state, 'base64url').length).toBeGreaterThanOrEqual(16);
});

test('an attempt ends after ten minutes', async () => {
	await loadFlow(MINE, settings());
	const { body } = await post('sign-in', { ...dialog(), redirectUri: 'http://localhost' });
	const back = (await fetch(withoutPrompt(body.address), { redirect: 'manual' })).headers.get('location');
	const later = Date.now() + 601_000;
	jest.spyOn(Date, 'now').mockImplementation(() => later);
	expect((await post('landing', { ...dialog(), attempt: body.attempt, landing: back })).body.progress.text).toContain(
		'took longer than it may',
	);
});

test.each([
	'http://red.example.com/outlook-account/callback',
	'javascript:alert(1)',
	'outlook-account/callback',
	'https://red.example.com/#x',
	'',
])('the redirect address %j is refused', async (redirectUri) => {
	await loadFlow(MINE, settings());
	expect(await post('sign-in', { ...dialog(), redirectUri })).toMatchObject({
		status: 409,
		body: { text: expect.stringContaining('cannot be used') },
	});
});

test.each([
	['another sign-in address', { loginUrl: 'https://login.example' }],
	['another Graph address', { graphUrl: 'https://graph.example' }],
	['another cloud', { cloud: 'china' }],
])('the stored secret does not go to %s', async (_name, changes) => {
	await loadFlow(MINE, settings());
	for (const path of ['sign-in', 'state', 'sign-out']) {
		expect(await post(path, { ...dialog(changes), redirectUri: 'http://localhost' })).toMatchObject({
			status: 409,
			body: { text: expect.stringContaining('Deploy once, or enter the client secret again') },
		});
	}
});

test('environment variables are read for what is deployed only', async () => {
	process.env.OUTLOOK_DRAFTS_TEST_SECRET = DEMO_APP.clientSecret;
	await loadFlow(MINE, { ...settings(), clientSecret: '${OUTLOOK_DRAFTS_TEST_SECRET}' });
	expect((await post('state', dialog())).status).toBe(200);
	const typed = dialog();
	typed.account.credentials.outlookDraftClientSecret = '${OUTLOOK_DRAFTS_TEST_OTHER}';
	expect(await post('state', typed)).toMatchObject({
		status: 409,
		body: { text: expect.stringContaining('environment variables are read then') },
	});
});

test('a variable that is deployed is not read for another address', async () => {
	process.env.OUTLOOK_DRAFTS_TEST_SECRET = DEMO_APP.clientSecret;
	await loadFlow(MINE, { ...settings(), clientSecret: '${OUTLOOK_DRAFTS_TEST_SECRET}' });
	const moved = dialog({ loginUrl: 'https://login.example' });
	moved.account.credentials.outlookDraftClientSecret = '${OUTLOOK_DRAFTS_TEST_SECRET}';
	expect(await post('sign-in', { ...moved, redirectUri: 'http://localhost' })).toMatchObject({
		status: 409,
		body: { text: expect.stringContaining('environment variables are read then') },
	});
});

test('an account whose environment variable is not set says which', async () => {
	const flow = await loadFlow(
		{ mailbox: 'sales@contoso.com', mailboxType: 'str' },
		{ ...settings(), grantType: 'clientCredentials', clientSecret: '${OUTLOOK_DRAFTS_NOT_SET}' },
	);
	flow.input({ topic: 'x' });
	await until(() => flow.caught.length === 1);
	expect(flow.caught[0].error.message).toContain(
		'names the environment variable OUTLOOK_DRAFTS_NOT_SET, which is not set here',
	);
});
