// How far it is to the first draft in Node-RED's editor, and what helps on the way, in a browser.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { startLinkedNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { root } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED } from '../support/life.mts';
import { launchBrowser, listPageErrors } from './browser.mts';
import { finishDraftDialog, openDraftDialog, typedInput } from './node-red/draft-dialog.mts';
import { Person } from './person.mts';

const ADELE = 'AdeleV@contoso.onmicrosoft.com';
const NODE = 'odx-simple-draft';
const NODE_IN_PALETTE = '[data-palette-type="outlook-draft"]';
const PICTURES = join(root, '.tmp/pictures');

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
	simulator.switches.browserSession = 'none';
	page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
	listPageErrors(page, pageErrors);
});
afterEach(async () => {
	await page.close();
	expect(pageErrors.splice(0)).toEqual([]);
});

const picture = async (name: string) => await page.screenshot({ path: join(PICTURES, `node-red-draft-${name}.png`) });
const says = async (locator: Locator, text: string | RegExp) =>
	await locator.filter({ hasText: text }).waitFor({ timeout: 30_000 });
const below = (field: string) => page.locator(`#outlook-draft-row-${field} > [role=status]`).last();

async function openEditor(flow: object[]): Promise<void> {
	await nodeRed.deploy(flow);
	await page.goto(nodeRed.url);
	await page.waitForFunction(() => (globalThis as any).RED?.workspaces?.count?.() > 0);
	await page.locator('[data-palette-type="outlook-draft"]').waitFor({ state: 'attached' });
}

const openDialog = async (id = NODE) => await openDraftDialog(page, id);
const done = async () => await finishDraftDialog(page);

/** As it would be exported. */
const saved = async (id = NODE): Promise<any> =>
	await page.evaluate((name) => {
		const { RED } = globalThis as any;
		return JSON.parse(JSON.stringify(RED.nodes.createExportableNodeSet([RED.nodes.node(name)])[0]));
	}, id);
const typed = async (field: string) => await typedInput(page, field);

/** The flow of the first example with settings laid over its draft node. */
const flowWith = (settings: object) =>
	exampleFlow('Create a draft', simulator.url).map((one) => (one.id === NODE ? { ...one, ...settings } : one));

