// The dialog's endpoints, in Node-RED's runtime. Permissions need a real process: test/node-red/process.test.mts.
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { service } from '../support/network.mts';
import { helper, loadFlow, useNodeRed } from '../support/node-red.mts';

let simulator: Simulator;
useNodeRed((started) => (simulator = started));
afterEach(async () => {
	await Promise.all(strangers.splice(0).map(async ({ close }) => await close()));
});

/** Services of somebody else, which must get nothing. */
const strangers: Array<Awaited<ReturnType<typeof service>>> = [];
async function newStranger() {
	const stranger = await service((_request, response) => response.end('{"value":[]}'));
	strangers.push(stranger);
	return stranger;
}

const SECRET = DEMO_APP.clientSecret;
const settings = (changes: object = {}) => ({
	cloud: 'custom',
	graphUrl: simulator.url,
	loginUrl: simulator.url,
	...changes,
});
const credentials = (changes: object = {}) => ({
	outlookDraftTenantId: DEMO_APP.tenant,
	outlookDraftClientId: DEMO_APP.clientId,
	outlookDraftClientSecret: SECRET,
	...changes,
});

/** An account that is in the editor only. */
const typedIn = () => ({ id: 'new', settings: settings(), credentials: credentials() });

async function deploy(changes: object = {}): Promise<void> {
	await loadFlow(
		{},
		{ graphUrl: simulator.url, tenant: DEMO_APP.tenant, clientId: DEMO_APP.clientId, clientSecret: SECRET, ...changes },
	);
}

async function post(list: string, body: object | string, type = 'application/json') {
	const answer = await helper
		.request()
		.post(`/outlook-draft/${list}`)
		.set('Content-Type', type)
		.send(typeof body === 'string' ? body : JSON.stringify(body));
	return {
		status: answer.status as number,
		body: answer.body as {
			results?: Array<{ name: string; value: string }>;
			next?: string;
			notice?: string;
			error?: { code: string; text: string };
		},
	};
}

describe('an account that was just typed in', () => {
	beforeEach(async () => await deploy({ clientSecret: '' }));

	test('mailboxes, folders and the probe', async () => {
		const mailboxes = await post('mailboxes', { account: typedIn(), search: 'supp' });
		expect(mailboxes).toMatchObject({
			status: 200,
			body: { results: [{ name: 'Support (support@contoso.com)', value: 'support@contoso.com' }] },
		});
		const folders = await post('folders', { account: typedIn(), mailbox: 'support@contoso.com' });
		expect(folders.body.results!.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Drafts', 'Inbox / Clients / ACME']),
		);
		expect(await post('probe', { account: typedIn(), mailbox: 'support@contoso.com' })).toMatchObject({
			status: 200,
			body: { results: [] },
		});
	});

	test('a refusal in words', async () => {
		expect(await post('probe', { account: typedIn(), mailbox: 'nobody@contoso.com' })).toMatchObject({
			status: 422,
			body: {
				error: {
					code: 'ErrorInvalidUser',
					text: expect.stringContaining('Microsoft 365 knows no mailbox "nobody@contoso.com".'),
				},
			},
		});
	});

	test('a wrong secret is tried once, though the list takes several requests', async () => {
		simulator.tokenRequests.length = 0;
		expect(
			(
				await post('folders', {
					account: { ...typedIn(), credentials: credentials({ outlookDraftClientSecret: 'wrong' }) },
					mailbox: 'support@contoso.com',
				})
			).status,
		).toBe(422);
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(simulator.tokenRequests.map(({ status }) => status)).toEqual([401]);
	});

	test('a list is kept for the same account only, and loaded again when asked to', async () => {
		const ask = async (account: object, fresh = false) =>
			await post('folders', { account, mailbox: 'sales@contoso.com', fresh });
		await ask(typedIn());
		const once = simulator.requests.length;
		await ask(typedIn());
		expect(simulator.requests).toHaveLength(once);
		await ask(typedIn(), true);
		expect(simulator.requests).toHaveLength(2 * once);
		expect(
			(await ask({ ...typedIn(), credentials: credentials({ outlookDraftClientSecret: 'guessed-secret' }) })).body
				.error!.code,
		).toBe('AADSTS7000215');
		expect((await ask({ ...typedIn(), settings: settings({ allowedMailboxes: 'me' }) })).body.error!.text).toContain(
			'may not use the mailbox',
		);
	});

	test('pages of people; a link that leads elsewhere gets no request', async () => {
		for (let i = 0; i < 60; i++)
			simulator.store.addMailbox({ displayName: `Person ${i}`, userPrincipalName: `person${i}@contoso.com` });
		const { next } = (await post('mailboxes', { account: typedIn(), search: '' })).body;
		expect((await post('mailboxes', { account: typedIn(), next })).body.results!.length).toBeGreaterThan(10);
		const stranger = await newStranger();
		expect(
			await post('mailboxes', { account: typedIn(), next: next!.replace(simulator.url, stranger.url) }),
		).toMatchObject({ status: 422, body: { error: { text: expect.stringContaining('was not requested') } } });
		expect(stranger.requests).toHaveLength(0);
	});
});

