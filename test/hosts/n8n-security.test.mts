// What may not get out of a real n8n: tokens and secrets to other hosts, and the account's limits past this node.
import type { Browser } from 'playwright-core';
import { selectors } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIAL_TYPE, startN8n, type Credential, type N8n, type WorkflowNode } from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { redirectingServices, service, type Service } from '../support/network.mts';
import { launchBrowser } from './browser.mts';
import { applicationAccount, personAccount } from './n8n/accounts.mts';
import { signedInEditor } from './n8n/editor.mts';
import { draft, locator, node, workflow } from './n8n/workflows.mts';

const SUPPORT = 'support@contoso.com';
const BARE_APP = 'cccccccc-0000-4000-8000-000000000003';
const PICTURES = join(root, '.tmp/pictures');
selectors.setTestIdAttribute('data-test-id');

let simulator: Simulator;
let n8n: N8n;
let browser: Browser;
let graph: Awaited<ReturnType<typeof redirectingServices>>;
let plain: Service;
let accounts: Record<'works' | 'redirecting' | 'plain' | 'application' | 'person' | 'bare' | 'certificate', Credential>;

const register = (consented: boolean) =>
	simulator.applications.add({
		clientId: BARE_APP,
		displayName: 'Consented later',
		secrets: [{ value: DEMO_APP.clientSecret }],
		application: consented ? ['Mail.ReadWrite'] : [],
	});

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	register(false);
	graph = await redirectingServices();
	plain = await service((_request, response) => response.end('{}'));
	const of = (account: Credential, id: string, data: object): Credential => ({
		...account,
		id,
		name: id,
		data: { ...account.data, ...data },
	});
	const application = applicationAccount(simulator);
	const token = { token_type: 'Bearer', access_token: simulator.issueToken({ kind: 'application' }) };
	accounts = {
		application,
		works: of(application, 'works00000000001', { allowSending: true }),
		person: personAccount(simulator),
		redirecting: of(application, 'redirecting00001', {
			graphUrl: graph.graph.url,
			oauthTokenData: token,
			allowSending: true,
		}),
		plain: of(application, 'plain00000000001', {
			graphUrl: plain.url.replace('127.0.0.1', '0.0.0.0'),
			oauthTokenData: token,
			allowSending: true,
		}),
		bare: of(application, 'bare000000000001', { clientId: BARE_APP }),
		certificate: of(application, 'other00000000001', { clientId: BARE_APP, oauthTokenData: token }),
	};
	const one = [{ subject: 'One' }];
	const http = (id: string, credential: Credential, settings: Partial<WorkflowNode>) =>
		workflow(`${id}`, one, [
			{
				...node('Other', 'n8n-nodes-base.httpRequest', 4.2, {}),
				...settings,
				credentials: { [CREDENTIAL_TYPE]: credential },
			} as never,
		]);
	const mail = {
		message: { subject: 'Past the limits', toRecipients: [{ emailAddress: { address: 'a@example.com' } }] },
	};
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: Object.values(accounts),
		workflows: [
			...(['person', 'application'] as const).map((which) =>
				http(`http${which}`, accounts[which], {
					parameters: {
						method: 'POST',
						url: `${simulator.url}/v1.0/${which === 'person' ? 'me' : `users/${SUPPORT}`}/sendMail`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: CREDENTIAL_TYPE,
						sendBody: true,
						specifyBody: 'json',
						jsonBody: JSON.stringify(mail),
						options: {},
					},
				}),
			),
			http('graphql', accounts.application, {
				type: 'n8n-nodes-base.graphql',
				typeVersion: 1.1,
				parameters: {
					authentication: 'predefinedCredentialType',
					nodeCredentialType: CREDENTIAL_TYPE,
					endpoint: `${simulator.url}/v1.0/users/${SUPPORT}/messages`,
					query: 'query { a }',
				},
			}),
			workflow('own', one, [draft(accounts.application, {})]),
			workflow('mine', one, [draft(accounts.person, { mailbox: locator('me', 'list') })]),
			workflow('bare', one, [draft(accounts.bare, {})]),
			workflow('other', one, [draft(accounts.certificate, {})]),
		],
	});
	browser = await launchBrowser();
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
	await graph?.close();
	await plain?.close();
});
beforeEach(() => {
	simulator.reset();
	register(false);
});

