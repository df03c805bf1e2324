// The first hour with n8n's editor, in a browser: how far it is to the first draft, a time from the calendar, another mailbox.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type Browser, type Locator, type Page } from 'playwright-core';
import { n8nAccount } from '../../scripts/hosts/accounts.mts';
import { CREDENTIAL_TYPE, startN8n, type Credential, type N8n, type WorkflowNode } from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { launchBrowser } from './browser.mts';
import { openPanel, signedInEditor } from './n8n/editor.mts';
import { draft, inARow, locator } from './n8n/workflows.mts';
import { Person } from './person.mts';

const PICTURES = join(root, '.tmp/pictures');
const ADELE = 'AdeleV@contoso.onmicrosoft.com';
const ZONE = 'America/New_York';
selectors.setTestIdAttribute('data-test-id');

let simulator: Simulator;
let n8n: N8n;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	// So that n8n offers a newcomer to connect an account: there is none, and the other tests make theirs.
	n8n = await startN8n({ tarball: packTarball(), credentials: [], workflows: [] });
	browser = await launchBrowser();
	page = await signedInEditor(browser, n8n, 120_000);
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
});
beforeEach(() => {
	simulator.reset();
	page.setDefaultTimeout(30_000);
});

const picture = async (name: string) => await page.screenshot({ path: join(PICTURES, `n8n-hour-${name}.png`) });
const parameter = (name: string): Locator =>
	page.getByTestId(`parameter-input-${name}`).locator('input, textarea').first();
const executed = async () => await page.getByText('Node executed successfully').first().waitFor();

test('from an empty workflow to the first draft: at most 9 clicks and 5 fields', async () => {
	Object.assign(simulator.switches, { browserSession: 'none', consent: 'asked' });
	const person = new Person();
	await page.goto(`${n8n.url}/workflow/new`);
	await person.click(page.getByTestId('canvas-add-button').getByRole('button'));
	// The words that are searched for are no field: nothing has to be looked up for them.
	await page.getByTestId('node-creator-search-bar').fill('outlook draft');
	const found = page.getByTestId('item-iterator-item');
	await person.click(found.filter({ hasText: 'Outlook Draft' }).first());
	// In an empty workflow n8n unfolds the triggers of a node that has some, and folds its actions.
	const actions = page.getByText(/^Actions \(\d+\)/);
	const create = found.filter({ hasText: 'Create draft message' });
	// The panel slides in: a click that comes before it has arrived is lost.
	await page.waitForTimeout(1_500);
	await person.click(actions);
	await create.waitFor({ timeout: 5_000 }).catch(async () => await actions.click());
	await person.click(create);
	await person.click(page.getByRole('button', { name: 'Connect to Outlook Draft' }));

	const dialog = page.getByTestId('editCredential-modal');
	const setting = (name: string) => dialog.getByTestId(`parameter-input-${name}`).locator('input').first();
	await setting('clientId').waitFor();
	await picture('1-account');
	// Microsoft 365 is what an account begins with. Here the simulator takes its place, which nobody would have to enter.
	await setting('cloud').click();
	await page.getByRole('option', { name: 'Custom Addresses' }).click();
	await setting('graphUrl').fill(simulator.url);
	await setting('loginUrl').fill(simulator.url);
	await person.fill(setting('clientId'), DEMO_APP.clientId);
	await person.fill(setting('clientSecret'), DEMO_APP.clientSecret);
	await person.fill(setting('tenant'), DEMO_APP.tenant);
	const opened = page.context().waitForEvent('page');
	await person.click(dialog.getByTestId('quick-connect-button'));
	const microsoft = await opened;
	await person.click(microsoft.getByLabel('Adele Vance'));
	await person.click(microsoft.getByRole('button', { name: 'Accept' }));
	// n8n closes its dialog by itself, as Microsoft's page does.
	await dialog.waitFor({ state: 'detached' });
	await picture('2-connected');

	await person.fill(parameter('to'), 'anna@example.com');
	await person.fill(parameter('subject'), 'Your request of today');
	const sawBody = await parameter('body').isVisible();
	await person.click(page.getByTestId('node-execute-button'));
	await executed();
	await picture('3-first-draft');
	expect(sawBody).toBe(true);
	expect(simulator.store.messages(ADELE)).toMatchObject([
		{
			isDraft: true,
			subject: 'Your request of today',
			toRecipients: [{ emailAddress: { address: 'anna@example.com' } }],
		},
	]);
	// A draft may be without a text, which a person then writes in Outlook; with one it is a field more.
	expect({ clicks: person.clicks, fields: person.fields }).toEqual({ clicks: 9, fields: 5 });
}, 240_000);