test('from an empty canvas to the first draft: at most 12 clicks and 4 fields', async () => {
	await openEditor([{ id: 'empty', type: 'tab', label: 'Flow 1' }]);
	const person = new Person();
	const palette = page.locator('[data-palette-type="outlook-draft"]');
	await palette.scrollIntoViewIfNeeded();
	await person.drag(page, palette, page.locator('#red-ui-workspace-chart'), { x: 300, y: 200 });
	const drawn = page.locator('.red-ui-flow-node-group').filter({ hasText: 'outlook draft' });
	await drawn.waitFor();
	await picture('1-new-node');
	await person.open(drawn);
	await page.locator('#node-input-operation').waitFor();
	await page.waitForTimeout(400);
	await person.click(page.locator('#node-input-btn-account-add'));
	await page.locator('#outlook-account-signIn').waitFor();
	await page.waitForTimeout(400);
	// Microsoft 365 is what an account begins with. Here the simulator takes its place, which nobody would have to enter.
	await page.evaluate((url) => {
		const { $ } = globalThis as any;
		$('#node-config-input-cloud').val('custom').trigger('change');
		$('#node-config-input-graphUrl').val(url).trigger('change');
		$('#node-config-input-loginUrl').val(url).trigger('change');
	}, simulator.url);
	await person.fill(page.locator('#node-config-input-outlookDraftTenantId'), DEMO_APP.tenant);
	await person.fill(page.locator('#node-config-input-outlookDraftClientId'), DEMO_APP.clientId);
	await person.fill(page.locator('#node-config-input-outlookDraftClientSecret'), DEMO_APP.clientSecret);
	const opened = page.context().waitForEvent('page');
	await person.click(page.locator('#outlook-account-signIn'));
	const microsoft = await opened;
	await microsoft.getByRole('heading', { name: 'Sign in' }).waitFor();
	await person.click(microsoft.getByLabel('Adele Vance'));
	await person.click(microsoft.getByRole('button', { name: 'Accept' }));
	await microsoft.getByText('You can close this page').waitFor();
	// Somebody closes the window with a click.
	person.clicks += 1;
	await microsoft.close();
	await says(page.locator('#outlook-account-state'), 'Signed in as Adele Vance');
	await person.click(page.locator('#node-config-dialog-ok'));
	await page.locator('#node-config-input-cloud').waitFor({ state: 'detached' });
	await page.waitForTimeout(400);
	await person.click(page.getByRole('button', { name: 'Make a test draft' }));
	await says(below('test'), 'The draft is made.');
	await picture('2-test-draft');
	const draftsOfAdele = simulator.store.messages(ADELE);
	expect(draftsOfAdele).toMatchObject([{ isDraft: true, subject: 'Test draft from Node-RED', toRecipients: [] }]);
	expect(draftsOfAdele[0]!.body.content).toContain('To (msg.to), Subject (msg.topic), Body (msg.payload)');
	await person.click(page.locator('#node-dialog-ok'));
	await page.locator('#node-input-operation').waitFor({ state: 'detached' });
	await page.waitForTimeout(600);
	await person.click(page.locator('#red-ui-header-button-deploy'));
	await page.waitForFunction(() => !(globalThis as any).RED.nodes.dirty());
	await picture('3-deployed');
	expect({ clicks: person.clicks, fields: person.fields }).toEqual({ clicks: 11, fields: 3 });
	expect(person.clicks).toBeLessThanOrEqual(12);
	expect(person.fields).toBeLessThanOrEqual(4);
	// What was left as it came takes no room in an export.
	const exported = await saved(
		await page.evaluate(() => (globalThis as any).RED.nodes.filterNodes({ type: 'outlook-draft' })[0].id),
	);
	expect(exported).toMatchObject({ operation: 'draft:create', to: 'to', toType: 'msg', folder: 'drafts' });
	for (const name of ['draftId', 'returnAll', 'messageId', 'saveToSentItems', 'replyScope', 'limit'])
		expect(exported).not.toHaveProperty(name);
});

test('a test draft goes where the dialog says, with what stands in it, and errors are in words', async () => {
	await openEditor(
		flowWith({
			folder: 'Inbox/Clients/ACME',
			folderType: 'str',
			subject: 'Offer',
			subjectType: 'str',
			customHeaders: [
				{ name: 'x-a', value: '1', valueType: 'str' },
				{ name: 'x-b', value: 'b', valueType: 'msg' },
			],
			duplicates: 'key',
			draftKey: 'key',
			draftKeyType: 'msg',
		}),
	);
	await openDialog();
	const button = page.getByRole('button', { name: 'Make a test draft' });
	await button.click();
	await says(below('test'), 'A message fills these in later: To (msg.to), Body (msg.payload)');
	const link = below('test').getByRole('link', { name: 'Open it in Outlook' });
	expect(await link.getAttribute('href')).toMatch(/^https?:/);
	const acme = simulator.store.find(SHARED)!.folders.find(({ displayName }) => displayName === 'ACME')!;
	expect(simulator.store.messages(SHARED)).toMatchObject([
		{ subject: 'Offer', parentFolderId: acme.id, internetMessageHeaders: [{ name: 'x-a', value: '1' }] },
	]);
	simulator.faults.add({ method: 'POST', path: /messages/, status: 403, code: 'ErrorAccessDenied' });
	await button.click();
	await says(below('test'), /account.*may not|access/i);
	await picture('test-rejected');
	await page.evaluate(() => (globalThis as any).$('#node-input-mailbox').typedInput('type', 'msg'));
	await button.click();
	await says(below('test'), 'The mailbox is known only when a message arrives. Choose a mailbox for the test');
	await page.selectOption('#node-input-operation', 'draft:get');
	expect(await button.isVisible()).toBe(false);
	expect(simulator.store.messages(SHARED)).toHaveLength(1);
});

