// What a newcomer does in Node-RED's editor in the first hour, in a browser.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { nodeRedAccount } from '../../scripts/hosts/accounts.mts';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { startLinkedNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { root } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { SHARED } from '../support/life.mts';
import { launchBrowser, listPageErrors } from './browser.mts';
import { finishDraftDialog, openDraftDialog, typedInput } from './node-red/draft-dialog.mts';

const NODE = 'odx-simple-draft';
const PICTURES = join(root, '.tmp/pictures');
const EXAMPLES = readdirSync(join(root, 'examples')).map((file) => file.replace(/\.json$/, ''));

let simulator: Simulator;
let nodeRed: NodeRed;
let browser: Browser;
let page: Page;
const pageErrors: string[] = [];

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
	page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
	listPageErrors(page, pageErrors);
});
afterEach(async () => {
	await page.close();
	expect(pageErrors.splice(0)).toEqual([]);
});

const picture = async (name: string) => await page.screenshot({ path: join(PICTURES, `node-red-first-${name}.png`) });

async function openEditor(flow: object[] = exampleFlow('Create a draft', simulator.url)): Promise<void> {
	await nodeRed.deploy(flow);
	await page.goto(nodeRed.url);
	await page.waitForFunction(() => (globalThis as any).RED?.workspaces?.count?.() > 0);
}

const openDialog = async (id = NODE) => await openDraftDialog(page, id);
const typed = async (field: string) => await typedInput(page, field);
const saved = async (property: string, id = NODE) =>
	await page.evaluate(([node, name]) => (globalThis as any).RED.nodes.node(node)[name!], [id, property]);
const done = async () => await finishDraftDialog(page);

test.each([
	['draft:send', 'draft:get', 'draft:create'],
	['draft:reply', 'draft:get', 'draft:create'],
	['draft:reply', 'draft:getAll', 'draft:create'],
	['draft:update', 'draft:send', 'draft:getStatus', 'draft:create'],
	['draft:send', 'draft:get', 'message:send'],
])('looking through the operations keeps To: %s, %s, %s', async (...operations) => {
	await openEditor();
	await openDialog();
	for (const operation of operations) await page.selectOption('#node-input-operation', operation!);
	expect(await typed('to')).toEqual(['msg', 'to']);
	expect(await typed('subject')).toEqual(['msg', 'topic']);
	expect(await typed('body')).toEqual(['msg', 'payload']);
});

test('all examples can be imported together, and none of their nodes has a triangle', async () => {
	await openEditor([{ id: 'empty', type: 'tab', label: 'Empty' }]);
	const before = await page.evaluate(() => (globalThis as any).RED.nodes.filterNodes({}).length);
	for (const name of EXAMPLES) {
		const nodes = JSON.parse(readFileSync(join(root, 'examples', `${name}.json`), 'utf8')) as object[];
		const conflicts = await page.evaluate(
			(flow) => (globalThis as any).RED.nodes.identifyImportConflicts(flow).conflicted,
			nodes as any,
		);
		expect([name, Object.keys(conflicts)]).toEqual([name, []]);
		await page.evaluate((flow) => (globalThis as any).RED.view.importNodes(flow, { generateIds: false }), nodes as any);
		await picture(`example-${name.replace(/ /g, '-')}`);
	}
	const wrong = await page.evaluate(() =>
		(globalThis as any).RED.nodes
			.filterNodes({})
			.filter((node: any) => !(globalThis as any).RED.editor.validateNode(node))
			.map((node: any) => [node.id, node.validationErrors]),
	);
	expect(wrong).toEqual([]);
	expect(await page.evaluate(() => (globalThis as any).RED.nodes.filterNodes({}).length)).toBeGreaterThan(before + 20);
});

