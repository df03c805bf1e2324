// Signing in to n8n as people do it, against the simulator's Microsoft Entra ID: a person and an application.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { n8nAccount } from '../../scripts/hosts/accounts.mts';
import { CREDENTIAL_TYPE, startN8n, type Credential, type N8n } from '../../scripts/hosts/n8n.mts';
import { packTarball } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { makeCertificate } from '../support/certificate.mts';
import { signIn } from '../support/credentials.mts';
import { launchBrowser } from './browser.mts';
import { draft, locator, workflow } from './n8n/workflows.mts';
import { signedInEditor } from './n8n/editor.mts';

const ME = 'megan.bowen@contoso.com';
const SUPPORT = 'support@contoso.com';
const CERTIFICATE_APP = 'cccccccc-0000-4000-8000-000000000001';
const SECRET_APP = 'cccccccc-0000-4000-8000-000000000002';

const { certificate, privateKey } = makeCertificate();
const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

let simulator: Simulator;
let n8n: N8n;
let browser: Browser;
const seen: string[] = [];

const account = (id: string, changes: Record<string, unknown>): Credential => ({
	id,
	name: id,
	type: CREDENTIAL_TYPE,
	data: { ...n8nAccount(simulator.url), ...changes },
});
const person = (id: string, changes: Record<string, unknown> = {}) =>
	account(id, { grantType: 'authorizationCode', ...changes });

let accounts: Record<
	'rest' | 'browser' | 'narrow' | 'certificate' | 'application' | 'expired' | 'sending' | 'sendingApp' | 'noMailbox',
	Credential
>;

/** Registrations do not survive `reset`. */
function register(): void {
	const secrets = [{ value: DEMO_APP.clientSecret }];
	simulator.applications.add({
		clientId: CERTIFICATE_APP,
		displayName: 'With a certificate',
		certificates: [certificate],
		application: ['Mail.ReadWrite'],
	});
	simulator.applications.add({
		clientId: SECRET_APP,
		displayName: 'Drafts only',
		secrets,
		application: ['Mail.ReadWrite'],
	});
}

beforeAll(async () => {
	simulator = await startSimulator();
	register();
	const tokens = (changes: Record<string, unknown>) => ({ token_type: 'Bearer', expires_in: 3599, ...changes });
	const { refresh_token } = await signIn(simulator);
	accounts = {
		rest: person('restperson000001'),
		browser: person('browserperson001'),
		narrow: person('narrowperson0001', { otherMailboxes: false, searchPeople: false, allowSending: true }),
		certificate: account('certificate00001', {
			clientId: CERTIFICATE_APP,
			clientSecret: '',
			clientCredentialType: 'certificate',
			privateKey: keyPem,
			certificate,
		}),
		application: account('application00002', { clientId: SECRET_APP }),
		expired: person('expiredperson001', {
			oauthTokenData: tokens({
				access_token: simulator.issueToken({ kind: 'delegated', expired: true }),
				refresh_token,
			}),
		}),
		sending: person('sendingperson001', {
			oauthTokenData: tokens({
				access_token: simulator.issueToken({ kind: 'delegated', scopes: ['Mail.ReadWrite', 'Mail.Send'] }),
			}),
		}),
		sendingApp: account('sendingapp000001', {
			oauthTokenData: tokens({
				access_token: simulator.issueToken({ kind: 'application', roles: ['Mail.ReadWrite', 'Mail.Send'] }),
			}),
		}),
		noMailbox: person('nomailbox0000001', {
			oauthTokenData: tokens({
				access_token: simulator.issueToken({
					kind: 'delegated',
					user: 'nolicence@contoso.com',
					scopes: ['Mail.ReadWrite'],
				}),
			}),
		}),
	};
	const one = [{ subject: 'One' }];
	const many = Array.from({ length: 200 }, (_, index) => ({ subject: `Item ${index}` }));
	const mine = { mailbox: locator('me', 'list') };
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: Object.values(accounts),
		workflows: [
			workflow('rest', one, [draft(accounts.rest, mine)]),
			workflow('browser', one, [draft(accounts.browser, mine)]),
			workflow('certificate', one, [draft(accounts.certificate, {})]),
			workflow('application', many, [draft(accounts.application, {})]),
			workflow('expired', many, [draft(accounts.expired, mine)]),
		],
	});
	browser = await launchBrowser();
}, 600_000);

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
});