test('a reply takes its text and its message from different places, and a message can be chosen from a list', async () => {
	await lifeBench(simulator).receive({}, SHARED);
	await lifeBench(simulator).receive({ subject: 'Where is my order?' }, SHARED);
	await openEditor(flowWith({ operation: 'draft:reply', subject: '', subjectType: 'unset', to: '', toType: 'str' }));
	await openDialog();
	expect(await typed('messageId')).toEqual(['msg', 'messageId']);
	expect(await typed('body')).toEqual(['msg', 'payload']);
	await page.evaluate(() => (globalThis as any).$('#node-input-messageId').typedInput('type', 'list'));
	const input = page.locator('.outlook-draft-message:visible');
	const popup = page.locator('#outlook-draft-row-messageId .outlook-draft-popup');
	await input.click();
	await says(popup.getByRole('status'), '2 messages.');
	await picture('messages');
	await input.pressSequentially('order');
	await says(popup.getByRole('status'), '1 message.');
	await popup.getByRole('option').click();
	expect(await input.inputValue()).toMatch(/^Where is my order\? - from /);
	await done();
	const { messageId, messageIdType, messageIdName, draftId } = await saved();
	expect(messageId).toBe(
		simulator.store.messages(SHARED).find(({ subject }) => subject === 'Where is my order?')!.immutableId,
	);
	expect([messageIdType, messageIdName, draftId]).toEqual([
		'list',
		expect.stringContaining('Where is my order?'),
		undefined,
	]);
	await openDialog();
	expect(await input.inputValue()).toBe(messageIdName);
	await page.locator('#outlook-draft-row-mailbox .red-ui-typedInput-input').fill('sales@contoso.com');
	await page.keyboard.press('Tab');
	await says(below('messageId'), 'This message is in another mailbox. Choose the message again.');
	await picture('message-elsewhere');
	await page.click('#node-dialog-cancel');
	await page.locator('#node-input-operation').waitFor({ state: 'detached' });
	await page.click('#red-ui-header-button-deploy');
	await page.waitForFunction(() => !(globalThis as any).RED.nodes.dirty());
	await page.waitForTimeout(1_000);
	await page.evaluate(() => (globalThis as any).$.post('inject/odx-inject'));
	while (!simulator.store.messages(SHARED).some(({ isDraft }) => isDraft)) await page.waitForTimeout(50);
	expect(simulator.store.messages(SHARED).find(({ isDraft }) => isDraft)).toMatchObject({
		subject: 'RE: Where is my order?',
	});
});

test('somebody who looks for mail in the palette finds the node', async () => {
	await openEditor([{ id: 'empty', type: 'tab', label: 'Flow 1' }]);
	for (const word of ['mail', 'email', 'e-mail', 'outlook', 'microsoft', '365', 'message', 'draft', 'reply']) {
		// In between a word that finds nothing, so that what is seen is the answer to this one.
		for (const [text, left] of [
			['postgres', '[data-filter]'],
			[word, ':not([data-filter])'],
		] as const) {
			await page.fill('#red-ui-palette-search input', '');
			await page.locator('#red-ui-palette-search input').pressSequentially(text);
			await page.locator(`${NODE_IN_PALETTE}${left}`).waitFor({ state: 'attached' });
		}
	}
});

test('a typed path is looked for, and what was found wrong stays as a triangle', async () => {
	await openEditor(flowWith({ folder: 'Inbox/Nowhere', folderType: 'str' }));
	await openDialog();
	await says(below('folder'), 'there is no "Nowhere" in "Inbox"');
	await picture('path');
	await done();
	const errors = async () =>
		await page.evaluate(
			(id) => [(globalThis as any).RED.nodes.node(id).valid, (globalThis as any).RED.nodes.node(id).validationErrors],
			NODE,
		);
	expect(await errors()).toEqual([false, [expect.stringContaining('Nowhere')]]);
	await openDialog();
	await page.evaluate(() => (globalThis as any).$('#node-input-folder').typedInput('value', 'Inbox/Clients'));
	while ((await below('folder').innerText()) !== '') await page.waitForTimeout(50);
	await done();
	expect(await errors()).toEqual([true, []]);
	await openDialog();
	await page.locator('#outlook-draft-row-mailbox .red-ui-typedInput-input').fill('nobody@contoso.com');
	await page.keyboard.press('Tab');
	await says(page.locator('#outlook-draft-row-mailbox .outlook-draft-state'), 'knows no mailbox');
	await done();
	expect(await errors()).toEqual([false, [expect.stringContaining('knows no mailbox')]]);
});