describe('with an account', () => {
	let account: Credential;

	beforeAll(async () => {
		const data = { ...n8nAccount(simulator.url), allowSending: true };
		const made = { name: 'The application', type: CREDENTIAL_TYPE, data };
		account = { ...made, ...(await n8n.rest<{ id: string }>('POST', 'credentials', made)) };
	});

	/** Opens the panel of the last node of a new workflow, whose time zone is that of New York. */
	async function openNew(name: string, nodes: WorkflowNode[]): Promise<void> {
		const { connections, settings, nodes: all } = inARow(name, [{ subject: 'Your request' }], nodes);
		const { id } = await n8n.rest<{ id: string }>('POST', 'workflows', {
			name,
			connections,
			nodes: all,
			settings: { ...settings, timezone: ZONE },
		});
		await openPanel(page, n8n, id);
	}

	test('the first example, imported from its file: choose the account, execute', async () => {
		await page.goto(`${n8n.url}/workflow/new`);
		await page.getByTestId('canvas-add-button').waitFor();
		await page.getByTestId('workflow-import-input').setInputFiles(join(root, 'workflows', 'Create a draft.json'));
		await page.locator('[data-test-id="canvas-node"][data-node-name="Create a draft"]').dblclick();
		await page.getByTestId('node-credentials-select').click();
		await page.getByRole('option', { name: 'The application' }).click();
		await page.getByTestId('node-execute-button').click();
		await executed();
		await picture('first-example');
		expect(simulator.store.messages('support@contoso.com')).toMatchObject([
			{
				isDraft: true,
				subject: 'Your request',
				toRecipients: [{ emailAddress: { name: 'Alex Wilber', address: 'alex.wilber@example.com' } }],
				body: { contentType: 'html', content: expect.stringContaining('Our offer: 20 desks') },
			},
		]);
	}, 120_000);

	/** The same day next year at midnight, from the calendar that n8n shows for Send At; resolves with that time in UTC. */
	async function pickSendAt(): Promise<string> {
		await page.getByPlaceholder('Add Field').first().click();
		await page.getByText('Send At', { exact: true }).last().click();
		await parameter('sendAt').click();
		const calendar = page.locator('.el-picker-panel:visible');
		await calendar.getByRole('button', { name: 'Next Year' }).click();
		await calendar.locator('td.available').filter({ hasText: /^15$/ }).click();
		await calendar.getByRole('button', { name: 'OK' }).click();
		const [day] = (await parameter('sendAt').inputValue()).split(' ');
		expect(Number(day!.slice(0, 4))).toBe(new Date().getFullYear() + 1);
		const hourThere = (utc: string) =>
			new Date(utc).toLocaleString('en-GB', { timeZone: ZONE, hour: '2-digit', hour12: false });
		return [`${day}T04:00:00Z`, `${day}T05:00:00Z`].find((utc) => hourThere(utc) === '00')!;
	}

	test.each([
		['Send Draft', { operation: 'send', draftId: locator('={{ $json.id }}') }, true],
		['Send Message', { resource: 'message', operation: 'send' }, false],
	])(
		"%s: Send At from n8n's calendar is a time of the workflow's zone, which the result names",
		async (name, fields, isDraft) => {
			const before = isDraft ? [{ ...draft(account, {}), id: 'First', name: 'First' }] : [];
			await openNew(name, [...before, draft(account, fields)]);
			const sendAt = await pickSendAt();
			await page.getByTestId('node-execute-button').click();
			await executed();
			await picture(name.replace(' ', '-').toLowerCase());
			const shown = await page.getByTestId('output-panel').innerText();
			for (const text of [sendAt, ZONE, 'scheduled']) expect(shown).toContain(text);
			const bodies = simulator.requests.map(({ body }) => body).join();
			for (const id of ['SystemTime 0x3FEF', 'SystemTime 0x000F'])
				expect(bodies).toContain(JSON.stringify({ id, value: sendAt }));
		},
		180_000,
	);

	test('a change of Mailbox after a folder was chosen can be seen at the folder, and the run says it in words', async () => {
		const field = (name: string) => page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input');
		const choose = async (name: string, text: string) => {
			await field(name).click();
			await page.locator('[data-test-id="rlc-item"]:visible').filter({ hasText: text }).click();
		};
		const support = { ...locator('support@contoso.com', 'list'), cachedResultName: 'Support (support@contoso.com)' };
		await openNew('Folder', [draft(account, { mailbox: support, folder: locator('drafts', 'list') })]);
		await choose('folder', 'Inbox / Clients / ACME');
		expect(await field('folder').inputValue()).toBe('Inbox / Clients / ACME (Support)');
		await choose('mailbox', 'Sales');
		expect(await field('folder').inputValue()).toBe('Inbox / Clients / ACME (Support)');
		await picture('folder-of-other-mailbox');
		await page.getByTestId('node-execute-button').click();
		await page.getByTestId('output-panel').getByText('was chosen in another mailbox (Support)').first().waitFor();
		await picture('folder-of-other-mailbox-executed');
		expect(await page.getByTestId('output-panel').innerText()).not.toMatch(/AAMk|AQMk/);
		expect(simulator.store.messages('sales@contoso.com')).toEqual([]);
	}, 180_000);
});
