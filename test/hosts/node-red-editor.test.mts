// Node-RED's editor in a browser: choosing mailbox and folder in the dialog with an account that was never deployed.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { locale } from '../../node-red/editor/locale';
import type { Catalogue } from '../../node-red/editor/translate';
import { nodeRedAccount } from '../../scripts/hosts/accounts.mts';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { startLinkedNodeRed, type NodeRed } from '../../scripts/hosts/node-red.mts';
import { root } from '../../scripts/hosts/pack.mts';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { keepTemplate, LETTER, lettersIn, ROW } from '../support/templates.mts';
import { seriousFindings } from './axe.mts';
import { launchBrowser, listPageErrors } from './browser.mts';
import { addAccount as fillAccount, openMoreSettings } from './node-red/account-dialog.mts';

const NODE = 'odx-simple-draft';
const PICTURES = join(root, '.tmp/pictures');

let simulator: Simulator;
let nodeRed: NodeRed;
let browser: Browser;
let page: Page;
const pageErrors: string[] = [];

beforeAll(async () => {
	mkdirSync(PICTURES, { recursive: true });
	simulator = await startSimulator({ pageFolder: join(root, 'simulator/page') });
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
	pageErrors.length = 0;
	await nodeRed.deploy(exampleFlow('Create a draft', simulator.url).filter(({ type }) => type !== 'outlook-account'));
	page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
	listPageErrors(page, pageErrors);
	await page.goto(nodeRed.url);
	await page.waitForFunction((id) => (globalThis as any).RED?.nodes?.node?.(id), NODE);
});
afterEach(async () => {
	await page.close();
	expect(pageErrors).toEqual([]);
});

const picture = async (name: string) => await page.screenshot({ path: join(PICTURES, `node-red-${name}.png`) });
const mailbox = () => page.locator('#outlook-draft-row-mailbox .red-ui-typedInput-input');
const folder = () => page.locator('.outlook-draft-folder');
const popup = (field: 'mailbox' | 'folder') => page.locator(`#outlook-draft-row-${field} .outlook-draft-popup`);
const options = (field: 'mailbox' | 'folder') => popup(field).getByRole('option');
const words = (field: 'mailbox' | 'folder') => popup(field).getByRole('status');
const below = (field: 'mailbox' | 'folder') => page.locator(`#outlook-draft-row-${field} .outlook-draft-state`);
const nodeOf = async () =>
	await page.evaluate((id) => {
		const { mailbox, mailboxType, folder, folderType, folderName, customHeaders, valid } = (
			globalThis as any
		).RED.nodes.node(id);
		return { mailbox, mailboxType, folder, folderType, folderName, customHeaders, valid };
	}, NODE);

async function says(locator: Locator, text: string | RegExp): Promise<void> {
	await locator.filter({ hasText: text }).waitFor({ timeout: 10_000 });
}

async function openDialog(): Promise<void> {
	await page.evaluate((id) => (globalThis as any).RED.editor.edit((globalThis as any).RED.nodes.node(id)), NODE);
	await mailbox().waitFor();
	// The dialog slides in.
	await page.waitForTimeout(400);
}

async function addAccount(secret?: string): Promise<void> {
	await fillAccount(page, simulator, secret);
	await page.waitForTimeout(400);
}