test('an account that is disabled is said to be', async () => {
	await openEditor(
		flowWith({}).map((one: any) => (one.type === 'outlook-account' ? { ...one, name: 'Support', d: true } : one)),
	);
	await openDialog();
	await says(page.locator('#outlook-draft-row-mailbox .outlook-draft-state'), 'The account is disabled.');
	await done();
	await page.evaluate(() => (globalThis as any).$.post('inject/odx-inject'));
	await page.waitForFunction(
		(id) => String((globalThis as any).RED.nodes.node(id).status?.text ?? '').includes('account "Support" is disabled'),
		NODE,
	);
});

test('a header that Outlook will not take is named below the list', async () => {
	await openEditor(
		flowWith({
			customHeaders: [
				{ name: 'x-a-name-that-is-much-longer-than-its-place', value: '1', valueType: 'str' },
				{ name: 'Subject', value: 'b', valueType: 'str' },
			],
		}),
	);
	await openDialog();
	await says(below('customHeaders'), '"Subject": header names must begin with x-');
	await picture('header');
	await page.evaluate(() => (globalThis as any).$('#node-input-anyHeader').typedInput('value', 'true'));
	while ((await below('customHeaders').innerText()) !== '') await page.waitForTimeout(50);
	await done();
	expect((await saved()).customHeaders).toHaveLength(2);
	expect(await page.evaluate((id) => (globalThis as any).RED.nodes.node(id).valid, NODE)).toBe(true);
});

test('with the keyboard alone, from the import of an example to the deployed flow', async () => {
	await openEditor([{ id: 'empty', type: 'tab', label: 'Flow 1' }]);
	const press = async (...keys: string[]) => {
		for (const key of keys) await page.keyboard.press(key);
	};
	const tabTo = async (target: string) => {
		const passed: string[] = [];
		for (let presses = 0; presses < 80; presses++) {
			if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, target)) return;
			passed.push(await page.evaluate(() => document.activeElement?.id || document.activeElement?.className || ''));
			await page.keyboard.press('Tab');
		}
		throw new Error(`The Tab key does not lead to ${target}, but to ${passed.join(', ')}`);
	};
	await press('Control+i');
	await page.locator('#red-ui-clipboard-dialog-import-text').waitFor();
	await page.waitForTimeout(600);
	await page.keyboard.insertText(readFileSync(join(root, 'examples/Create a draft.json'), 'utf8'));
	await tabTo('#red-ui-clipboard-dialog-ok');
	await press('Enter');
	await page.waitForFunction(
		(id) =>
			(globalThis as any).RED.nodes.node(id) ||
			(globalThis as any).RED.nodes.filterNodes({ type: 'outlook-draft' }).length > 0,
		NODE,
	);
	await page.waitForTimeout(600);
	// The search shows where the node is; the arrow keys go to it: the note, the inject node below it, the draft on its right.
	await press('Control+f');
	await page.waitForTimeout(400);
	await page.keyboard.type('type:outlook-draft');
	await page.waitForTimeout(600);
	await press('Enter');
	await page.waitForTimeout(800);
	const selected = async () =>
		await page.evaluate(() => (globalThis as any).RED.view.selection().nodes?.[0]?.type as string | undefined);
	for (const key of ['Escape', 'ArrowRight', 'ArrowDown', 'ArrowRight']) {
		if ((await selected()) === 'outlook-draft') break;
		await press(key);
		await page.waitForTimeout(300);
	}
	expect(await selected()).toBe('outlook-draft');
	await press('Enter');
	await page.locator('#node-input-operation').waitFor();
	await page.waitForTimeout(600);
	// The Tab key passes over Node-RED's own buttons beside an account.
	await page.evaluate(() => (globalThis as any).$('#node-input-btn-account-edit').trigger('click'));
	await page.locator('#outlook-account-signIn').waitFor({ state: 'attached' });
	await page.waitForTimeout(600);
	// The simulator in place of Microsoft 365.
	await page.evaluate((url) => {
		const { $ } = globalThis as any;
		$('#node-config-input-cloud').val('custom').trigger('change');
		$('#node-config-input-graphUrl').val(url).trigger('change');
		$('#node-config-input-loginUrl').val(url).trigger('change');
	}, simulator.url);
	await tabTo('#node-config-input-grantType');
	while ((await page.locator('#node-config-input-grantType').inputValue()) !== 'clientCredentials')
		await press('ArrowDown');
	for (const [field, value] of [
		['TenantId', DEMO_APP.tenant],
		['ClientId', DEMO_APP.clientId],
		['ClientSecret', DEMO_APP.clientSecret],
	] as const) {
		await tabTo(`#node-config-input-outlookDraft${field}`);
		await page.keyboard.type(value);
	}
	await press('Control+Enter');
	await page.locator('#node-config-input-cloud').waitFor({ state: 'detached' });
	await page.waitForTimeout(600);
	await tabTo('#outlook-draft-row-mailbox .red-ui-typedInput-input');
	await page.keyboard.type(SHARED);
	await press('Tab');
	await says(page.locator('#outlook-draft-row-mailbox .outlook-draft-state'), 'Drafts can be made in this mailbox.');
	await tabTo('#outlook-draft-row-test button');
	await press('Enter');
	await says(below('test'), 'The draft is made.');
	// The button is still where the focus is.
	expect(await page.evaluate(() => document.activeElement?.matches('#outlook-draft-row-test button'))).toBe(true);
	await press('Control+Enter');
	await page.locator('#node-input-operation').waitFor({ state: 'detached' });
	await page.waitForTimeout(600);
	await press('Control+d');
	await page.waitForFunction(() => !(globalThis as any).RED.nodes.dirty());
	expect(simulator.store.messages(SHARED)).toMatchObject([{ isDraft: true, subject: 'Test draft from Node-RED' }]);
});

