// n8n's editor in a browser: mailbox and folder from the lists, executed, and what a person reads on the way.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type Browser, type Locator, type Page } from 'playwright-core';
import { startN8n, type N8n } from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { keepTemplate, lettersIn, ROW } from '../support/templates.mts';
import { launchBrowser } from './browser.mts';
import { applicationAccount, personAccount } from './n8n/accounts.mts';
import { openPanel, signedInEditor } from './n8n/editor.mts';
import { draft, inARow, locator } from './n8n/workflows.mts';

const PICTURES = join(root, '.tmp/pictures');
selectors.setTestIdAttribute('data-test-id');

const CHOSEN = { mailbox: locator('me', 'list'), folder: locator('drafts', 'list') };

let simulator: Simulator;
let n8n: N8n;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	const [person, application] = [personAccount(simulator), applicationAccount(simulator)];
	const items = [{ subject: 'From the editor', box: 'sales@contoso.com' }];
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: [person, application],
		workflows: [
			inARow('editorperson', items, [draft(person, CHOSEN)]),
			inARow('editorhidden', items, [draft(person, { ...CHOSEN, options: { listHiddenFolders: true } })]),
			// n8n saves by itself what a test changes.
			inARow('editorreasons', items, [draft(person, CHOSEN)]),
			inARow('editorrefused', items, [draft(person, { ...CHOSEN, to: 'john' })]),
			inARow('editorreply', items, [draft(person, { ...CHOSEN, operation: 'reply' })]),
			inARow(
				'editortemplate',
				[{ ...ROW, Number: 4712 }],
				[draft(person, { ...CHOSEN, to: '', subject: '', body: '', messageSource: 'template' })],
			),
			inARow('editorsearch', items, []),
			inARow('editorapplication', items, [draft(application, { folder: locator('drafts', 'list') })]),
			inARow('editorexpression', items, [
				draft(person, { mailbox: locator('={{ $json.box }}'), folder: locator('drafts', 'list') }),
			]),
		],
	});
	browser = await launchBrowser();
	page = await signedInEditor(browser, n8n);
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
});
beforeEach(() => {
	simulator.reset();
	simulator.faults.clear();
});

const picture = async (name: string) => await page.screenshot({ path: join(PICTURES, `n8n-${name}.png`) });
const field = (name: string) => page.getByTestId(`resource-locator-${name}`);
const input = (name: string) => field(name).getByTestId('rlc-input');
const lines = () => page.locator('[data-test-id="rlc-item"]:visible');
const line = (text: string | RegExp) => lines().filter({ hasText: text });
const search = () => page.locator('[data-test-id="rlc-search"]:visible');
const shown = async (locatorOf: Locator) => await locatorOf.first().waitFor({ timeout: 20_000 });

async function open(id: string): Promise<void> {
	page.context().setDefaultTimeout(20_000);
	await openPanel(page, n8n, id);
}

/** What stands in the open list, once it holds what is waited for. */
async function list(name: string, until: string | RegExp): Promise<string[]> {
	await input(name).click();
	await shown(line(until));
	return (await lines().allInnerTexts()).map((text) => text.trim());
}

test('open the workflow, pick mailbox and folder from the lists, execute, see the output', async () => {
	for (let i = 0; i < 60; i++)
		simulator.store.addMailbox({ displayName: `Person ${i}`, userPrincipalName: `person${i}@contoso.com` });
	await open('editorperson');
	await picture('form');
	// n8n puts what is chosen before everything else.
	expect((await list('mailbox', 'Support'))[0]).toBe('My mailbox: Megan Bowen (megan.bowen@contoso.com)');
	await picture('mailboxes');
	await search().fill('supp');
	await line('Adele').waitFor({ state: 'detached' });
	await line('Support (support@contoso.com)').click();
	expect(await input('mailbox').inputValue()).toBe('Support (support@contoso.com)');

	simulator.requests.length = 0;
	const folders = await list('folder', 'Inbox / Projects');
	expect(folders.slice(0, 4)).toEqual([
		'Drafts',
		'Inbox',
		'Inbox / Clients (Support)',
		'Inbox / Clients / ACME (Support)',
	]);
	await picture('folders');
	expect(simulator.requests).toHaveLength(7);
	expect(simulator.requests.every(({ path }) => path.includes('support%40contoso.com'))).toBe(true);
	for (const text of ['a', 'ac', 'acm', 'acme']) {
		await search().fill(text);
		await page.waitForResponse(
			(response) =>
				response.url().includes('resource-locator-results') &&
				(response.request().postData() ?? '').includes(`"filter":"${text}"`),
		);
	}
	// None while typing.
	expect(simulator.requests).toHaveLength(7);
	await line('Inbox / Clients / ACME').click();
	expect(await input('folder').inputValue()).toBe('Inbox / Clients / ACME (Support)');

	await page.getByTestId('node-execute-button').click();
	await page.getByText('Node executed successfully').waitFor();
	await picture('executed');
	const { folders: all, messages } = simulator.store.find('support@contoso.com')!;
	expect(messages).toMatchObject([
		{ subject: 'From the editor', parentFolderId: all.find(({ displayName }) => displayName === 'ACME')!.id },
	]);
	expect(await page.getByTestId('output-panel').innerText()).toContain('From the editor');
}, 120_000);