test('no node of an example lies on another one, or beyond the left edge', async () => {
	await openEditor(EXAMPLES.flatMap((name) => exampleFlow(name, simulator.url)));
	const wrong = await page.evaluate(async () => {
		const { RED } = globalThis as any;
		const found: string[] = [];
		const tabs: any[] = [];
		RED.nodes.eachWorkspace((tab: any) => void tabs.push(tab));
		for (const { id, label } of tabs) {
			RED.workspaces.show(id);
			// A node is measured when it is drawn.
			await new Promise((resolve) => setTimeout(resolve, 500));
			const nodes = RED.nodes.filterNodes({ z: id });
			const name = (node: any) => `${label}: ${node.name || node.type}`;
			for (const node of nodes)
				if (node.x - node.w / 2 < 0 || !(node.w > 0)) found.push(`${name(node)} begins at the left`);
			nodes.forEach((one: any, index: number) =>
				nodes.slice(index + 1).forEach((other: any) => {
					const beside = Math.abs(one.x - other.x) >= (one.w + other.w) / 2;
					const below = Math.abs(one.y - other.y) >= (one.h + other.h) / 2;
					if (!beside && !below) found.push(`${name(one)} lies on ${other.name || other.type}`);
				}),
			);
		}
		return found;
	});
	expect(wrong).toEqual([]);
});

test('a triangle names the field, and only fields that the operation has', async () => {
	await openEditor();
	const errorsOf = async (changes: object) =>
		await page.evaluate(
			([id, values]) => {
				const { RED } = globalThis as any;
				Object.assign(RED.nodes.node(id), values);
				RED.editor.validateNode(RED.nodes.node(id));
				return RED.nodes.node(id).validationErrors;
			},
			[NODE, changes] as const,
		);
	expect(await errorsOf({ folder: '', folderType: 'str' })).toEqual([
		expect.stringContaining('Folder: this must not be empty'),
	]);
	expect(await errorsOf({ operation: 'draft:get' })).toEqual([]);
	expect(await errorsOf({ mailbox: '' })).toEqual([expect.stringContaining('Mailbox: this must not be empty')]);
	expect(await errorsOf({ mailbox: '${MAILBOX}' })).toEqual([]);
});

test('the first click on "Sign in" after a field was corrected opens the window', async () => {
	const account = {
		...nodeRedAccount(simulator.url),
		id: 'person',
		type: 'outlook-account',
		grantType: 'authorizationCode',
		credentials: { outlookDraftTenantId: 'contoso' },
	};
	await openEditor([{ id: 'tab', type: 'tab' }, account]);
	await page.waitForFunction(() => (globalThis as any).RED.nodes.node('person'));
	await page.evaluate(() => (globalThis as any).RED.editor.editConfig('', 'outlook-account', 'person'));
	await page.locator('#outlook-account-signIn').waitFor();
	await page.locator('#outlook-account-state').filter({ hasText: 'Client ID is missing' }).waitFor();
	await page.fill('#node-config-input-outlookDraftClientSecret', DEMO_APP.clientSecret);
	const input = page.locator('#node-config-input-outlookDraftClientId');
	await input.click();
	await page.keyboard.type(DEMO_APP.clientId);
	await page.locator('#outlook-account-signIn').scrollIntoViewIfNeeded();
	const { x, y, width, height } = (await page.locator('#outlook-account-signIn').boundingBox())!;
	await page.mouse.move(x + width / 2, y + height / 2);
	const opened = page.context().waitForEvent('page');
	await page.mouse.down();
	// As long as a person presses; the answer to what was corrected comes in between.
	await page.waitForTimeout(700);
	await page.mouse.up();
	const window = await opened;
	await window.getByRole('heading', { name: 'Sign in' }).waitFor();
	await page.locator('#outlook-account-state').filter({ hasText: 'Waiting for the sign-in' }).waitFor();
	await picture('sign-in');
});

test('after a deploy no node says what was before', async () => {
	await openEditor();
	simulator.faults.add({ method: 'POST', path: /messages/, status: 403, code: 'ErrorAccessDenied', times: 9 });
	await page.waitForFunction((id) => (globalThis as any).RED.nodes.node(id), NODE);
	await page.evaluate(() => (globalThis as any).$.post('inject/odx-inject'));
	const text = async () =>
		String((await page.evaluate((id) => (globalThis as any).RED.nodes.node(id).status?.text, NODE)) ?? '');
	while (!(await text()).startsWith('failed ')) await page.waitForTimeout(50);
	await picture('failed');
	await nodeRed.deploy(exampleFlow('Create a draft', simulator.url));
	while ((await text()) !== '') await page.waitForTimeout(50);
});

