// Pictures of Node-RED: the dialogs of draft, account and watch, and each flow of examples/ in the workspace.
import type { Page } from 'playwright-core';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { openDraftDialog } from '../../test/hosts/node-red/draft-dialog.mts';
import { nodeRedAccount } from '../hosts/accounts.mts';
import { exampleFlow } from '../hosts/flows.mts';
import { installTarball, newUserFolder, startNodeRed, type NodeRed } from '../hosts/node-red.mts';
import { packTarball } from '../hosts/pack.mts';
import { around, boxOf, forget, SMALL, type Box, type Camera } from './camera.mts';
import { examplesIn, pictureOf, type Wanted } from './examples.mts';

const FOLDER = 'examples';
const EXAMPLES = examplesIn(FOLDER);
const DIALOGS = { viewport: { width: 1280, height: 860 } };
const WORKSPACE = { viewport: { width: 1900, height: 900 } };
/** What comes and goes, what has a time in it, and the grid, which makes a picture much larger and shows nothing. */
const NOT_SHOWN =
	'#red-ui-notifications, .red-ui-popover, .red-ui-flow-node-status-group, .red-ui-workspace-chart-grid';
const HANDLE = 17;
const DRAFT = 'pictures-draft';
const WATCH = 'pictures-watch';

export async function takeNodeRed(camera: Camera, simulator: Simulator, wanted: Wanted): Promise<void> {
	const userFolder = newUserFolder();
	await installTarball(userFolder, packTarball());
	const nodeRed = await startNodeRed(userFolder, { preferredPort: 1880 });
	try {
		await nodeRed.deploy([...dialogs(simulator.url), ...EXAMPLES.flatMap((name) => exampleFlow(name, simulator.url))]);
		if (wanted.examples) await takeFlows(camera, nodeRed);
		if (!wanted.dialogs) return;
		const page = await openEditor(camera, nodeRed, DIALOGS);
		await takeDraft(camera, page);
		await takeWatch(camera, page);
		await takeAccount(camera, page);
	} finally {
		await nodeRed.stop();
	}
}

/** A draft, a watch, and an account in which a person has not signed in yet. */
function dialogs(url: string): object[] {
	const account = { id: 'pictures-account', type: 'outlook-account', name: 'Outlook of Contoso' };
	const mailbox = { account: account.id, mailbox: 'support@contoso.com', mailboxType: 'str' };
	const place = { z: 'pictures', y: 100, wires: [[]] };
	return [
		{ id: 'pictures', type: 'tab', label: 'Pictures' },
		{ ...account, ...nodeRedAccount(url) },
		{
			...nodeRedAccount(url),
			...{ id: 'pictures-person', type: 'outlook-account', name: 'Megan Bowen', grantType: 'authorizationCode' },
		},
		{ id: DRAFT, type: 'outlook-draft', x: 200, operation: 'draft:create', ...mailbox, ...place },
		{ id: WATCH, type: 'outlook-watch', x: 500, watchFor: 'draft', events: ['sent', 'deleted'], ...mailbox, ...place },
	];
}

async function openEditor(camera: Camera, nodeRed: NodeRed, options: object): Promise<Page> {
	const page = await camera.open(options);
	await page.goto(nodeRed.url);
	await page.waitForFunction((node) => (globalThis as any).RED?.nodes?.node?.(node), DRAFT);
	await page.addStyleTag({ content: `${NOT_SHOWN} { display: none !important }` });
	return page;
}

async function takeFlows(camera: Camera, nodeRed: NodeRed): Promise<void> {
	forget(FOLDER);
	const page = await openEditor(camera, nodeRed, WORKSPACE);
	for (const name of EXAMPLES) {
		const tab = exampleFlow(name, '').find(({ type }) => type === 'tab')!;
		await page.evaluate((id) => (globalThis as any).RED.workspaces.show(id), tab.id);
		await page.waitForTimeout(600);
		await camera.take(
			pictureOf(FOLDER, name),
			page,
			await around(page, '.red-ui-flow-node-group *, .red-ui-flow-link *', 12, '#red-ui-workspace-chart'),
			SMALL,
		);
	}
	await page.close();
}

async function takeDraft(camera: Camera, page: Page): Promise<void> {
	await openDraftDialog(page, DRAFT);
	await page.getByText('Drafts can be made in this mailbox.').waitFor();
	await page.waitForTimeout(600);
	await camera.take('node-red-draft', page, await dialog(page));
	await closeDialog(page);
}

async function takeWatch(camera: Camera, page: Page): Promise<void> {
	await page.evaluate((node) => (globalThis as any).RED.editor.edit((globalThis as any).RED.nodes.node(node)), WATCH);
	await page.locator('#node-input-watchFor').waitFor();
	await page.getByText('This mailbox can be read.').waitFor();
	await page.waitForTimeout(600);
	await camera.take('node-red-watch', page, await dialog(page));
	await closeDialog(page);
}

async function takeAccount(camera: Camera, page: Page): Promise<void> {
	await page.evaluate(() => (globalThis as any).RED.editor.editConfig('', 'outlook-account', 'pictures-person'));
	await page.locator('#outlook-account-signIn').waitFor();
	await page.fill('#node-config-input-outlookDraftClientSecret', DEMO_APP.clientSecret);
	await page.waitForTimeout(600);
	const opened = page.context().waitForEvent('page');
	await page.locator('#outlook-account-signIn').click();
	const microsoft = await opened;
	await microsoft.getByLabel('Megan Bowen').click();
	await microsoft.getByRole('button', { name: 'Accept' }).click();
	await microsoft.getByText('You can close this page').waitFor();
	await microsoft.close();
	await page.locator('#outlook-account-state').filter({ hasText: 'Signed in as' }).waitFor();
	await page.waitForTimeout(600);
	await camera.take('node-red-account', page, await dialog(page));
}

/** The place of the dialog that is open, without the handle at its left side. */
async function dialog(page: Page): Promise<Box> {
	const { x, y, width, height } = await boxOf(page, '.red-ui-tray');
	return { x: x + HANDLE, y, width: width - HANDLE, height };
}

async function closeDialog(page: Page): Promise<void> {
	await page.click('#node-dialog-cancel');
	await page.waitForFunction(() => (globalThis as any).RED.editor.getEditStack().length === 0);
	await page.waitForTimeout(600);
}