test('a template from the list, found by its subject, and the draft that is made from the item', async () => {
	const template = await keepTemplate(simulator);
	await keepTemplate(simulator, { subject: 'Offer {{Company}}' });
	await open('editortemplate');
	expect((await list('templateId', 'Offer')).map((text) => text.replace(/ - .*$|, \d.*$/, ''))).toEqual([
		'Offer {{Company}}',
		'Your order {{Number}}',
	]);
	await picture('templates');
	await search().fill('order');
	await line('Offer').waitFor({ state: 'detached' });
	await line('Your order').click();
	expect(await input('templateId').inputValue()).toContain('Your order {{Number}}');
	await page.getByTestId('node-execute-button').click();
	await page.getByText('Node executed successfully').waitFor();
	await picture('template-executed');
	expect(lettersIn(simulator, template)).toEqual(
		expect.arrayContaining([expect.objectContaining({ subject: 'Your order 4712' })]),
	);
}, 120_000);

test('hidden folders behind the option', async () => {
	await open('editorhidden');
	expect(await list('folder', 'Sync Issues / Conflicts')).toEqual(
		expect.arrayContaining(['Clutter (My mailbox)', 'Scheduled (My mailbox)', 'Sync Issues (My mailbox)']),
	);
}, 60_000);

test('by path, and what n8n says of a path that cannot be right', async () => {
	await open('editorperson');
	await field('folder').getByTestId('rlc-mode-selector').click();
	await page.locator('[data-test-id="mode-path"]:visible').click();
	await input('folder').locator('..').locator('input').last().fill('Inbox//A');
	await page.keyboard.press('Tab');
	await field('folder').hover();
	await picture('path');
	await page.getByText('Names from the top of the mailbox down').waitFor();
}, 60_000);

describe('what a person reads', () => {
	const refusedDirectory = () => {
		simulator.switches.usersListAllowed = false;
		simulator.faults.add({ path: /me\/people/, status: 403, code: 'ErrorAccessDenied', times: 99 });
	};

	test('without the permission to list people: the own mailbox, and which permission it needs', async () => {
		refusedDirectory();
		await open('editorreasons');
		expect(await list('mailbox', 'Listing people')).toEqual([
			'My mailbox: Megan Bowen (megan.bowen@contoso.com)',
			'Listing people needs the permission User.ReadBasic.All.',
			'Any mailbox can be entered by its address.',
		]);
		await picture('no-permission');
	}, 60_000);

	test('the same as an application; an address can be entered all the same', async () => {
		refusedDirectory();
		await open('editorapplication');
		await field('mailbox').getByTestId('rlc-mode-selector').click();
		await page.locator('[data-test-id="mode-list"]:visible').click();
		await list('mailbox', 'Listing people needs the permission User.Read.All.');
		await search().fill('team@contoso.com');
		await line('team@contoso.com (as entered)').click();
		expect(await input('mailbox').inputValue()).toBe('team@contoso.com (as entered)');
	}, 60_000);

	test('an expression as mailbox: whose folders are listed', async () => {
		await open('editorexpression');
		await page
			.getByText("The mailbox is an expression: the list of folders shows those of the first item's mailbox.")
			.waitFor();
		await page.getByRole('button', { name: 'Execute previous nodes' }).click();
		await page.getByText('sales@contoso.com').first().waitFor();
		await list('folder', 'Inbox / Projects');
		await picture('expression');
		expect(simulator.requests.every(({ path }) => path.includes('sales%40contoso.com'))).toBe(true);
	}, 60_000);

	test.each([
		[
			'no mailbox',
			{ path: /delta/, status: 404, code: 'MailboxNotEnabledForRESTAPI', times: 9 },
			/Your mailbox cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on\u2011premises\./,
		],
		[
			'throttled',
			{ path: /delta/, status: 429, code: 'ApplicationThrottled', retryAfter: '600', times: 9 },
			/Outlook is receiving too many requests for your mailbox/,
		],
		[
			'offline',
			{ path: /delta/, cut: true, times: 9 },
			/Microsoft Graph gave no answer when asked to list the folders\./,
		],
	])(
		'%s',
		async (name, fault, text) => {
			await open('editorreasons');
			simulator.faults.add(fault);
			await input('folder').click();
			await shown(page.locator('[data-test-id="rlc-error-container"]:visible'));
			await picture(`reason-${name.replace(' ', '-')}`);
			expect(await page.locator('[data-test-id="rlc-error-container"]:visible').innerText()).toMatch(text);
		},
		60_000,
	);
});

test('what stands in angle brackets can be read in the panel of the error', async () => {
	await open('editorrefused');
	await page.getByTestId('node-execute-button').click();
	await shown(page.getByText('To: "john" is not an e-mail address.'));
	const panel = page.getByTestId('output-panel');
	await shown(panel.getByText('put the whole name in quotes: "Doe, John" <john@contoso.com>.'));
	await picture('refused');
}, 120_000);

test('a message to reply to is chosen from the list first', async () => {
	const { id } = simulator.store.find('megan.bowen@contoso.com')!;
	expect(id).toBeDefined();
	await open('editorreply');
	await shown(field('messageId').getByPlaceholder('Choose a message'));
	await picture('reply');
}, 60_000);

test.each(['email draft', 'create draft', 'outlook email', 'draft reply', 'approval', 'microsoft outlook draft'])(
	'is found by the words %s',
	async (words) => {
		await page.goto(`${n8n.url}/workflow/editorsearch`);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor();
		await page.getByTestId('node-creator-plus-button').click();
		await page.getByTestId('node-creator-search-bar').fill(words);
		await shown(page.locator('[data-test-id="item-iterator-item"]').filter({ hasText: 'Outlook Draft' }));
		await picture(`search-${words.replaceAll(' ', '-')}`);
	},
	60_000,
);
