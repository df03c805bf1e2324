// A draft's whole life in a real Node-RED: the dialog of every operation in a browser, and a person who approves a draft on a page.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { startLinkedNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { root } from '../../scripts/hosts/pack.mts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { lifeBench, SHARED, type LifeBench } from '../support/life.mts';
import { launchBrowser, listPageErrors } from './browser.mts';
import { openDraftDialog, typedInput } from './node-red/draft-dialog.mts';

const NODE = 'odx-simple-draft';
const PICTURES = join(root, '.tmp/pictures');

let simulator: Simulator;
let bench: LifeBench;
let nodeRed: NodeRed;
let browser: Browser;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator();
	bench = lifeBench(simulator);
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
	page = await browser.newPage({ viewport: { width: 1300, height: 1500 } });
	listPageErrors(page, pageErrors);
});
afterEach(async () => {
	await page.close();
	expect(pageErrors.splice(0)).toEqual([]);
});

const rows = async () =>
	await page.evaluate(() =>
		[...document.querySelectorAll<HTMLElement>('.outlook-draft-applies')].map(({ id }) =>
			id.replace('outlook-draft-row-', ''),
		),
	);
const typed = async (field: string) => await typedInput(page, field);

async function openDialog(): Promise<void> {
	await nodeRed.deploy(exampleFlow('Create a draft', simulator.url));
	await page.goto(nodeRed.url);
	await openDraftDialog(page, NODE);
	await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
}

test.each<[string, string[], Record<string, [string, string]>]>([
	[
		'draft:reply',
		['messageId', 'replyScope', 'body', 'timeZone', 'recipients', 'attachments'],
		{
			messageId: ['msg', 'messageId'],
			to: ['unset', ''],
			subject: ['unset', ''],
			body: ['msg', 'payload'],
			attachments: ['unset', ''],
		},
	],
	['draft:forward', ['messageId', 'to', 'body'], { to: ['str', ''] }],
	[
		'draft:update',
		['draftId', 'to', 'subject', 'body', 'bodyMode', 'clear', 'changeKey', 'moveTo'],
		{ draftId: ['msg', 'payload.id'], to: ['unset', ''], subject: ['unset', ''], body: ['unset', ''] },
	],
	['draft:send', ['draftId', 'to', 'sendAt', 'findSentId'], { to: ['unset', ''] }],
	['draft:get', ['draftId', 'downloadMime'], {}],
	['draft:getAll', ['folder', 'search', 'returnAll', 'limit', 'since', 'filter'], { limit: ['num', '50'] }],
	['draft:delete', ['draftId', 'permanently'], {}],
	['draft:cleanUp', ['olderThanDays', 'dryRun'], { olderThanDays: ['num', '14'], dryRun: ['bool', 'false'] }],
	['message:getAll', ['folder', 'conversationId', 'search', 'limit'], { folder: ['list', 'inbox'] }],
	['message:update', ['messageId', 'isRead', 'categories', 'categoriesMode', 'flagStatus', 'moveTo'], {}],
	['draft:getStatus', ['draftId', 'changeKey', 'internetMessageId', 'mark'], {}],
	['draft:learnSignature', ['signatureFor', 'folder', 'subject', 'dryRun'], { subject: ['str', 'Signature'] }],
	[
		'message:send',
		['to', 'subject', 'body', 'saveToSentItems', 'sendAt', 'duplicates'],
		{ to: ['msg', 'to'], subject: ['msg', 'topic'] },
	],
])('the dialog of %s', async (operation, fields, presets) => {
	await openDialog();
	await page.selectOption('#node-input-operation', operation);
	const shown = await rows();
	expect(shown).toEqual(expect.arrayContaining(['mailbox', ...fields]));
	if (!['draft:getAll', 'message:getAll', 'draft:learnSignature'].includes(operation))
		expect(shown).not.toContain('folder');
	for (const [field, preset] of Object.entries(presets)) expect([field, await typed(field)]).toEqual([field, preset]);
	await page.screenshot({ path: join(PICTURES, `node-red-${operation.replace(':', '-')}.png`) });
	// Back again: as it was.
	await page.selectOption('#node-input-operation', 'draft:create');
	expect(await typed('folder')).toEqual(['list', 'drafts']);
	expect([await typed('to'), await typed('subject'), await typed('body')]).toEqual([
		['msg', 'to'],
		['msg', 'topic'],
		['msg', 'payload'],
	]);
});

test('a draft is chosen as the signature, and the font', async () => {
	await bench.draft({ subject: 'Signature of the team' }, SHARED);
	await openDialog();
	await page.selectOption('#node-input-signatureFrom', 'template');
	await page.selectOption('#node-input-font', 'asInOutlook');
	const row = page.locator('#outlook-draft-row-signatureTemplate');
	await row.scrollIntoViewIfNeeded();
	await row.getByRole('combobox').click();
	await page.getByRole('option').filter({ hasText: 'Signature of the team' }).click();
	await page.screenshot({ path: join(PICTURES, 'node-red-signature.png') });
	const [kind, id] = await typed('signatureTemplate');
	expect([kind, bench.message(id, SHARED)?.subject]).toEqual(['list', 'Signature of the team']);
});

test('what somebody has chosen stays when the operation changes', async () => {
	await openDialog();
	await page.evaluate(() =>
		(globalThis as any).$('#node-input-subject').typedInput('type', 'str').typedInput('value', 'Mine'),
	);
	await page.selectOption('#node-input-operation', 'draft:update');
	expect(await typed('subject')).toEqual(['str', 'Mine']);
});

test('an order becomes a draft; a person sends it from the mailbox, and the flow says so', async () => {
	await nodeRed.deploy(exampleFlow('Approve a draft', simulator.url));
	const order = { email: 'customer@fabrikam.com', number: '1' };
	const answer = await fetch(`${nodeRed.url}/orders`, { method: 'POST', body: new URLSearchParams(order) });
	expect([answer.status, await answer.json()]).toEqual([201, { order: '1', received: true }]);
	await page.goto(nodeRed.url);
	await page.waitForFunction(() => (globalThis as any).RED?.nodes?.node?.('oda-every'));
	await page.evaluate(() => (globalThis as any).RED.sidebar.show('debug'));
	await page.screenshot({ path: join(PICTURES, 'approval.png') });
	const [{ immutableId }] = bench.drafts(SHARED);
	await bench.run('draft:send', { mailbox: SHARED, draftId: immutableId });
	await page.evaluate(() => (globalThis as any).$.post('inject/oda-every'));
	await page.locator('.red-ui-debug-msg').getByText('sent').first().waitFor();
	expect(simulator.store.messages(SHARED)).toMatchObject([{ subject: 'Your order 1', isDraft: false }]);
});
