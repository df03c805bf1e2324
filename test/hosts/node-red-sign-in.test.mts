// Signing in to Node-RED as people do it, in a browser, against the simulator's Microsoft Entra ID.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
	linkPackage,
	newUserFolder,
	startLinkedNodeRed,
	startNodeRed,
	type NodeRed,
} from '../../scripts/hosts/node-red.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { root } from '../../scripts/hosts/pack.mts';
import { seriousFindings } from './axe.mts';
import { launchBrowser, listPageErrors } from './browser.mts';
import { openMoreSettings } from './node-red/account-dialog.mts';

const { hashSync } = require('bcryptjs') as { hashSync(text: string): string };

const ADELE = 'AdeleV@contoso.onmicrosoft.com';
const PICTURES = join(root, '.tmp/pictures');
/** "Drafts on a device": a public client with `http://localhost`. */
const PUBLIC_CLIENT = '11111111-2222-4333-8444-000000000003';

let simulator: Simulator;
let nodeRed: NodeRed;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const pageErrors: string[] = [];
/** All that came out of the runtime: messages, errors, statuses. */
const seen: string[] = [];

function flow(clientId: string = DEMO_APP.clientId, clientSecret: string = DEMO_APP.clientSecret): object[] {
	const credentials = {
		outlookDraftTenantId: 'contoso',
		outlookDraftClientId: clientId,
		outlookDraftClientSecret: clientSecret,
	};
	const kept = { outlookDraftTokenKey: 'a key that the editor would have made' };
	return [
		{ id: 'tab', type: 'tab', label: 'Flow' },
		{
			id: 'account',
			type: 'outlook-account',
			name: '',
			grantType: 'authorizationCode',
			cloud: 'custom',
			graphUrl: simulator.url,
			loginUrl: simulator.url,
			credentials: { ...credentials, ...kept },
		},
		{ id: 'in', z: 'tab', type: 'http in', url: '/draft', method: 'post', x: 100, y: 100, wires: [['draft']] },
		{
			id: 'draft',
			z: 'tab',
			type: 'outlook-draft',
			account: 'account',
			operation: 'draft:create',
			mailbox: 'me',
			mailboxType: 'str',
			subject: 'Signed in',
			subjectType: 'str',
			x: 300,
			y: 100,
			wires: [['out']],
		},
		{ id: 'catch', z: 'tab', type: 'catch', scope: null, x: 100, y: 200, wires: [['said']] },
		{
			id: 'said',
			z: 'tab',
			type: 'change',
			rules: [
				{ t: 'set', p: 'payload', pt: 'msg', to: 'error', tot: 'msg' },
				{ t: 'set', p: 'statusCode', pt: 'msg', to: '500', tot: 'num' },
			],
			x: 300,
			y: 200,
			wires: [['out']],
		},
		{ id: 'out', z: 'tab', type: 'http response', x: 500, y: 100, wires: [] },
	];
}

/** One message through the flow. */
async function draft(): Promise<{ status: number; text: string }> {
	const answer = await fetch(`${nodeRed.url}/draft`, { method: 'POST' });
	const text = await answer.text();
	seen.push(text);
	return { status: answer.status, text };
}

const drafts = (mailbox = ADELE) => simulator.store.messages(mailbox).map(({ subject }) => subject);

async function openDialog(): Promise<void> {
	page = await context.newPage();
	listPageErrors(page, pageErrors);
	await page.goto(nodeRed.url);
	await page.waitForFunction(() => (globalThis as any).RED?.nodes?.node?.('account'));
	await page.evaluate(() => (globalThis as any).RED.editor.editConfig('', 'outlook-account', 'account'));
	await page.locator('#outlook-account-buttons button:visible').first().waitFor();
}

const state = async (): Promise<string> => (await page.locator('#outlook-account-state').innerText()).trim();
const warnings = async (): Promise<string> => await page.locator('#outlook-account-warnings').innerText();