test('add a node, make an account, search the mailbox, pick the folder, a header, deploy, inject, and the draft is in the mailbox', async () => {
	// The palette offers it; the one that is used here is wired already.
	expect(await page.locator('[data-palette-type="outlook-draft"] .red-ui-palette-label').innerText()).toContain(
		'outlook draft',
	);
	await openDialog();
	// The example was saved before there was such a field.
	expect(await page.locator('#node-input-duplicates').inputValue()).toBe('off');
	await addAccount();
	for (let i = 0; i < 60; i++)
		simulator.store.addMailbox({ displayName: `Person ${i}`, userPrincipalName: `person${i}@contoso.com` });

	await mailbox().click();
	await says(words('mailbox'), 'The first 49: type to search, scroll for more.');
	await picture('mailboxes');
	await popup('mailbox')
		.locator('ul')
		.evaluate((list) => list.scrollTo(0, list.scrollHeight));
	await says(words('mailbox'), '66 mailboxes.');

	simulator.requests.length = 0;
	await mailbox().fill('');
	await mailbox().pressSequentially('supp', { delay: 30 });
	await says(words('mailbox'), '1 mailbox.');
	// One search for what was typed, not one for each letter.
	expect(simulator.requests.filter(({ path }) => path.includes('search'))).toHaveLength(1);
	await options('mailbox').first().click();
	await says(below('mailbox'), 'Drafts can be made in this mailbox.');
	expect(await mailbox().inputValue()).toBe('support@contoso.com');

	simulator.requests.length = 0;
	await folder().click();
	await says(words('folder'), '12 folders.');
	await picture('folders');
	expect((await options('folder').allInnerTexts()).slice(0, 4)).toEqual([
		'Drafts',
		'Inbox',
		'Inbox / Clients',
		'Inbox / Clients / ACME',
	]);
	const loaded = simulator.requests.length;
	expect(loaded).toBe(7);
	await folder().pressSequentially('acme');
	await says(words('folder'), '1 folder.');
	expect(simulator.requests).toHaveLength(loaded);
	await options('folder').first().click();
	expect(await folder().inputValue()).toBe('Inbox / Clients / ACME');

	await page.locator('#outlook-draft-row-customHeaders .red-ui-editableList-addButton').click();
	await page.locator('#outlook-draft-row-customHeaders .outlook-draft-pair-first').fill('x-source');
	await page.locator('#outlook-draft-row-customHeaders input.red-ui-typedInput-input').fill('boiler');
	await picture('filled');
	await page.click('#node-dialog-ok');
	await mailbox().waitFor({ state: 'detached' });
	const acme = simulator.store.find('support@contoso.com')!.folders.find(({ displayName }) => displayName === 'ACME')!;
	expect(await nodeOf()).toEqual({
		mailbox: 'support@contoso.com',
		mailboxType: 'str',
		folder: acme.id,
		folderType: 'list',
		folderName: 'Inbox / Clients / ACME',
		customHeaders: [{ name: 'x-source', value: 'boiler', valueType: 'str' }],
		valid: true,
	});
	expect(
		await page.evaluate(
			(id) => (globalThis as any).RED.utils.getNodeLabel((globalThis as any).RED.nodes.node(id)),
			NODE,
		),
	).toBe('draft → support@ / Inbox/Clients/ACME');
	await picture('label');

	const started = nodeRed.log().split('Started').length;
	await page.click('#red-ui-header-button-deploy');
	while (nodeRed.log().split('Started').length === started) await page.waitForTimeout(50);
	await page.evaluate(() => (globalThis as any).$.post('inject/odx-inject'));
	while (simulator.store.messages('support@contoso.com').length === 0) await page.waitForTimeout(50);
	expect(simulator.store.messages('support@contoso.com')).toMatchObject([
		{ subject: 'Boiler 3 is too hot', parentFolderId: acme.id },
	]);

	const { id } = simulator.store.messages('support@contoso.com')[0];
	await page.goto(`${simulator.url}/#mailbox=support%40contoso.com&message=${encodeURIComponent(id)}`);
	await page.getByText('Boiler 3 is too hot').first().waitFor();
	await picture('mailbox-page');
});