beforeEach(() => {
	simulator.reset();
	register();
});

async function run(id: string): Promise<void> {
	const execution = await n8n.executeWorkflow(id);
	seen.push(execution.text);
	expect([execution.status, execution.error?.message, execution.error?.description]).toEqual([
		'success',
		undefined,
		undefined,
	]);
}

const subjects = (mailbox: string) => simulator.store.messages(mailbox).map(({ subject }) => subject);

/** As the editor asks: with n8n's placeholder for what it does not show, and `true` for a token that it has. */
async function check({ id, name, type, data }: Credential): Promise<{ status: string; message: string }> {
	const blank = '__n8n_BLANK_VALUE_e5362baf-c777-4d57-a609-6eaf1f9e87f6';
	const secret = ['clientSecret', 'privateKey', 'certificate']
		.filter((field) => data[field])
		.map((field) => [field, blank]);
	const stored = await n8n.rest<{ data: Record<string, unknown> }>('GET', `credentials/${id}?includeData=true`);
	const shown = {
		...data,
		...Object.fromEntries(secret),
		...(stored.data.oauthTokenData ? { oauthTokenData: true } : {}),
	};
	const result = await n8n.rest<{ status: string; message: string }>('POST', 'credentials/test', {
		credentials: { id, name, type, data: shown },
	});
	seen.push(JSON.stringify(result));
	return result;
}