describe('a deployed account', () => {
	const tenantAndClient = { outlookDraftTenantId: DEMO_APP.tenant, outlookDraftClientId: DEMO_APP.clientId };
	const seen = (
		changes: object = {},
		given: object | null = {
			outlookDraftTenantId: DEMO_APP.tenant,
			outlookDraftClientId: DEMO_APP.clientId,
			has_outlookDraftClientSecret: true,
		},
	) => ({
		account: { id: 'account', settings: settings(changes), ...(given ? { credentials: given } : {}) },
		mailbox: 'support@contoso.com',
	});

	test('is used with its stored secret, whether the editor has opened it or not', async () => {
		await deploy();
		expect((await post('folders', seen())).status).toBe(200);
		expect((await post('folders', seen({}, null))).status).toBe(200);
		expect((await post('folders', seen({}, { ...credentials(), outlookDraftClientSecret: '__PWRD__' }))).status).toBe(
			200,
		);
	});

	test.each([
		['another sign-in address', (url: string) => seen({ loginUrl: url })],
		['another Graph address', (url: string) => seen({ graphUrl: url })],
		['another cloud', () => seen({ cloud: 'global' })],
		[
			'another tenant',
			() => seen({}, { ...credentials(), outlookDraftTenantId: 'evil.example', outlookDraftClientSecret: '__PWRD__' }),
		],
		[
			'another client',
			() => seen({}, { ...credentials(), outlookDraftClientId: 'other', outlookDraftClientSecret: '__PWRD__' }),
		],
		['addresses that were emptied', () => seen({ graphUrl: '', loginUrl: '' })],
		// As from an editor that has never opened the account, and from whoever writes such a request by hand.
		['another sign-in address, with no credentials in the request', (url: string) => seen({ loginUrl: url }, null)],
		['another Graph address, with no credentials in the request', (url: string) => seen({ graphUrl: url }, null)],
		['both, with no credentials in the request', (url: string) => seen({ graphUrl: url, loginUrl: url }, null)],
		['another cloud, with no credentials in the request', () => seen({ cloud: 'global' }, null)],
		['another Graph address, with empty credentials', (url: string) => seen({ graphUrl: url }, {})],
		['a person instead of an application', () => seen({ grantType: 'authorizationCode' }, null)],
	])('its secret never goes to %s', async (_name, request) => {
		await deploy();
		const stranger = await newStranger();
		simulator.tokenRequests.length = 0;
		expect(await post('folders', request(stranger.url))).toEqual({
			status: 422,
			body: {
				error: {
					code: 'AccountSettings',
					text: 'The account was changed and not deployed yet. Deploy once, or enter the client secret again in the account.',
				},
			},
		});
		expect(stranger.requests).toHaveLength(0);
		expect(simulator.tokenRequests).toHaveLength(0);
	});

	test.each([
		['all of them', '*'],
		['more of them', 'sales@contoso.com, support@contoso.com'],
		['left out', undefined],
	])('its allowed mailboxes are the deployed ones, whatever the request says: %s', async (_name, allowedMailboxes) => {
		await deploy({ allowedMailboxes: 'sales@contoso.com' });
		for (const credentials of [null, {}, { outlookDraftClientSecret: '__PWRD__' }]) {
			const request = seen({ allowedMailboxes }, credentials && { ...tenantAndClient, ...credentials });
			for (const list of ['folders', 'probe'])
				expect((await post(list, request)).body.error!.text).toContain('may not use the mailbox "support@contoso.com"');
			expect((await post('mailboxes', request)).body.results).toEqual([
				{ name: 'sales@contoso.com', value: 'sales@contoso.com' },
			]);
		}
		expect(simulator.requests).toHaveLength(0);
	});

	test('an emptied list allows nothing', async () => {
		await deploy({ allowedMailboxes: 'sales@contoso.com' });
		for (const list of ['folders', 'probe', 'mailboxes'])
			expect((await post(list, seen({ allowedMailboxes: '' }))).body.error!.text).toContain('Allowed Mailboxes');
		expect(simulator.requests).toHaveLength(0);
	});

	test('a list of other mailboxes has to be deployed first', async () => {
		await deploy({ allowedMailboxes: 'sales@contoso.com' });
		for (const list of ['folders', 'probe', 'mailboxes'])
			expect((await post(list, seen({ allowedMailboxes: ['support@contoso.com'] }))).body.error!.text).toContain(
				'Deploy once',
			);
		expect(simulator.requests).toHaveLength(0);
	});

	test('allowed mailboxes that were narrowed and not deployed yet count too', async () => {
		await deploy();
		expect((await post('folders', seen({ allowedMailboxes: 'sales@contoso.com' }))).body.error!.text).toContain(
			'may not use the mailbox "support@contoso.com"',
		);
		await helper.unload();
		await deploy({ allowedMailboxes: 'sales@contoso.com' });
		expect((await post('folders', seen({ allowedMailboxes: 'me' }))).body.error!.text).toContain(
			'The account was changed and not deployed yet.',
		);
		expect(simulator.requests).toHaveLength(0);
	});

	test('no other node gives its secret', async () => {
		await deploy();
		for (const id of ['draft', 'nobody', '__proto__'])
			expect((await post('folders', { ...seen(), account: { ...seen().account, id } })).status).toBe(422);
	});

	test('environment variables are read for deployed accounts only', async () => {
		process.env.OUTLOOK_DRAFTS_TEST_SECRET = SECRET;
		const stranger = await newStranger();
		const variable = credentials({ outlookDraftClientSecret: '${OUTLOOK_DRAFTS_TEST_SECRET}' });
		await deploy({ clientSecret: '${OUTLOOK_DRAFTS_TEST_SECRET}' });
		expect(
			(
				await post('folders', {
					account: { id: 'account', settings: settings(), credentials: variable },
					mailbox: 'support@contoso.com',
				})
			).status,
		).toBe(200);
		for (const account of [
			{ id: 'new', settings: settings(), credentials: variable },
			{ id: 'account', settings: settings({ loginUrl: stranger.url }), credentials: variable },
			{ id: 'account', settings: settings({ allowedMailboxes: '${OUTLOOK_DRAFTS_TEST_SECRET}' }) },
			{
				id: 'account',
				settings: settings(),
				credentials: { ...variable, outlookDraftTenantId: '${OUTLOOK_DRAFTS_TEST_SECRET}' },
			},
		]) {
			expect((await post('folders', { account, mailbox: 'support@contoso.com' })).body.error!.text).toContain(
				'Deploy once: its environment variables are read then.',
			);
		}
		expect(stranger.requests).toHaveLength(0);
	});
});

describe('what is no request of the dialog', () => {
	beforeEach(async () => await deploy());

	test('a form, as another site could send it', async () => {
		expect((await post('folders', 'mailbox=support@contoso.com', 'application/x-www-form-urlencoded')).status).toBe(
			415,
		);
		expect((await post('folders', JSON.stringify({ account: typedIn() }), 'text/plain')).status).toBe(415);
		expect(simulator.requests).toHaveLength(0);
	});

	test.each([
		{},
		[],
		{ account: null },
		{ account: { id: 1 } },
		{ account: { id: 'account', settings: [] } },
		{ account: { id: 'account', settings: {}, credentials: 'x' } },
	])('%j', async (body) => {
		expect((await post('mailboxes', body)).body.error!.text).toBe(
			'No account is chosen. Choose or add an account first.',
		);
	});

	test('GET is no way to ask', async () => {
		expect((await helper.request().get('/outlook-draft/folders')).status).toBe(404);
	});
});