test('with the keyboard alone', async () => {
	await openDialog();
	await addAccount();
	const press = async (...keys: string[]) => {
		for (const key of keys) await page.keyboard.press(key);
	};
	await page.locator('#node-input-operation').focus();
	const isAtMailbox = async () => await mailbox().evaluate((input) => input === document.activeElement);
	// Past the fields that come first, each with the button that switches the kind of value.
	for (let presses = 0; presses < 40 && !(await isAtMailbox()); presses++) await press('Tab');
	expect(await isAtMailbox()).toBe(true);
	await press('Control+a');
	await page.keyboard.type('sales');
	await says(words('mailbox'), '1 mailbox.');
	await press('ArrowDown', 'Enter');
	expect(await mailbox().inputValue()).toBe('sales@contoso.com');
	await press('Tab', 'Tab');
	expect(await folder().evaluate((input) => input === document.activeElement)).toBe(true);
	expect(await folder().getAttribute('aria-expanded')).toBe('false');
	await press('ArrowDown');
	await says(words('folder'), '12 folders.');
	expect(await folder().getAttribute('aria-expanded')).toBe('true');

	// Hidden folders, from inside of the list.
	await press('Tab', 'Space');
	await says(words('folder'), '18 folders.');
	await press('Tab', 'Escape');
	expect(await popup('folder').isVisible()).toBe(false);
	expect(await folder().evaluate((input) => input === document.activeElement)).toBe(true);

	await press('ArrowDown');
	await says(words('folder'), '18 folders.');
	await page.keyboard.type('local fail');
	await press('Enter');
	expect(await folder().inputValue()).toBe('Sync Issues / Local Failures');

	// Escape closes the list and keeps the choice; the dialog stays open.
	await press('ArrowDown');
	await page.keyboard.type('nothing like it');
	await says(words('folder'), 'Nothing found.');
	await press('Escape');
	expect(await folder().inputValue()).toBe('Sync Issues / Local Failures');
	await press('Control+Enter');
	await mailbox().waitFor({ state: 'detached' });
	expect(await nodeOf()).toMatchObject({
		mailbox: 'sales@contoso.com',
		folderName: 'Sync Issues / Local Failures',
		valid: true,
	});
});

test('a template from the list, found by its subject, and the draft that is made from the message', async () => {
	const mailboxName = 'support@contoso.com';
	const template = await keepTemplate(simulator, LETTER, mailboxName);
	await keepTemplate(simulator, { subject: 'Offer {{Company}}' }, mailboxName);
	await openDialog();
	await addAccount();
	await mailbox().fill(mailboxName);
	await mailbox().blur();
	await page.selectOption('#node-input-messageSource', 'template');
	const row = page.locator('#outlook-draft-row-templateId');
	const shown = row.locator('.outlook-draft-list');
	await shown.click();
	await says(row.locator('.outlook-draft-popup').getByRole('status'), '2 templates.');
	await picture('templates');
	await shown.pressSequentially('order', { delay: 30 });
	await says(row.locator('.outlook-draft-popup').getByRole('status'), '1 template.');
	await row.locator('.outlook-draft-popup').getByRole('option').first().click();
	expect(await shown.inputValue()).toContain('Your order {{Number}}');
	// What fills in the placeholders is no text of the message.
	expect(await page.locator('#outlook-draft-row-templateId .outlook-draft-wrong').count()).toBe(0);
	await page.locator('#node-input-templateValues').evaluate((_input, row) => {
		(globalThis as any).$('#node-input-templateValues').typedInput('type', 'json').typedInput('value', row);
	}, JSON.stringify(ROW));
	await page.evaluate(() => {
		for (const name of ['subject', 'body', 'to'])
			(globalThis as any).$(`#node-input-${name}`).typedInput('type', 'str').typedInput('value', '');
	});
	await picture('template-filled');
	await page.click('#node-dialog-ok');
	await mailbox().waitFor({ state: 'detached' });
	expect(
		await page.evaluate((id) => {
			const { templateId, templateIdType, templateIdName } = (globalThis as any).RED.nodes.node(id);
			return { templateId, templateIdType, templateIdName };
		}, NODE),
	).toEqual({
		templateId: template.id,
		templateIdType: 'list',
		templateIdName: expect.stringContaining('Your order {{Number}}'),
	});
	const started = nodeRed.log().split('Started').length;
	await page.click('#red-ui-header-button-deploy');
	while (nodeRed.log().split('Started').length === started) await page.waitForTimeout(50);
	await page.evaluate(() => (globalThis as any).$.post('inject/odx-inject'));
	const letters = () =>
		lettersIn(simulator, template, mailboxName).filter(({ subject }) => subject === 'Your order 4711');
	while (letters().length === 0) await page.waitForTimeout(50);
	expect(letters()[0]!.attachments).toHaveLength(5);
	// The dialog shows it again by its name.
	await openDialog();
	expect(await shown.inputValue()).toContain('Your order {{Number}}');
});