/** Presses the button and answers Microsoft's page in the window that opens. */
async function signInAs(person: string | undefined, button = 'signIn'): Promise<Page> {
	const [window] = await Promise.all([context.waitForEvent('page'), page.click(`#outlook-account-${button}`)]);
	await window.getByRole('heading', { name: 'Sign in' }).waitFor();
	if (person) await window.getByLabel(person).check();
	await window.getByRole('button', { name: person ? 'Accept' : 'Cancel' }).click();
	return window;
}

async function status(): Promise<string> {
	return await page.evaluate(() => String((globalThis as any).RED.nodes.node('draft').status?.text ?? ''));
}

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	nodeRed = await startLinkedNodeRed();
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser?.close();
	await nodeRed?.stop();
	await simulator?.close();
});
beforeEach(async () => {
	simulator.reset();
	Object.assign(simulator.switches, { browserSession: 'none', deviceCodeInterval: 1 });
	context = await browser.newContext();
	// Nobody listens where the browser ends: what it was sent to is in the request.
	context.on('request', (request) => {
		if (request.url().startsWith('http://localhost/?')) landings.push(request.url());
	});
});
afterEach(async () => await context.close());

test('through the browser and back; a redeploy, restarted flows and a new process keep it', async () => {
	await nodeRed.deploy(flow());
	expect(await draft()).toMatchObject({
		status: 500,
		text: expect.stringContaining('Nobody has signed in to this account yet. Open the account'),
	});
	await openDialog();
	expect(await state()).toBe('Not signed in.');
	await page.waitForFunction(() => (globalThis as any).RED.nodes.node('draft').status?.text !== undefined);
	expect(await status()).toBe('sign-in needed');
	const window = await signInAs('Adele Vance');
	await window.getByText(`Signed in as Adele Vance (${ADELE}). You can close this page`).waitFor();
	await page.getByText(`Signed in as Adele Vance (${ADELE}).`).waitFor();
	expect(await page.locator('#outlook-account-granted').innerText()).toBe(
		'Granted: Mail.ReadWrite, Mail.ReadWrite.Shared, User.ReadBasic.All.',
	);
	// The nodes know at once.
	await page.waitForFunction(() => !(globalThis as any).RED.nodes.node('draft').status?.text);
	const tokensSoFar = simulator.tokenRequests.length;
	expect(await draft()).toMatchObject({ status: 200 });
	expect(simulator.tokenRequests).toHaveLength(tokensSoFar);

	await nodeRed.deploy(flow());
	expect(await draft()).toMatchObject({ status: 200 });
	const reload = await fetch(`${nodeRed.url}/flows`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'Node-RED-Deployment-Type': 'reload', 'Node-RED-API-Version': 'v2' },
		body: '{}',
	});
	expect(reload.ok).toBe(true);
	expect((await retried(draft)).status).toBe(200);
	await nodeRed.stop({ keep: true });
	nodeRed = await startNodeRed(nodeRed.userFolder);
	expect(await draft()).toMatchObject({ status: 200 });
	expect(simulator.tokenRequests.at(-1)).toMatchObject({
		status: 200,
		body: expect.stringContaining('grant_type=refresh_token'),
	});
	expect(drafts()).toHaveLength(4);
});

test('the code works once, so does the state, and what was not begun here is refused', async () => {
	await openDialog();
	const window = await signInAs('Adele Vance', 'again');
	await window.getByText('You can close this page').waitFor();
	const landing = new URL(window.url());
	const again = await fetch(landing.href.replace('localhost', '127.0.0.1'));
	expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('was used before')]);
	expect(again.headers.get('content-security-policy')).toContain("default-src 'none'");
	const strange = await fetch(
		`${nodeRed.url}/outlook-account/callback?state=x&error=e&error_description=${encodeURIComponent('<script>alert(1)</script>')}`,
	);
	expect([strange.status, (await strange.text()).includes('<script>')]).toEqual([400, false]);
	// Also at Microsoft.
	const body = new URLSearchParams({
		grant_type: 'authorization_code',
		code: landing.searchParams.get('code')!,
		redirect_uri: `${landing.origin}${landing.pathname}`,
		client_id: DEMO_APP.clientId,
		client_secret: DEMO_APP.clientSecret,
		code_verifier: 'x'.repeat(43),
	});
	const redeemed = await fetch(`${simulator.url}/contoso/oauth2/v2.0/token`, { method: 'POST', body });
	expect(((await redeemed.json()) as { error_codes: number[] }).error_codes).toEqual([54005]);
});

