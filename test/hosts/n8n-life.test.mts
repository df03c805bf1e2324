// A draft's whole life in a real n8n: the panel of every operation in a browser, and a person who approves a draft in n8n's own form.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type Browser, type Page } from 'playwright-core';
import { CREDENTIAL_TYPE, NODE_TYPE, startN8n, type N8n, type Workflow } from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { launchBrowser } from './browser.mts';
import { applicationAccount } from './n8n/accounts.mts';
import { openPanel, signedInEditor } from './n8n/editor.mts';
import { draft, inARow, locator } from './n8n/workflows.mts';

const PICTURES = join(root, '.tmp/pictures');
selectors.setTestIdAttribute('data-test-id');

const OPERATIONS: Array<[resource: string, operation: string, labels: string[]]> = [
	['draft', 'reply', ['Message', 'Reply To Whom', 'Format', 'Body Type', 'Body', 'Custom Headers']],
	['draft', 'forward', ['Message', 'To', 'Body']],
	['draft', 'update', ['Attachments', 'Message From']],
	['draft', 'send', []],
	['draft', 'get', []],
	['draft', 'getAll', ['Folder', 'Search', 'Return All', 'Limit']],
	['draft', 'delete', ['Permanently']],
	['draft', 'getStatus', []],
	['message', 'send', ['Format', 'To', 'Subject', 'Body']],
];

let simulator: Simulator;
let bench: LifeBench;
let n8n: N8n;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	bench = lifeBench(simulator);
	const plain = applicationAccount(simulator);
	const account = { ...plain, data: { ...plain.data, allowSending: true, allowDeleting: true } };
	const approval = JSON.parse(readFileSync(join(root, 'workflows/Approve a draft.json'), 'utf8')) as Workflow;
	const nodes = approval.nodes.map((one) =>
		one.type === NODE_TYPE
			? { ...one, credentials: { [CREDENTIAL_TYPE]: { id: account.id, name: account.name } } }
			: one,
	);
	const panels = OPERATIONS.map(([resource, operation]) =>
		inARow(
			`panel${resource}${operation}`,
			[{}],
			[draft(account, { resource, operation, draftId: locator(''), messageId: locator('') })],
		),
	);
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: [account],
		workflows: [...panels, { ...approval, nodes, id: 'approval00000001', active: false }],
	});
	await n8n.activate('approval00000001');
	browser = await launchBrowser();
	page = await signedInEditor(browser, n8n);
}, 600_000);
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
});
beforeEach(() => simulator.reset());

const open = async (id: string) => await openPanel(page, n8n, id);

test.each(OPERATIONS)('the panel of %s:%s', async (resource, operation, labels) => {
	await open(`panel${resource}${operation}`);
	// Its label is also the name of the node.
	const works = labels.includes('Folder')
		? 'folder'
		: resource === 'message'
			? 'mailbox'
			: labels.includes('Message')
				? 'messageId'
				: 'draftId';
	await page.getByTestId(`resource-locator-${works}`).waitFor();
	for (const label of labels)
		await page
			.locator('.ndv-wrapper, [data-test-id="ndv"]')
			.first()
			.getByText(label, { exact: true })
			.first()
			.waitFor();
	await page.screenshot({ path: join(PICTURES, `n8n-${resource}-${operation}.png`) });
});

test('a draft is chosen from the list by its subject', async () => {
	await bench.draft({ subject: 'Offer 4711' }, SHARED);
	await open('paneldraftget');
	const field = page.getByTestId('resource-locator-draftId');
	await field.getByTestId('rlc-mode-selector').click();
	await page.locator('[data-test-id="mode-list"]:visible').click();
	await field.getByTestId('rlc-input').click();
	await page
		.locator('[data-test-id="rlc-item"]:visible')
		.filter({ hasText: 'Offer 4711 - to pat@fabrikam.com' })
		.waitFor();
	await page.screenshot({ path: join(PICTURES, 'n8n-drafts.png') });
});

test.each([
	['Send', false],
	['Throw away', true],
])('a person decides in the form: %s', async (decision, isDraft) => {
	const deadline = Date.now() + 30_000;
	while (!(await fetch(`${n8n.url}/form/order`)).ok && Date.now() < deadline) await page.waitForTimeout(200);
	await page.goto(`${n8n.url}/form/order`);
	await page.locator('form input').nth(0).fill('4711');
	await page.locator('form input').nth(1).fill('customer@fabrikam.com');
	await page.locator('form button[type=submit]').click();
	await page.locator('form select').waitFor({ timeout: 60_000 });
	await page.screenshot({ path: join(PICTURES, `n8n-approval.png`) });
	await page.locator('form select').selectOption({ label: decision });
	await page.locator('form button[type=submit]').click();
	for (let tries = 0; tries < 300; tries++) {
		const [message] = simulator.store.messages(SHARED);
		const bin = simulator.store.folder(simulator.store.find(SHARED)!, 'deleteditems')!.id;
		if (message && (isDraft ? message.parentFolderId === bin : !message.isDraft)) break;
		await page.waitForTimeout(100);
	}
	expect(simulator.store.messages(SHARED)).toMatchObject([{ subject: 'Your order 4711', isDraft }]);
});