describe('what a person reads', () => {
	test('without an account', async () => {
		await openDialog();
		await mailbox().click();
		await says(words('mailbox'), 'Choose or add an account first.');
		await page.keyboard.press('Escape');
		await folder().click();
		await says(words('folder'), 'Choose or add an account first.');
	});

	test('with a wrong secret', async () => {
		await openDialog();
		await addAccount('wrong-secret-value');
		await folder().click();
		await says(
			words('folder'),
			'Microsoft sign-in gave no token (AADSTS7000215). The client secret is wrong: enter the Value of the secret, not its Secret ID.',
		);
		await picture('wrong-secret');
	});

	test('without the permission to list people, an address can be entered', async () => {
		simulator.switches.usersListAllowed = false;
		await openDialog();
		await addAccount();
		await mailbox().click();
		await says(
			words('mailbox'),
			'Nothing found. Listing people needs the permission User.Read.All. Any mailbox can be entered by its address.',
		);
		await picture('no-permission');
		await mailbox().fill('sales@contoso.com');
		await says(options('mailbox').first(), 'sales@contoso.com (as entered)');
		await page.keyboard.press('Tab');
		await says(below('mailbox'), 'Drafts can be made in this mailbox.');
	});

	test.each([
		[
			'nolicence@contoso.com',
			'"nolicence@contoso.com" has no mailbox: most likely it has no Exchange Online licence. Ask an administrator for a licence',
		],
		['nobody@contoso.com', 'Microsoft 365 knows no mailbox "nobody@contoso.com". Check the address'],
	])('of a mailbox that cannot be used: %s', async (address, text) => {
		await openDialog();
		await addAccount();
		await mailbox().fill(address);
		await page.keyboard.press('Tab');
		await says(below('mailbox'), text);
		await folder().click();
		await says(words('folder'), text);
		await picture(`cannot-be-used-${address.split('@')[0]}`);
	});

	test('when Outlook asks to wait, when there is no answer, and when Node-RED is gone', async () => {
		await openDialog();
		await addAccount();
		await folder().click();
		await says(words('folder'), '12 folders.');
		const again = popup('folder').getByRole('button', { name: 'Load again' });
		simulator.faults.add({ path: /delta/, status: 429, code: 'ApplicationThrottled', retryAfter: '600' });
		await again.click();
		await says(
			words('folder'),
			'Outlook is receiving too many requests for the mailbox "support@contoso.com" and asks to wait 600 seconds',
		);
		await picture('throttled');
		simulator.faults.add({ path: /delta/, cut: true, times: 4 });
		await again.click();
		await says(
			words('folder'),
			'Microsoft Graph gave no answer when asked to list the folders. Check the network, the proxy',
		);
		await page.route('**/outlook-draft/folders', async (route) => await route.abort());
		await again.click();
		await says(words('folder'), 'Node-RED gave no answer. Is it running?');
	}, 60_000);

	test('when the mailbox is known at run time only, and when it is another one', async () => {
		await openDialog();
		await addAccount();
		await folder().click();
		await says(words('folder'), '12 folders.');
		await options('folder').filter({ hasText: 'Projects' }).click();
		await mailbox().fill('sales@contoso.com');
		await page.keyboard.press('Tab');
		await says(below('folder'), 'This folder is in another mailbox. Choose the folder again.');
		await picture('another-mailbox');
		await page.evaluate(() => (globalThis as any).$('#node-input-mailbox').typedInput('type', 'msg'));
		await folder().click();
		await says(words('folder'), '6 folders. The mailbox is known only when a message arrives.');
		await options('folder').filter({ hasText: 'Archive' }).click();
		expect(await below('folder').innerText()).toBe('');
	});

	test('of a path or an address that cannot be right', async () => {
		await openDialog();
		await addAccount();
		await page.evaluate(() =>
			(globalThis as any).$('#node-input-folder').typedInput('type', 'str').typedInput('value', 'Inbox//A'),
		);
		await page.click('#node-dialog-ok');
		await mailbox().waitFor({ state: 'detached' });
		expect((await nodeOf()).valid).toBe(false);
		expect(await page.evaluate((id) => (globalThis as any).RED.nodes.node(id).validationErrors, NODE)).toEqual([
			expect.stringContaining('the path "Inbox//A" has an empty part'),
		]);
	});
});