test('declined: said in both windows', async () => {
	await openDialog();
	const window = await signInAs(undefined, 'again');
	await window.getByText('The permissions were declined').waitFor();
	await page.getByText('Not signed in: Microsoft sign-in gave no token (AADSTS65004).').waitFor();
	// The sign-in from before is still there.
	expect(await draft()).toMatchObject({ status: 200 });
});

test('the grant dies: status, error and dialog say so, and one click signs in again without retyping', async () => {
	await nodeRed.stop({ keep: true });
	nodeRed = await startNodeRed(nodeRed.userFolder);
	simulator.switches.refreshTokens = 'revoked';
	const { status: answered, text } = await draft();
	expect([answered, text]).toEqual([
		500,
		expect.stringContaining(
			'The sign-in of this account has ended (AADSTS50173). Open the account in the editor and click',
		),
	]);
	const asked = simulator.tokenRequests.length;
	expect((await draft()).text).toContain('AADSTS50173');
	expect(simulator.tokenRequests).toHaveLength(asked);
	simulator.switches.refreshTokens = 'valid';
	await openDialog();
	expect(await status()).toBe('sign-in needed');
	expect(await state()).toMatch(/^The sign-in as Adele Vance \(.*\) has ended\. .*AADSTS50173.*sign in again/);
	await (await signInAs('Adele Vance', 'again')).getByText('You can close this page').waitFor();
	await page.getByText('Signed in as Adele Vance').waitFor();
	expect(await draft()).toMatchObject({ status: 200 });
	await page.click('#outlook-account-signOut');
	await page.getByText('Not signed in.').waitFor();
	expect((await draft()).text).toContain('Nobody has signed in');
	await nodeRed.stop({ keep: true });
	nodeRed = await startNodeRed(nodeRed.userFolder);
	expect((await draft()).text).toContain('Nobody has signed in');
});

test('with the address pasted, as a public client without secret', async () => {
	await nodeRed.deploy(flow(PUBLIC_CLIENT, ''));
	await openDialog();
	await page.selectOption('#outlook-account-way', 'paste');
	await signInAs('Adele Vance');
	const other = await landing();
	await page.click('#outlook-account-cancel');
	await page.getByText('Not signed in.').waitFor();
	await signInAs('Adele Vance');
	const own = await landing();
	await page.fill('#outlook-account-pasted', other);
	await page.click('#outlook-account-finish');
	await page.getByText('belongs to no sign-in that is under way here').waitFor();
	await page.fill('#outlook-account-pasted', own);
	await page.click('#outlook-account-finish');
	await page.getByText('Signed in as Adele Vance').waitFor();
	expect(await draft()).toMatchObject({ status: 200 });
	expect(simulator.tokenRequests.every(({ body }) => !body.includes('client_secret'))).toBe(true);
});

test('with a code on another device; where a policy blocks it, the policy is named', async () => {
	await nodeRed.deploy(flow(PUBLIC_CLIENT, ''));
	await openDialog();
	await page.click('#outlook-account-signOut');
	await page.getByText('Not signed in.').waitFor();
	await page.selectOption('#outlook-account-way', 'device');

	const typeCode = async (): Promise<Page> => {
		await page.locator('#outlook-account-buttons button:visible').first().click();
		const code = page.locator('#outlook-account-code:not(:empty)');
		await code.waitFor();
		const device = await context.newPage();
		await device.goto((await page.locator('#outlook-account-link').getAttribute('href'))!);
		await device.getByLabel('Code').fill(await code.innerText());
		await device.getByRole('button', { name: 'Next' }).click();
		await device.getByLabel('Adele Vance').check();
		await device.getByRole('button', { name: 'Accept' }).click();
		return device;
	};
	simulator.switches.deviceCodePolicy = 'blocked';
	await typeCode();
	await page.getByText('Authentication flows').waitFor();
	expect(await state()).toMatch(/AADSTS53003.*Device code flow.*through the browser instead/);
	simulator.switches.deviceCodePolicy = 'allowed';
	await typeCode();
	await page.getByText('Signed in as Adele Vance').waitFor();
	expect(await draft()).toMatchObject({ status: 200 });
});