describe.each(['light', 'dark'])('axe, %s', (theme) => {
	beforeEach(async () => {
		await openEditor(flowWith({}));
		await page.evaluate((name) => document.documentElement.classList.toggle('nr-theme-dark', name === 'dark'), theme);
		await openDialog();
		await page.addScriptTag({ path: require.resolve('axe-core') });
		// As many times as there are operations and choices, so without what never changes: the page around the form.
		await page.evaluate(() => {
			(globalThis as any).findings = async (include: string) => {
				const { violations } = await (globalThis as any).axe.run(
					{ include, exclude: ['[id^=red-ui-trap]'] },
					{ rules: { region: { enabled: false } }, resultTypes: ['violations'] },
				);
				return violations.flatMap(({ id, nodes }: any) => nodes.map(({ html }: any) => `${id}: ${html.slice(0, 200)}`));
			};
		});
	});
	const findings = async (form: string) =>
		await page.evaluate((include) => (globalThis as any).findings(include), form);
	const openGroups = async () =>
		await page.evaluate(() =>
			document.querySelectorAll('.red-ui-editor details').forEach((group: any) => (group.open = true)),
		);

	test('finds nothing in any operation, with all groups open', async () => {
		await openGroups();
		for (const operation of await page
			.locator('#node-input-operation option')
			.evaluateAll((all: any[]) => all.map(({ value }) => value))) {
			await page.selectOption('#node-input-operation', operation);
			await page.waitForTimeout(150);
			expect([operation, await findings('#dialog-form')]).toEqual([operation, []]);
		}
	});

	test('finds nothing in the account, whoever signs in and however', async () => {
		await page.click('#node-input-btn-account-edit');
		await page.locator('#node-config-input-grantType').waitFor();
		await page.waitForTimeout(600);
		await openGroups();
		const form = '#node-config-dialog-edit-form';
		for (const grantType of ['authorizationCode', 'clientCredentials']) {
			await page.selectOption('#node-config-input-grantType', grantType);
			await page.waitForTimeout(400);
			for (const way of grantType === 'authorizationCode' ? ['browser', 'paste', 'device'] : ['']) {
				if (way) await page.selectOption('#outlook-account-way', way);
				await page.waitForTimeout(150);
				expect([grantType, way, await findings(form)]).toEqual([grantType, way, []]);
			}
		}
	});
});