describe('a person', () => {
	it("through n8n's own interface: PKCE, the scopes of need, and no code works twice", async () => {
		const login = await fetch(`${n8n.url}/rest/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ emailOrLdapLoginId: n8n.owner.email, password: n8n.owner.password }),
		});
		const cookie = login.headers
			.getSetCookie()
			.map((text) => text.split(';')[0])
			.join('; ');
		const address = new URL(await n8n.rest<string>('GET', `oauth2-credential/auth?id=${accounts.rest.id}`));
		const query = Object.fromEntries(address.searchParams);
		expect(`${address.origin}${address.pathname}`).toBe(`${simulator.url}/contoso/oauth2/v2.0/authorize`);
		expect(query).toMatchObject({
			client_id: DEMO_APP.clientId,
			response_mode: 'query',
			code_challenge_method: 'S256',
			code_challenge: expect.stringMatching(/^[\w-]{43}$/),
		});
		expect(query.scope).toBe(
			`openid profile offline_access ${['Mail.ReadWrite', 'Mail.ReadWrite.Shared', 'User.ReadBasic.All'].map((name) => `${simulator.url}/${name}`).join(' ')}`,
		);
		expect(address.href).not.toContain(DEMO_APP.clientSecret);
		// So that "Connect" can switch to another person. Here nobody is there to choose.
		expect(query.prompt).toBe('select_account');
		address.searchParams.delete('prompt');

		const landing = (await fetch(address, { redirect: 'manual' })).headers.get('location')!;
		const callback = async () =>
			await (await fetch(landing.replace('localhost', '127.0.0.1'), { headers: { cookie } })).text();
		expect(await callback()).toMatch(/success|connected|close/i);
		// n8n itself takes its `state` once.
		await callback();
		expect(simulator.tokenRequests.map(({ status }) => status)).toEqual([200]);
		await run('rest');
		expect(subjects(ME)).toEqual(['One']);
		expect(await check(accounts.rest)).toMatchObject({ status: 'OK' });
	});

	it('asks for less, and for sending, as the account says', async () => {
		const address = new URL(await n8n.rest<string>('GET', `oauth2-credential/auth?id=${accounts.narrow.id}`));
		expect(address.searchParams.get('scope')).toBe(
			`openid profile offline_access ${simulator.url}/Mail.ReadWrite ${simulator.url}/Mail.Send`,
		);
	});

	it('in the browser', async () => {
		Object.assign(simulator.switches, { browserSession: 'none', consent: 'asked' });
		const page = await signedInEditor(browser, n8n);
		const context = page.context();
		await page.goto(`${n8n.url}/home/credentials/${accounts.browser.id}`);
		const connect = page
			.locator('[data-test-id="oauth-connect-button"], [data-test-id="quick-connect-button"]')
			.first();
		await connect.waitFor();
		const [window] = await Promise.all([context.waitForEvent('page'), connect.click()]);
		await window.getByLabel('Megan Bowen').check();
		await window.getByRole('button', { name: 'Accept' }).click();
		await page.locator('[data-test-id="oauth-connect-success-banner"]').waitFor();
		await context.close();
		await run('browser');
		expect(subjects(ME)).toEqual(['One']);
	});

	it('200 drafts with a token that has expired: exactly one refresh', async () => {
		await run('expired');
		expect(subjects(ME)).toHaveLength(200);
		expect(simulator.tokenRequests).toMatchObject([
			{ status: 200, body: expect.stringContaining('grant_type=refresh_token') },
		]);
	});
});

describe('an application', () => {
	it('200 drafts on its first use: exactly one token request', async () => {
		await run('application');
		expect(subjects(SUPPORT)).toHaveLength(200);
		expect(simulator.tokenRequests).toMatchObject([
			{ status: 200, body: expect.stringContaining('grant_type=client_credentials') },
		]);
	});

	it('proves itself with a certificate', async () => {
		await run('certificate');
		expect(subjects(SUPPORT)).toEqual(['One']);
		expect(simulator.tokenRequests).toMatchObject([{ status: 200, body: expect.stringContaining('client_assertion') }]);
		expect(await check(accounts.certificate)).toMatchObject({ status: 'OK' });
	});
});

describe('the test of the credential', () => {
	it.each(['application', 'rest'] as const)('is passed by %s, whose token cannot send', async (which) => {
		expect(await check(accounts[which])).toMatchObject({ status: 'OK' });
	});

	it.each(['sending', 'sendingApp'] as const)(
		'warns of %s, whose token can send although the account does not allow it',
		async (which) => {
			expect(await check(accounts[which])).toEqual({
				status: 'Error',
				message: expect.stringContaining('its token can also send mail, although Allow Sending is off'),
			});
			const { id, name, type, data } = accounts[which];
			const allowed = { ...data, allowSending: true };
			await n8n.rest('PATCH', `credentials/${id}`, { id, name, type, data: allowed });
			expect(await check({ ...accounts[which], data: allowed })).toMatchObject({ status: 'OK' });
		},
	);

	it('says that a person has no mailbox', async () => {
		expect(await check(accounts.noMailbox)).toEqual({
			status: 'Error',
			message: expect.stringContaining('no mailbox in Exchange Online'),
		});
	});
});

test('secrets are nowhere in what n8n keeps, logs or answers', () => {
	const files = readdirSync(n8n.userFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const everything = [
		...seen,
		n8n.log(),
		...files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')),
	];
	const tokenStart = simulator.issueToken({ kind: 'application' }).split('.')[0];
	const keyLine = keyPem.split('\n')[3];
	for (const secret of [DEMO_APP.clientSecret, tokenStart, keyLine]) {
		expect(
			everything
				.filter((text) => text.includes(secret))
				.map((text) => text.slice(Math.max(0, text.indexOf(secret) - 200), text.indexOf(secret) + 20)),
		).toEqual([]);
	}
});