test('a new account signs in before it was ever deployed, and keeps it after', async () => {
	await nodeRed.deploy([{ id: 'tab', type: 'tab', label: 'Flow' }]);
	page = await context.newPage();
	listPageErrors(page, pageErrors);
	await page.goto(nodeRed.url);
	await page.waitForFunction(
		() => (globalThis as any).RED?.nodes?.node?.('tab') ?? (globalThis as any).RED?.nodes?.workspace?.('tab'),
	);
	await page.evaluate(() => (globalThis as any).RED.editor.editConfig('', 'outlook-account', '_ADD_'));
	await openMoreSettings(page);
	await page.selectOption('#node-config-input-cloud', 'custom');
	await page.fill('#node-config-input-graphUrl', simulator.url);
	await page.fill('#node-config-input-loginUrl', simulator.url);
	await page.fill('#node-config-input-outlookDraftTenantId', 'contoso');
	await page.fill('#node-config-input-outlookDraftClientId', DEMO_APP.clientId);
	await page.fill('#node-config-input-outlookDraftClientSecret', DEMO_APP.clientSecret);
	await page.locator('#node-config-input-outlookDraftClientId').blur();
	await page.getByText('Not signed in.').waitFor();
	await (await signInAs('Alex Wilber')).getByText('You can close this page').waitFor();
	await page.getByText('Signed in as Alex Wilber').waitFor();
	expect(await state()).toContain('Deploy to keep it.');
	const request = await page.locator('#outlook-account-request').inputValue();
	const callback = `${nodeRed.url.replace('127.0.0.1', 'localhost')}/outlook-account/callback`;
	expect(request).toContain(callback);
	expect(await page.locator('#outlook-account-redirect').inputValue()).toBe(callback);
	expect(request).toMatch(
		/delegated permissions:\n {2}openid[\s\S]* {2}Mail\.ReadWrite [\s\S]*Not Mail\.Send[\s\S]*\/contoso\/adminconsent\?client_id=[\s\S]*Please send back:/,
	);
	await page.click('#node-config-dialog-ok');
	const before = nodeRed.log().split('Started flows').length;
	await page.click('#red-ui-header-button-deploy');
	while (nodeRed.log().split('Started flows').length === before) await page.waitForTimeout(50);
	const accounts = (await (await fetch(`${nodeRed.url}/flows`)).json()) as Array<{ id: string; type: string }>;
	const { id } = accounts.find(({ type }) => type === 'outlook-account')!;
	await nodeRed.stop({ keep: true });
	nodeRed = await startNodeRed(nodeRed.userFolder);
	const deployed = (await (await fetch(`${nodeRed.url}/flows`)).json()) as object[];
	await nodeRed.deploy([
		...deployed,
		...flow()
			.slice(2)
			.map((node) => ('account' in node ? { ...node, account: id } : node)),
	]);
	expect(await draft()).toMatchObject({ status: 200 });
	expect(drafts('AlexW@contoso.OnMicrosoft.com')).toEqual(['Signed in']);
});

const checked = async () =>
	await page
		.locator('#outlook-account-checks li')
		.evaluateAll((lines) => lines.map((line) => [line.className, line.textContent]));

