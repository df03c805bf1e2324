// Check Account in a real n8n: accounts with which n8n itself gets no token come out with words, and the result can be read.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type Browser, type Page } from 'playwright-core';
import { n8nAccount } from '../../scripts/hosts/accounts.mts';
import { CREDENTIAL_TYPE, startN8n, type Credential, type N8n, type WorkflowNode } from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { makeCertificate } from '../support/certificate.mts';
import { signIn } from '../support/credentials.mts';
import { launchBrowser } from './browser.mts';
import { openPanel, signedInEditor } from './n8n/editor.mts';
import { draft, inARow, locator } from './n8n/workflows.mts';

const PICTURES = join(root, '.tmp/pictures');
const MINE = '/rest/oauth2-credential/callback';
selectors.setTestIdAttribute('data-test-id');

let simulator: Simulator;
let n8n: N8n;
let browser: Browser;
let page: Page;

const account = (id: string, changes: Record<string, unknown>): Credential => ({
	id,
	name: id,
	type: CREDENTIAL_TYPE,
	data: { ...n8nAccount(simulator.url), allowSending: true, ...changes },
});

/** The node Draft, which checks the account. */
const checks = (credential: Credential, mailbox: string): WorkflowNode => {
	const node = draft(credential, {});
	return { ...node, parameters: { resource: 'account', operation: 'check', mailbox: locator(mailbox), options: {} } };
};

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	const { certificate, privateKey } = makeCertificate();
	const person = { grantType: 'authorizationCode' };
	const tokens = await signIn(simulator, 'Mail.ReadWrite Mail.ReadWrite.Shared User.ReadBasic.All Mail.Send');
	const accounts = {
		works: account('works00000000001', {}),
		secret: account('wrongsecret00001', { clientSecret: 'guessed' }),
		tenant: account('wrongtenant00001', { tenant: 'fabrikam.com' }),
		certificate: account('notuploaded00001', {
			clientSecret: '',
			clientCredentialType: 'certificate',
			certificate,
			privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
		}),
		nobody: account('nobody0000000001', person),
		person: account('person0000000001', { ...person, oauthTokenData: { ...tokens, token_type: 'Bearer' } }),
	};
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: Object.values(accounts),
		workflows: Object.entries(accounts).map(([name, one]) =>
			inARow(name, [{}], [checks(one, one.data.grantType === 'authorizationCode' ? 'me' : 'support@contoso.com')]),
		),
	});
	browser = await launchBrowser();
	// The editor's first page takes long on a busy machine.
	page = await signedInEditor(browser, n8n, 120_000);
}, 900_000);
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
});
beforeEach(() => simulator.reset());

test.each([
	['works', ['The mailbox \\"support@contoso.com\\" can be used.', 'User.Read.All is granted']],
	['secret', ['did not accept the client secret (AADSTS7000215)', 'enter the Value of the secret']],
	['tenant', ['(AADSTS90002)', 'check the tenant ID']],
	['certificate', ['AADSTS700027', 'upload its public part']],
	['nobody', ['Nobody has signed in to this account yet.', MINE, 'Please send back:']],
	['person', ['Your mailbox can be used.', 'Mail.ReadWrite.Shared is granted', MINE]],
])('%s', async (id, texts) => {
	const { status, text } = await n8n.executeWorkflow(id);
	expect(status).toBe('success');
	for (const wanted of texts) expect(text).toContain(wanted);
	expect(text).not.toContain(DEMO_APP.clientSecret);
	expect(text).not.toMatch(/"eyJ|guessed|PRIVATE KEY/);
});

test("a person's sign-in that was withdrawn: Microsoft's reason, where n8n says only that it has to be connected again", async () => {
	simulator.switches.refreshTokens = 'revoked';
	const { status, text } = await n8n.executeWorkflow('person');
	expect([status, text]).toEqual(['success', expect.stringContaining('AADSTS50173')]);
});

test.each(['light', 'dark'])('in the editor: %s', async (theme) => {
	await page.evaluate((name) => localStorage.setItem('N8N_THEME', name), theme);
	await openPanel(page, n8n, 'secret');
	await page.getByTestId('node-execute-button').first().click();
	await page.getByText('enter the Value of the secret').first().waitFor();
	await page.waitForTimeout(500);
	await page.screenshot({ path: join(PICTURES, `n8n-check-${theme}.png`) });
});