/** As the editor asks: `true` for a token that is stored, n8n's placeholder for what it does not show. */
async function check({ id, name, type, data }: Credential): Promise<{ status: string; message: string }> {
	const blank = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';
	const stored = await n8n.rest<{ data: Record<string, unknown> }>('GET', `credentials/${id}?includeData=true`);
	return await n8n.rest('POST', 'credentials/test', {
		credentials: {
			id,
			name,
			type,
			data: { ...data, clientSecret: blank, ...(stored.data.oauthTokenData ? { oauthTokenData: true } : {}) },
		},
	});
}

describe("n8n's test of the credential", () => {
	test('does not follow a redirect', async () => {
		expect(await check(accounts.redirecting)).toEqual({
			status: 'Error',
			message: expect.stringContaining('Tokens are not sent there'),
		});
		expect(graph.graph.requests).toHaveLength(1);
		expect(graph.other.requests).toEqual([]);
	});

	test('sends nothing unencrypted to another computer', async () => {
		expect(await check(accounts.plain)).toEqual({
			status: 'Error',
			message: expect.stringContaining('It must begin with https:// (http:// only for this computer itself).'),
		});
		expect(plain.requests).toEqual([]);
	});

	test('is passed by an account that works', async () => {
		expect(await check(accounts.works)).toMatchObject({ status: 'OK' });
	});

	test.each([
		['a secret that expired', { clientSecret: 'x' }, 'The client secret is wrong'],
		['another client', { clientId: 'cccccccc-9999-4000-8000-000000000009' }, 'AADSTS700016'],
	])('%s, while n8n still holds a token', async (_name, changes, message) => {
		await n8n.executeWorkflow('own');
		const { id, name, type, data } = accounts.application;
		await n8n.rest('PATCH', `credentials/${id}`, { id, name, type, data: { ...data, ...changes } });
		const result = await check({ ...accounts.application, data: { ...data, ...changes } });
		await n8n.rest('PATCH', `credentials/${id}`, { id, name, type, data });
		expect(result).toEqual({ status: 'Error', message: expect.stringContaining(message) });
	});
});

describe('before and after the consent', () => {
	test('the test says that it is missing; once it is given, the same account works at once', async () => {
		expect(await check(accounts.bare)).toEqual({
			status: 'Error',
			message: expect.stringContaining('the application permission Mail.ReadWrite was not granted'),
		});
		const before = await n8n.executeWorkflow('bare');
		expect([before.status, before.error?.description]).toEqual(['error', expect.stringContaining('Mail.ReadWrite')]);
		register(true);
		const after = await n8n.executeWorkflow('bare');
		expect([after.status, after.error?.message]).toEqual(['success', undefined]);
		expect(simulator.store.messages(SUPPORT)).toHaveLength(1);
		expect(await check(accounts.bare)).toMatchObject({ status: 'OK' });
	});

	test('the token of another client ID is not used', async () => {
		register(true);
		expect((await n8n.executeWorkflow('other')).status).toBe('success');
		expect(simulator.tokenRequests).toMatchObject([{ status: 200, body: expect.stringContaining(BARE_APP) }]);
		expect(new Set(simulator.requests.map(({ app }) => app))).toEqual(new Set([BARE_APP]));
	});
});

describe('other nodes of n8n', () => {
	test.each(['httpperson', 'httpapplication', 'graphql'])('%s gets no use of the account', async (id) => {
		const { status, error } = await n8n.executeWorkflow(id);
		expect([status, error?.message]).toEqual([
			'error',
			expect.stringMatching(/configured to prevent use within an? HTTP Request/),
		]);
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		['own', SUPPORT],
		['mine', 'megan.bowen@contoso.com'],
	])('this node does: %s', async (id, mailbox) => {
		expect((await n8n.executeWorkflow(id)).status).toBe('success');
		expect(simulator.store.messages(mailbox)).toHaveLength(1);
	});

	test('the form of the credential shows no field for it', async () => {
		const page = await signedInEditor(browser, n8n);
		await page.goto(`${n8n.url}/home/credentials/${accounts.application.id}`);
		await page.getByText('Client ID').first().waitFor();
		await page.screenshot({ path: join(PICTURES, 'n8n-credential.png'), fullPage: true });
		expect(await page.getByText('Allowed HTTP Request Domains').count()).toBe(0);
		// What everybody fills in comes first, and Entra's places are named.
		const text = await page.getByTestId('editCredential-modal').innerText();
		const places = ['Client ID', 'Client Secret', 'Tenant ID', 'Grant admin consent', 'Allow Sending', 'Cloud'].map(
			(label) => text.indexOf(label),
		);
		expect([places, Math.min(...places) >= 0]).toEqual([[...places].sort((a, b) => a - b), true]);
		await page.context().close();
	});
});
