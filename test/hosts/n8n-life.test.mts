// A draft's whole life in a real n8n: the panel of every operation in a browser, and a draft that a person approves in Outlook.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { selectors, type Browser, type Page } from 'playwright-core';
import {
	CREDENTIAL_TYPE,
	executionOf,
	NODE_TYPE,
	startN8n,
	type N8n,
	type Workflow,
} from '../../scripts/hosts/n8n.mts';
import { packTarball, root } from '../../scripts/hosts/pack.mts';
import { startSimulator, type Simulator, type StoredMessage } from '../../simulator/server.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { launchBrowser } from './browser.mts';
import { applicationAccount } from './n8n/accounts.mts';
import { openPanel, signedInEditor } from './n8n/editor.mts';
import { draft, inARow, locator } from './n8n/workflows.mts';

const PICTURES = join(root, '.tmp/pictures');
selectors.setTestIdAttribute('data-test-id');

const OPERATIONS: Array<[resource: string, operation: string, labels: string[]]> = [
	['draft', 'reply', ['Message', 'Reply Goes To', 'Body', 'Body Type', 'Message Comes From', 'Custom Headers']],
	['draft', 'forward', ['Message', 'To', 'Body']],
	['draft', 'update', ['Subject', 'Body', 'Insert Body', 'Attachments', 'Message Comes From']],
	['draft', 'send', []],
	['draft', 'get', []],
	['draft', 'getAll', ['Folder', 'Search', 'Return All', 'Limit']],
	['draft', 'delete', ['Permanently']],
	['draft', 'getStatus', []],
	['draft', 'learnSignature', ['Signature For', 'Folder', 'Subject']],
	['message', 'send', ['To', 'Subject', 'Body', 'Message Comes From']],
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
	const account = {
		...plain,
		id: 'mayeverything001',
		data: { ...plain.data, allowSending: true, allowDeleting: true },
	};
	const approval = JSON.parse(readFileSync(join(root, 'workflows/Approve a draft.json'), 'utf8')) as Workflow;
	const nodes = approval.nodes.map((one) =>
		one.type === NODE_TYPE
			? { ...one, credentials: { [CREDENTIAL_TYPE]: { id: plain.id, name: plain.name } } }
			: one.type === 'n8n-nodes-base.wait'
				? { ...one, parameters: { ...one.parameters, amount: 2, unit: 'seconds' } }
				: one,
	);
	const panels = [['draft', 'create'], ...OPERATIONS].map(([resource, operation]) =>
		inARow(
			`panel${resource}${operation}`,
			[{}],
			[draft(account, { resource, operation, draftId: locator(''), messageId: locator('') })],
		),
	);
	n8n = await startN8n({
		tarball: packTarball(),
		credentials: [plain, account],
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

test('To, Subject and Body of a new draft are on the first screen of a small window', async () => {
	await page.setViewportSize({ width: 1024, height: 640 });
	await open('paneldraftcreate');
	const inView = async (name: string) => {
		const box = await page.getByTestId(`parameter-input-${name}`).first().boundingBox();
		return box !== null && box.y > 0 && box.y + Math.min(box.height, 30) < 640;
	};
	await page.getByTestId('parameter-input-to').first().waitFor();
	const seen = { to: await inView('to'), subject: await inView('subject'), body: await inView('body') };
	await page.screenshot({ path: join(PICTURES, 'n8n-draft-create-small.png') });
	await page.setViewportSize({ width: 1400, height: 950 });
	expect(seen).toEqual({ to: true, subject: true, body: true });
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

test('a stranger fills in the public form: is thanked, sees no decision, and nothing is sent', async () => {
	const deadline = Date.now() + 30_000;
	while (!(await fetch(`${n8n.url}/form/order`)).ok && Date.now() < deadline) await page.waitForTimeout(200);
	const stranger = await browser.newContext();
	const form = await stranger.newPage();
	const seen: string[] = [];
	form.on('response', (response) => void seen.push(response.url()));
	await form.goto(`${n8n.url}/form/order`);
	await form.locator('form input').nth(0).fill('4711');
	await form.locator('form input').nth(1).fill('customer@fabrikam.com');
	await form.locator('form button[type=submit]').click();
	await form.getByText('Thank you. We will write to you.').waitFor();
	const has = async (wanted: (message: StoredMessage) => boolean) => {
		for (let tries = 0; tries < 600 && !simulator.store.messages(SHARED).some(wanted); tries++)
			await page.waitForTimeout(100);
		return simulator.store.messages(SHARED);
	};
	expect(await has(() => true)).toMatchObject([{ subject: 'Your order 4711', isDraft: true }]);
	// Time for the page to take the visitor on, had it a mind to: the workflow waits and looks twice.
	const looks = () =>
		simulator.requests.filter(({ method, path }) => method === 'GET' && /messages\/[^/]+/.test(path)).length;
	for (let tries = 0; tries < 300 && looks() < 2; tries++) await page.waitForTimeout(100);
	await form.screenshot({ path: join(PICTURES, 'n8n-visitor.png') });
	expect(await form.locator('form select:visible, form button:visible, a:visible').count()).toBe(0);
	expect(seen.filter((url) => /form-waiting|webhook-waiting/.test(url))).toEqual([]);
	expect(simulator.requests.filter(({ path }) => /\/send/i.test(path))).toEqual([]);
	await stranger.close();

	// The person in Outlook.
	const [{ immutableId }] = simulator.store.messages(SHARED);
	await bench.run('draft:update', { mailbox: SHARED, draftId: immutableId, subject: 'Your order 4711, edited' });
	await bench.run('draft:send', { mailbox: SHARED, draftId: immutableId });
	const ends = async () => {
		const { results } = await n8n.rest<{ results: Array<{ id: string; status: string }> }>(
			'GET',
			`executions?filter=${encodeURIComponent(JSON.stringify({ workflowId: 'approval00000001' }))}`,
		);
		return results;
	};
	for (let tries = 0; tries < 300 && (await ends())[0]?.status !== 'success'; tries++) await page.waitForTimeout(200);
	const [{ id }] = await ends();
	const { runData } = await executionOf(n8n.rest, id);
	expect(runData['After it was sent']?.[0].data?.main[0]).toMatchObject([
		{ json: { status: 'sent', subject: 'Your order 4711, edited' } },
	]);
}, 180_000);