describe('accessibility', () => {
	test.each(['light', 'dark'])('axe finds nothing serious in the %s theme', async (theme) => {
		await page.evaluate((name) => document.documentElement.classList.toggle('nr-theme-dark', name === 'dark'), theme);
		await openDialog();
		await page.locator('#node-input-btn-account-add').click();
		await page.selectOption('#node-config-input-grantType', 'authorizationCode');
		await openMoreSettings(page);
		await page.selectOption('#node-config-input-cloud', 'custom');
		await page.waitForTimeout(400);
		await picture(`account-person-${theme}`);
		expect(await seriousFindings(page, '#node-config-dialog-edit-form')).toEqual([]);
		await page.selectOption('#node-config-input-grantType', 'clientCredentials');
		await page.waitForTimeout(400);
		await picture(`account-application-${theme}`);
		expect(await seriousFindings(page, '#node-config-dialog-edit-form')).toEqual([]);
		await page.click('#node-config-dialog-cancel');
		await page.locator('#node-config-input-cloud').waitFor({ state: 'detached' });
		await page.waitForTimeout(400);
		await addAccount();
		expect(await seriousFindings(page, '#dialog-form')).toEqual([]);
		await mailbox().fill('nobody@contoso.com');
		await page.keyboard.press('Tab');
		await says(below('mailbox'), 'knows no mailbox');
		await page.locator('#outlook-draft-row-customHeaders .red-ui-editableList-addButton').click();
		await page.locator('details.outlook-draft-group').first().locator('summary').click();
		expect(await seriousFindings(page, '#dialog-form')).toEqual([]);
		await mailbox().fill('support@contoso.com');
		await page.keyboard.press('Tab');
		await says(below('mailbox'), 'Drafts can be made');
		await folder().click();
		await says(words('folder'), '12 folders.');
		expect(await seriousFindings(page, '#dialog-form')).toEqual([]);
		await picture(`theme-${theme}`);
	});

	test('a narrow dialog', async () => {
		await page.setViewportSize({ width: 820, height: 600 });
		await openDialog();
		await addAccount();
		await folder().click();
		await says(words('folder'), '12 folders.');
		const [box, tray] = [await popup('folder').boundingBox(), await page.locator('.red-ui-tray-body').boundingBox()];
		expect(box!.y + box!.height).toBeLessThanOrEqual(tray!.y + tray!.height + 1);
		await picture('narrow');
	});
});

