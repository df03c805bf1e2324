// Check in the account's dialog: what it says of accounts with which something is wrong, deployed or just typed in.
import { DEMO_APP, type Simulator } from '../../../simulator/server.mts';
import { CREDENTIAL_NAMES, TOKEN_KEY } from '../../../node-red/credentialNames';
import { helper, loadFlow, until, useNodeRed } from '../../support/node-red.mts';
import { personSettings, post, withoutPrompt } from '../../support/nodeRedPerson.mts';
import { lineOf, settingsFor, WRONG_ACCOUNTS, type Settings, type WrongAccount } from '../../support/wrongAccounts.mts';
import type { AccountReport } from '../../../core';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));
afterEach(() => void jest.restoreAllMocks());

let accounts = 0;

/** What the dialog sends of an account that was never deployed. */
function typed(settings: Settings): object {
	const isCredential = (name: string) => name in CREDENTIAL_NAMES;
	const credentials = Object.entries(CREDENTIAL_NAMES).map(([name, credential]) => [credential, settings[name] ?? '']);
	return {
		id: `new${++accounts}`,
		settings: Object.fromEntries(Object.entries(settings).filter(([name]) => !isCredential(name))),
		credentials: { ...Object.fromEntries(credentials), [TOKEN_KEY]: 'a key' },
	};
}

/** In the browser, as somebody else than the one who is signed in there already. */
async function signIn(account: object, person: string): Promise<void> {
	const { body } = await post('sign-in', { account, redirectUri: 'http://localhost:1880/outlook-account/callback' });
	const address = `${withoutPrompt(String(body.address))}&login_hint=${person}`;
	const landing = new URL((await fetch(address, { redirect: 'manual' })).headers.get('location')!);
	await helper.request().get(`${landing.pathname}${landing.search}`).expect(200);
}

async function check(one: WrongAccount): Promise<AccountReport> {
	await loadFlow({}, personSettings(simulator));
	const login = await one.login?.();
	const account = typed(await settingsFor(one, simulator, login?.url));
	if (one.person !== undefined && !one.isNew) await signIn(account, one.person);
	one.after?.(simulator);
	const { status, body } = await post('check', { account, mailbox: one.mailbox ?? '' }).finally(
		async () => await login?.close(),
	);
	expect(status).toBe(200);
	return body as AccountReport;
}

test.each(WRONG_ACCOUNTS)('$name', async (one) => {
	const { ok, checks } = await check(one);
	expect(checks).toContainEqual(lineOf(one));
	expect(ok).toBe(one.isWarning === true);
	expect(JSON.stringify(checks)).not.toMatch(/eyJ|simulator-secret|the value of a secret|BEGIN/);
});

test.each([{ mailbox: 'support@contoso.com' }, { person: 'AdeleV@contoso.onmicrosoft.com' }])(
	'nothing is wrong: %j',
	async (one) => {
		const { ok, checks } = await check({ name: '', ...one } as WrongAccount);
		expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
		expect(ok).toBe(true);
	},
);

/** An account as its dialog sends it, when it was deployed and nothing typed over. */
const deployed = (clientId: string, settings: object = {}) => ({
	id: 'account',
	settings: { cloud: 'custom', graphUrl: simulator.url, loginUrl: simulator.url, ...settings },
	credentials: {
		outlookDraftTenantId: 'contoso',
		outlookDraftClientId: clientId,
		outlookDraftClientSecret: '__PWRD__',
	},
});

const SUPPORT = { mailbox: 'support@contoso.com', mailboxType: 'str' };
const APP = 'cccccccc-0000-4000-8000-00000000000e';
const register = (...application: string[]) =>
	simulator.applications.add({ clientId: APP, displayName: 'x', secrets: [{ value: 's' }], application });

test('as deployed: always a fresh token, and drafts are made with it at once', async () => {
	register();
	const flow = await loadFlow(SUPPORT, { graphUrl: simulator.url, clientId: APP, clientSecret: 's' });
	flow.input({ topic: 'before the consent' });
	await until(() => flow.caught.length === 1);
	register('Mail.ReadWrite');
	const { body } = await post('check', { account: deployed(APP), mailbox: SUPPORT.mailbox });
	expect((body as AccountReport).checks.find(({ check: name }) => name === 'permission Mail.ReadWrite')?.state).toBe(
		'ok',
	);
	flow.input({ topic: 'after it' });
	await until(() => flow.sent.length === 1);
});

test('without Check: after a refusal the token is fetched anew, once in a while', async () => {
	const { clientId } = simulator.applications.add({ displayName: 'x', secrets: [{ value: 's' }], application: [] });
	const flow = await loadFlow(SUPPORT, { graphUrl: simulator.url, clientId, clientSecret: 's' });
	flow.input({ topic: 'before the consent' });
	await until(() => flow.caught.length === 1);
	for (const topic of ['still', 'without']) flow.input({ topic });
	await until(() => flow.caught.length === 3);
	// The first token, and one more look for all three refusals.
	expect(simulator.tokenRequests).toHaveLength(2);
	simulator.applications.find(clientId)!.application = ['Mail.ReadWrite'];
	const later = Date.now() + 61_000;
	jest.spyOn(Date, 'now').mockImplementation(() => later);
	flow.input({ topic: 'after it' });
	await until(() => flow.sent.length === 1);
	expect(simulator.tokenRequests).toHaveLength(3);
});

test('a mailbox of the account as deployed, not of what the request says', async () => {
	await loadFlow(
		{},
		{
			graphUrl: simulator.url,
			clientId: DEMO_APP.clientId,
			clientSecret: DEMO_APP.clientSecret,
			allowedMailboxes: 'support@contoso.com',
		},
	);
	const account = deployed(DEMO_APP.clientId, { allowedMailboxes: '*' });
	const { body } = await post('check', { account, mailbox: 'sales@contoso.com' });
	expect((body as AccountReport).checks.at(-1)).toMatchObject({ check: 'mailbox', state: 'failed' });
	expect(simulator.requests).toEqual([]);
});