test.each(['light', 'dark'])('Check says what works and what does not, before the first deploy: %s', async (theme) => {
	await nodeRed.deploy([{ id: 'tab', type: 'tab', label: 'Flow' }]);
	page = await context.newPage();
	await page.setViewportSize({ width: 1300, height: 1500 });
	listPageErrors(page, pageErrors);
	await page.goto(nodeRed.url);
	await page.waitForFunction(() => (globalThis as any).RED?.workspaces?.count?.() > 0);
	await page.evaluate((name) => document.documentElement.classList.toggle('nr-theme-dark', name === 'dark'), theme);
	await page.evaluate(() => (globalThis as any).RED.editor.editConfig('', 'outlook-account', '_ADD_'));
	await page.selectOption('#node-config-input-grantType', 'clientCredentials');
	await page.click('#outlook-account-check');
	await page.getByText('Tenant ID, Client ID and Client Secret are missing').waitFor();
	await page.fill('#node-config-input-outlookDraftTenantId', 'contoso');
	await page.fill('#node-config-input-outlookDraftClientId', DEMO_APP.clientId);
	await page.fill('#node-config-input-outlookDraftClientSecret', 'b0a1c2d3-1111-4222-8333-444455556666');
	await openMoreSettings(page);
	await page.selectOption('#node-config-input-cloud', 'custom');
	await page.fill('#node-config-input-graphUrl', simulator.url);
	await page.fill('#node-config-input-loginUrl', simulator.url);
	await page.click('#outlook-account-check');
	await page.getByText('looks like the Secret ID').waitFor();
	expect(await page.locator('#outlook-account-checked').innerText()).toBe('Something is wrong:');
	expect(await checked()).toEqual(
		expect.arrayContaining([
			['outlook-account-ok', 'Right: The tenant "contoso" was found.'],
			['outlook-account-wrong', expect.stringMatching(/^Wrong: Microsoft did not accept the client secret/)],
			['outlook-account-unknown', expect.stringMatching(/^Not known: /)],
		]),
	);
	await page.screenshot({ path: join(PICTURES, `node-red-check-wrong-${theme}.png`) });
	// What was found is about what stood there.
	await page.fill('#node-config-input-outlookDraftClientSecret', DEMO_APP.clientSecret);
	expect(await checked()).toEqual([]);
	await page.fill('#outlook-account-mailbox', 'support@contoso.com');
	await page.click('#outlook-account-check');
	await page.getByText('The mailbox "support@contoso.com" can be used.').waitFor();
	expect(await page.locator('#outlook-account-checked').innerText()).toBe('It works. Please look at what is marked.');
	await page.screenshot({ path: join(PICTURES, `node-red-check-right-${theme}.png`) });
	expect(await seriousFindings(page, '#node-config-dialog-edit-form')).toEqual([]);
	expect(simulator.store.messages(ADELE)).toEqual([]);
});

test('an account that is saved incomplete is marked; a variable counts as filled in', async () => {
	await nodeRed.deploy([{ id: 'tab', type: 'tab', label: 'Flow' }]);
	page = await context.newPage();
	await page.goto(nodeRed.url);
	await page.waitForFunction(() => (globalThis as any).RED?.workspaces?.count?.() > 0);
	const validity = async (): Promise<unknown[]> =>
		await page.evaluate(() => {
			const found: unknown[] = [];
			(globalThis as any).RED.nodes.eachConfig((node: any) => {
				if (node.type === 'outlook-account') found.push((globalThis as any).RED.editor.validateNode(node));
			});
			return found;
		});
	const add = async (clientId: string) => {
		await page.evaluate(() => (globalThis as any).RED.editor.editConfig('', 'outlook-account', '_ADD_'));
		await page.fill('#node-config-input-outlookDraftTenantId', '${TENANT}');
		await page.fill('#node-config-input-outlookDraftClientId', clientId);
		await page.click('#node-config-dialog-ok');
		await page.locator('#node-config-input-grantType').waitFor({ state: 'detached' });
		await page.waitForTimeout(600);
	};
	await add('');
	expect(await validity()).toEqual([false]);
	await add(DEMO_APP.clientId);
	expect((await validity()).sort()).toEqual([false, true]);
});

test('warnings: an open editor, a sign-in that can send', async () => {
	await nodeRed.deploy(flow());
	await openDialog();
	expect(await warnings()).toMatch(/no adminAuth/);
	await page.click('#outlook-account-permissions summary');
	await page.check('#node-config-input-customScopes');
	await page.fill('#node-config-input-enabledScopes', 'openid profile offline_access Mail.ReadWrite Mail.Send');
	await (await signInAs('Adele Vance')).getByText('You can close this page').waitFor();
	await page.getByText('may also send mail, although Allow Sending is off').waitFor();
	expect(pageErrors).toEqual([]);
});