describe('in a browser that speaks German', () => {
	/** By path, flat. */
	const flat = (texts: Catalogue, before = ''): Array<[string, string]> =>
		Object.entries(texts).flatMap(([name, text]) =>
			typeof text === 'string' ? [[`${before}${name}`, text] as [string, string]] : flat(text, `${before}${name}.`),
		);
	const german = JSON.parse(readFileSync(join(root, 'node-red/locales/de/outlook-draft.json'), 'utf8'))[
		'outlook-draft'
	];
	const inGerman = new Map(flat(german));
	const spoken = new Set(inGerman.values());
	/** Our texts that would be English there. */
	const english = new Set(
		flat(locale()['outlook-draft'])
			.filter(([path, text]) => inGerman.get(path) !== text && !spoken.has(text))
			.map(([, text]) => text),
	);

	/** What the dialog says to somebody, shown at the moment or not. */
	const said = async (): Promise<string[]> =>
		await page.evaluate(() => {
			const dialog = (globalThis as any).document.querySelector('#red-ui-editor-stack');
			const texts: string[] = [];
			for (const element of dialog.querySelectorAll('*')) {
				for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.textContent);
				for (const name of ['title', 'placeholder', 'aria-label']) texts.push(element.getAttribute(name) ?? '');
			}
			return texts.map((text) => text.trim());
		});
	const edit = async (id: string, sign: string) => {
		await page.evaluate((node) => {
			const { RED } = globalThis as any;
			const found = RED.nodes.node(node);
			if (found.type === 'outlook-account') RED.editor.editConfig('', found.type, node);
			else RED.editor.edit(found);
		}, id);
		await page.locator(sign).waitFor();
		await page.waitForTimeout(400);
	};

	test('no text of ours is left in English', async () => {
		const box = { z: 'tab', x: 200, account: 'account', mailbox: 'support@contoso.com', wires: [[]] };
		await nodeRed.deploy([
			{ id: 'tab', type: 'tab', label: 'Flow' },
			{ id: 'account', type: 'outlook-account', ...nodeRedAccount(simulator.url) },
			{ id: 'draft', type: 'outlook-draft', ...box, y: 100, folderName: 'Drafts' },
			{ id: 'watch', type: 'outlook-watch', ...box, y: 200, interval: '86400', folderName: 'Inbox' },
			{ id: 'new', type: 'outlook-draft', ...box, y: 300, account: '', mailbox: '' },
		]);
		await page.close();
		page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1300, height: 900 } });
		listPageErrors(page, pageErrors);
		await page.goto(nodeRed.url);
		await page.waitForFunction(() => (globalThis as any).RED?.nodes?.node?.('new'));
		const canvas = await page.evaluate(() => {
			const { RED } = globalThis as any;
			const palette = (globalThis as any).document.querySelector('[data-palette-type="outlook-draft"]');
			return {
				labels: ['draft', 'watch', 'new', 'account'].map((id) => RED.utils.getNodeLabel(RED.nodes.node(id))),
				wrong: RED.nodes.node('new').validationErrors,
				palette: palette.textContent.replace(/\s+/g, ' ').trim(),
				words: palette.getAttribute('data-palette-label'),
				help: RED.nodes.getNodeHelp('outlook-draft'),
			};
		});
		expect(canvas).toMatchObject({
			labels: [
				'Entwurf → support@ / Entwürfe',
				'Nachrichten in support@ / Posteingang',
				'Outlook-Entwurf',
				'Outlook-Konto',
			],
			wrong: expect.arrayContaining(['Postfach: darf nicht leer sein']),
			palette: 'Outlook Entwurf',
			words: expect.stringContaining('Genehmigung'),
			help: expect.stringContaining('Eingangsdaten'),
		});

		await edit('draft', '#node-input-operation');
		await says(below('mailbox'), 'In diesem Postfach können Entwürfe erstellt werden.');
		expect(await folder().inputValue()).toBe('Entwürfe');
		const texts: string[] = [];
		// All fields are in the dialog at any time; a reply has words of its own for many of them.
		for (const operation of ['draft:reply', 'draft:create']) {
			await page.selectOption('#node-input-operation', operation);
			texts.push(...(await said()));
		}
		await folder().click();
		await says(words('folder'), '12 Ordner.');
		await page.keyboard.press('Escape');
		await page.getByRole('button', { name: 'Testentwurf erstellen' }).click();
		await says(
			page.locator('#outlook-draft-row-test'),
			'Das füllt später eine Nachricht aus: An (msg.to), Betreff (msg.topic)',
		);
		expect(simulator.store.messages('support@contoso.com')[0]).toMatchObject({ subject: 'Testentwurf aus Node-RED' });
		await picture('german-draft');
		await page.click('#node-dialog-cancel');
		await page.locator('#node-input-operation').waitFor({ state: 'detached' });

		await edit('watch', '#node-input-watchFor');
		await says(below('mailbox'), 'Dieses Postfach kann gelesen werden.');
		await page.selectOption('#node-input-watchFor', 'draft');
		texts.push(...(await said()));
		await picture('german-watch');
		await page.click('#node-dialog-cancel');
		await page.locator('#node-input-watchFor').waitFor({ state: 'detached' });

		await edit('account', '#outlook-account-check');
		texts.push(...(await said()));
		await page.fill('#outlook-account-mailbox', 'support@contoso.com');
		await page.click('#outlook-account-check');
		await says(page.locator('#outlook-account-checked'), 'Es funktioniert. Bitte ansehen, was markiert ist.');
		await says(page.locator('#outlook-account-checks'), 'Das Postfach „support@contoso.com“ kann verwendet werden.');
		expect(await page.locator('#outlook-account-request').inputValue()).toContain('Bitte zurücksenden:');
		for (const way of ['browser', 'paste', 'device']) {
			await page.selectOption('#node-config-input-grantType', 'authorizationCode');
			await page.selectOption('#outlook-account-way', way);
			texts.push(...(await said()));
		}
		await picture('german-account');
		expect(texts).toEqual(
			expect.arrayContaining(['Aktion', 'Wichtigkeit', 'Ereignis', 'Anmelden als', 'mein Postfach']),
		);
		expect([...new Set(texts)].filter((text) => english.has(text))).toEqual([]);
	});
});