test('the help is grouped by operation, and no line of it is taken for something else', async () => {
	await openEditor();
	await page.evaluate(() => (globalThis as any).RED.sidebar.help.show('outlook-draft', true));
	const help = page.locator('.red-ui-help').filter({ hasText: 'Creates a draft message in Outlook' }).last();
	await help.waitFor();
	await help.locator('summary').filter({ hasText: 'Create Draft Message' }).click();
	const text = await help.innerText();
	expect(text).toContain(
		'Message Comes From: Whether to fill in the message here or to use one that is complete. Fields (',
	);
	expect(text).toContain('filename: "offer.pdf"');
	expect(await help.locator('li dl').count()).toBe(0);
	await picture('help');
});

test('a text keeps the lines that were pasted, and those of the text editor', async () => {
	await openEditor();
	await openDialog();
	const line = page.locator('#outlook-draft-row-body .red-ui-typedInput-input');
	await page.evaluate(() =>
		(globalThis as any).$('#node-input-body').typedInput('type', 'str').typedInput('value', ''),
	);
	await line.focus();
	await page.evaluate(() => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', 'Hello,\r\nworld ↵ here\n\nRegards');
		document.activeElement!.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
		);
	});
	await picture('lines');
	await done();
	expect(await saved('body')).toBe('Hello,↵\u2028world ↵ here↵\u2028↵\u2028Regards');
	await openDialog();
	await page.locator('#outlook-draft-row-body .red-ui-typedInput-option-expand').click();
	await page.locator('#node-input-text').waitFor();
	await page.waitForTimeout(600);
	await picture('text-editor');
	await page.locator('#node-dialog-ok:visible').last().click();
	await page.locator('#node-input-text').waitFor({ state: 'detached' });
	await page.waitForTimeout(600);
	await done();
	expect(await saved('body')).toBe('Hello,↵\u2028world ↵ here↵\u2028↵\u2028Regards');
	await page.click('#red-ui-header-button-deploy');
	await page.waitForTimeout(1_000);
	await page.evaluate(() => (globalThis as any).$.post('inject/odx-inject'));
	while (simulator.store.messages(SHARED).length === 0) await page.waitForTimeout(50);
	// Body Type is Automatic: as typed.
	const { content } = simulator.store.messages(SHARED)[0]!.body;
	expect(content.replace(/<br>\s*/g, '\n')).toContain('world ↵ here\n\nRegards');
});

test('{{…}} in a text is said to stay as it is', async () => {
	await openEditor();
	await openDialog();
	await page.evaluate(() =>
		(globalThis as any)
			.$('#node-input-subject')
			.typedInput('type', 'str')
			.typedInput('value', 'Hello {{payload.name}}'),
	);
	const warning = page.locator('#outlook-draft-row-subject .outlook-draft-state');
	await warning.filter({ hasText: '{{…}} is not filled in here' }).waitFor();
	await picture('mustache');
	await page.evaluate(() => (globalThis as any).$('#node-input-subject').typedInput('type', 'msg'));
	expect(await warning.innerText()).toBe('');
});

test('mailbox and folder are looked at again when the dialog opens, and with another account', async () => {
	const inSales = simulator.store.find('sales@contoso.com')!.folders.find(({ wellKnownName }) => !wellKnownName);
	const flow = exampleFlow('Create a draft', simulator.url).map((node) =>
		node.id === NODE ? { ...node, folder: inSales?.id ?? 'AAMkADgone', folderName: 'Elsewhere' } : node,
	);
	await openEditor(flow);
	await openDialog();
	await page
		.locator('#outlook-draft-row-mailbox .outlook-draft-state')
		.filter({ hasText: 'Drafts can be made' })
		.waitFor();
	await page
		.locator('#outlook-draft-row-folder .outlook-draft-state')
		.filter({ hasText: 'This folder is not in this mailbox.' })
		.waitFor();
	await picture('rechecked');
});

test('a person who leaves Mailbox empty gets the draft in the own mailbox', async () => {
	const flow = exampleFlow('Create a draft', simulator.url).map((node) => {
		if (node.type === 'outlook-account') return { ...node, grantType: 'authorizationCode' };
		return node.id === NODE ? { ...node, mailbox: '' } : node;
	});
	await openEditor(flow);
	await openDialog();
	const mailbox = page.locator('#outlook-draft-row-mailbox .red-ui-typedInput-input');
	expect(await mailbox.getAttribute('placeholder')).toBe('my mailbox');
	await picture('own-mailbox');
	await done();
	expect(await page.evaluate((id) => (globalThis as any).RED.nodes.node(id).valid, NODE)).toBe(true);
});