test('no flow, log, status, error, page or file in plain holds a secret', async () => {
	const endpoints = [
		`${nodeRed.url}/flows`,
		`${nodeRed.url}/credentials/outlook-account/account`,
		`${nodeRed.url}/settings`,
	];
	const answers = await Promise.all(endpoints.map(async (url) => await (await fetch(url)).text()));
	const files = readdirSync(nodeRed.userFolder, { withFileTypes: true }).filter(
		(entry) => entry.isFile() && entry.name !== 'settings.js',
	);
	const contents = files.map(({ name }) => readFileSync(join(nodeRed.userFolder, name), 'utf8'));
	// What is searched is what was written: the sign-in is in Node-RED's settings storage.
	expect(contents.some((content) => content.includes('outlookDraftSignIns'))).toBe(true);
	const everything = [...answers, ...contents, ...seen, nodeRed.log()];
	expect(seen.length).toBeGreaterThan(8);
	for (const secret of [DEMO_APP.clientSecret, 'a key that the editor', 'eyJ', 'Bearer ']) {
		expect(everything.filter((text) => text.includes(secret)).map((text) => text.slice(0, 200))).toEqual([]);
	}
});

describe('who may ask', () => {
	const paths = ['state', 'sign-in', 'landing', 'cancel', 'sign-out', 'check'];
	const body = JSON.stringify({ account: { id: 'account', settings: {}, credentials: {} } });
	const ask = async (base: string, path: string, headers: Record<string, string>, content = body) =>
		(await fetch(`${base}/outlook-account/${path}`, { method: 'POST', headers, body: content })).status;

	test.each(paths)('a form on another site reaches nothing: %s', async (path) => {
		for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])
			expect(await ask(nodeRed.url, path, { 'Content-Type': type, Origin: 'https://evil.example' }, 'account=x')).toBe(
				415,
			);
	});

	test('with adminAuth: nobody without the permission', async () => {
		const users = [
			['admin', '*'],
			['reader', 'read'],
			['helper', 'outlook-account.write'],
		].map(([username, permissions]) => ({ username, password: hashSync('pass word'), permissions }));
		const userFolder = newUserFolder(`{ adminAuth: { type: 'credentials', users: ${JSON.stringify(users)} } }`);
		linkPackage(userFolder);
		const guarded = await startNodeRed(userFolder);
		try {
			const tokenOf = async (username: string): Promise<string> => {
				const login = new URLSearchParams({
					client_id: 'node-red-editor',
					grant_type: 'password',
					scope: '',
					username,
					password: 'pass word',
				});
				return (
					(await (await fetch(`${guarded.url}/auth/token`, { method: 'POST', body: login })).json()) as {
						access_token: string;
					}
				).access_token;
			};
			const json = { 'Content-Type': 'application/json' };
			for (const path of paths) {
				expect([path, await ask(guarded.url, path, json)]).toEqual([path, 401]);
				expect([
					path,
					await ask(guarded.url, path, { 'Content-Type': 'application/x-www-form-urlencoded' }, 'account=x'),
				]).toEqual([path, 401]);
				expect([
					path,
					await ask(guarded.url, path, { ...json, Authorization: `Bearer ${await tokenOf('reader')}` }),
				]).toEqual([path, 401]);
			}
			for (const name of ['admin', 'helper'])
				expect(await ask(guarded.url, 'cancel', { ...json, Authorization: `Bearer ${await tokenOf(name)}` })).toBe(200);
			expect((await fetch(`${guarded.url}/outlook-account/callback?state=x&code=y`)).status).toBe(400);
		} finally {
			await guarded.stop();
		}
	});
});

/** Where the browser was sent to in the end, although nobody answers there. */
async function landing(): Promise<string> {
	while (landings.length === 0) await page.waitForTimeout(50);
	return landings.pop()!;
}
const landings: string[] = [];

/** Until the flows run again. */
async function retried(work: typeof draft): ReturnType<typeof draft> {
	for (let tries = 0; tries < 100; tries += 1) {
		const answer = await work().catch(() => undefined);
		if (answer && answer.status !== 404) return answer;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return await work();
}
