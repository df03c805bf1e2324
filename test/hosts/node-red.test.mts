// The packed tarball in a real Node-RED, installed with the palette manager's own arguments, and used through the browser.
import type { Browser, Page } from 'playwright-core';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { installTarball, newUserFolder, startNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { packTarball } from '../../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { launchBrowser, listPageErrors } from './browser.mts';
import { addAccount } from './node-red/account-dialog.mts';

let simulator: Simulator;
let nodeRed: NodeRed;
let browser: Browser;
const pageErrors: string[] = [];

beforeAll(async () => {
	simulator = await startSimulator();
	const userFolder = newUserFolder();
	await installTarball(userFolder, packTarball());
	nodeRed = await startNodeRed(userFolder);
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser?.close();
	await nodeRed?.stop();
	await simulator?.close();
});
beforeEach(() => simulator.reset());

async function newPage(): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
	listPageErrors(page, pageErrors);
	return page;
}

test('a person fills in the form and the draft in the mailbox reads as typed; nothing in it runs', async () => {
	await nodeRed.deploy(exampleFlow('Contact form to draft', simulator.url));
	const typed = '<img src=x onerror="document.title=1">\nsecond line\nthird line';
	const page = await newPage();
	let dialogs = 0;
	page.on('dialog', (dialog) => {
		dialogs += 1;
		void dialog.dismiss();
	});
	await page.goto(`${nodeRed.url}/contact`);
	await page.getByLabel('Your name').fill('Alex');
	await page.getByLabel('Your e-mail address').fill('alex@contoso.com');
	await page.getByLabel('Your message').fill(typed);
	await page
		.getByLabel('A file')
		.setInputFiles({ name: 'Foto größer.png', mimeType: 'image/png', buffer: Buffer.from('a picture') });
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByText('Thank you!').waitFor();
	const [{ attachments }] = simulator.store.messages('support@contoso.com');
	expect(attachments).toMatchObject([
		{ name: 'Foto größer.png', contentType: 'image/png', contentBytes: Buffer.from('a picture').toString('base64') },
	]);

	await page.goto(`${simulator.url}/#mailbox=support%40contoso.com`);
	await page.getByText('Your message of today').first().click();
	const body = page.frameLocator('iframe').locator('body');
	await body.getByText('second line').waitFor();
	expect(await body.innerText()).toContain(typed);
	expect(await body.locator('img').count()).toBe(0);
	expect(dialogs).toBe(0);

	// The page follows the mailbox by itself.
	await fetch(`${nodeRed.url}/contact`, {
		method: 'POST',
		body: new URLSearchParams({ name: 'Pia', email: 'pia@contoso.com', message: 'x' }),
	});
	await page.getByText('Hello Pia').first().waitFor();
	await page.close();
});

test('in the editor: the node, its dialog and a new account, deployed and used', async () => {
	await nodeRed.deploy(exampleFlow('Create a draft', simulator.url).filter(({ type }) => type !== 'outlook-account'));
	const page = await newPage();
	await page.goto(nodeRed.url);
	await page.waitForFunction(() => (globalThis as any).RED?.nodes?.node?.('odx-simple-draft'));
	expect(await page.locator('[data-palette-type="outlook-draft"] .red-ui-palette-label').innerText()).toContain(
		'outlook draft',
	);

	await page.evaluate(() =>
		(globalThis as any).RED.editor.edit((globalThis as any).RED.nodes.node('odx-simple-draft')),
	);
	await addAccount(page, simulator);

	// What applies to one source only is shown with that source only.
	const shown = async (name: string) => await page.locator(`#outlook-draft-row-${name}`).isVisible();
	expect([await shown('subject'), await shown('messageJson'), await shown('customHeaders')]).toEqual([
		true,
		false,
		true,
	]);
	await page.selectOption('#node-input-messageSource', 'json');
	expect([await shown('subject'), await shown('messageJson'), await shown('customHeaders')]).toEqual([
		true,
		true,
		true,
	]);
	await page.selectOption('#node-input-messageSource', 'fields');
	expect(await page.locator('#dialog-form label span').allInnerTexts()).toEqual(
		expect.arrayContaining([
			'Operation',
			'To',
			'Subject',
			'Body',
			'Body Type',
			'Cc',
			'Bcc',
			'Mailbox',
			'Folder',
			'Message Comes From',
			'Custom Headers',
		]),
	);

	await page.locator('#outlook-draft-row-customHeaders .red-ui-editableList-addButton').click();
	const name = page.locator('#outlook-draft-row-customHeaders .outlook-draft-pair-first');
	await name.fill('Sender');
	await name.blur();
	expect(await name.getAttribute('class')).toContain('input-error');
	await name.fill('x-source');
	await name.blur();
	expect(await name.getAttribute('class')).not.toContain('input-error');
	await page.locator('#outlook-draft-row-customHeaders  input.red-ui-typedInput-input').fill('boiler');
	// More fields: a switch stays unset until somebody sets it, lists of other names, data as JSON.
	for (const section of await page.locator('.outlook-draft-group summary:visible').all()) await section.click();
	await page.fill('#outlook-draft-row-categories input.red-ui-typedInput-input', 'Alarms');
	await page.selectOption('#node-input-sensitivity', 'private');
	await page.locator('#outlook-draft-row-openExtension .red-ui-editableList-addButton').click();
	await page.fill('#outlook-draft-row-openExtension .outlook-draft-pair-first', 'Com.Contoso.Boiler');
	await page.fill('#outlook-draft-row-openExtension input.red-ui-typedInput-input', '{"number": 3}');
	await page.click('#node-dialog-ok');
	await page.locator('#node-input-messageSource').waitFor({ state: 'detached' });
	expect(
		await page.evaluate(() => {
			const { customHeaders, categories, sensitivity, isRead, isReadType, openExtension, valid } = (
				globalThis as any
			).RED.nodes.node('odx-simple-draft');
			return { customHeaders, categories, sensitivity, isRead, isReadType, openExtension, valid };
		}),
	).toEqual({
		customHeaders: [{ name: 'x-source', value: 'boiler', valueType: 'str' }],
		categories: 'Alarms',
		sensitivity: 'private',
		isRead: '',
		isReadType: 'unset',
		openExtension: [{ extensionName: 'Com.Contoso.Boiler', data: '{"number": 3}', dataType: 'json' }],
		valid: true,
	});

	const started = nodeRed.log().split('Started').length;
	await page.click('#red-ui-header-button-deploy');
	while (nodeRed.log().split('Started').length === started) await page.waitForTimeout(50);
	await fetch(`${nodeRed.url}/inject/odx-inject`, { method: 'POST' });
	while (simulator.store.messages('support@contoso.com').length === 0) await page.waitForTimeout(50);
	expect(simulator.store.messages('support@contoso.com')).toMatchObject([
		{
			subject: 'Boiler 3 is too hot',
			internetMessageHeaders: [{ name: 'x-source', value: 'boiler' }],
			categories: ['Alarms'],
			extensions: [{ extensionName: 'Com.Contoso.Boiler', number: 3 }],
			isRead: true,
			isReadReceiptRequested: false,
		},
	]);
	await page.close();
	expect(pageErrors).toEqual([]);
});

test('the secret is in no flow, answer of the admin API or log', async () => {
	const flows = await (await fetch(`${nodeRed.url}/flows`)).text();
	const ids = (JSON.parse(flows) as Array<{ id: string; type: string }>)
		.filter(({ type }) => type === 'outlook-account')
		.map(({ id }) => id);
	expect(ids.length).toBeGreaterThan(0);
	const credentials = await Promise.all(
		ids.map(async (id) => await (await fetch(`${nodeRed.url}/credentials/outlook-account/${id}`)).text()),
	);
	expect(credentials.join()).toContain('has_outlookDraftClientSecret');
	for (const text of [flows, ...credentials, nodeRed.log()]) expect(text).not.toContain(DEMO_APP.clientSecret);
});
