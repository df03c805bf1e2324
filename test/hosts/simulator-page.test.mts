// The simulator's page in a real Chromium: what a person sees and does, with the keyboard too; accessibility by axe-core.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../simulator/server.mts';
import { service, type Service } from '../support/network.mts';
import { launchBrowser } from './browser.mts';

type Json = Record<string, unknown>;

const SUPPORT = 'support@contoso.com';
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNgaGjAg4avdEMDALfGW4FEEzMDAAAAAElFTkSuQmCC';
const PHONE = { width: 360, height: 740 };

let simulator: Simulator;
let browser: Browser;
const pages: Page[] = [];
const pageErrors: string[] = [];

beforeAll(async () => {
	simulator = await startSimulator();
	browser = await launchBrowser();
});
afterAll(async () => {
	await browser?.close();
	await simulator?.close();
});
beforeEach(() => simulator.reset());
afterEach(async () => {
	await Promise.all(pages.splice(0).map(async (page) => await page.close()));
	expect(pageErrors.splice(0)).toEqual([]);
});

async function open(address: string, options: { dark?: boolean; phone?: boolean; url?: string } = {}): Promise<Page> {
	const page = await browser.newPage({
		viewport: options.phone ? PHONE : { width: 1280, height: 800 },
		colorScheme: options.dark ? 'dark' : 'light',
	});
	pages.push(page);
	page.on('pageerror', (error) => pageErrors.push(error.message));
	await page.goto((options.url ?? simulator.url) + address);
	return page;
}

async function create(message: Json, mailbox = SUPPORT, folder = 'drafts'): Promise<{ id: string }> {
	const response = await fetch(`${simulator.url}/v1.0/users/${mailbox}/mailFolders/${folder}/messages`, {
		method: 'POST',
		headers: {
			Authorization: `Bearer ${simulator.issueToken({ kind: 'application' })}`,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify(message),
	});
	expect(response.status).toBe(201);
	return (await response.json()) as { id: string };
}

const to = (address: string, name?: string): Json => ({ emailAddress: { address, ...(name ? { name } : {}) } });
const file = (name: string, content: Buffer | string, more: Json = {}): Json => ({
	'@odata.type': '#microsoft.graph.fileAttachment',
	name,
	contentType: 'text/plain',
	contentBytes: Buffer.from(content).toString('base64'),
	...more,
});
const html = (content: string): Json => ({ contentType: 'html', content });
const at = ({ id }: { id: string }, view = 'message'): string =>
	`/#${new URLSearchParams({ mailbox: SUPPORT, message: id, view })}`;

const rich = {
	subject: 'Price list',
	importance: 'high',
	categories: ['Red category'],
	isReadReceiptRequested: true,
	flag: {
		flagStatus: 'flagged',
		startDateTime: { dateTime: '2026-12-01T00:00:00', timeZone: 'UTC' },
		dueDateTime: { dateTime: '2026-12-04T00:00:00', timeZone: 'UTC' },
	},
	toRecipients: [to('alex@example.com', 'Alex Wilber')],
	ccRecipients: [to('anna@fabrikam.com', 'Anna')],
	bccRecipients: [to('archive@contoso.com')],
	replyTo: [to('sales@contoso.com')],
	internetMessageHeaders: [{ name: 'x-ticket', value: 'C-417' }],
	body: html('<p>Hello <b>Alex</b> <img src="cid:logo" alt="logo"></p>'),
	attachments: [
		file('list.txt', 'one\ntwo'),
		file('logo.png', Buffer.from(PNG, 'base64'), { contentType: 'image/png', isInline: true, contentId: 'logo' }),
	],
};

const subject = (page: Page) => page.locator('#subject');
const row = (page: Page, text: string) => page.locator('#messages button', { hasText: text });
const focused = async (page: Page): Promise<string> =>
	await page.evaluate(() => {
		const element = (globalThis as any).document.activeElement;
		return element.id || element.textContent;
	});

/** Findings that keep people from using a page. The mail's own frame is left out: it is what somebody sent. */
async function seriousFindings(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const { violations } = await page.evaluate(
		async () =>
			await (globalThis as any).axe.run((globalThis as any).document, { iframes: false, resultTypes: ['violations'] }),
	);
	return violations
		.filter(({ impact }: Json) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }: any) => `${id}: ${nodes.map((node: any) => node.html).join(' ')}`);
}

const isTooWide = async (page: Page): Promise<boolean> =>
	await page.evaluate(() => {
		const { documentElement } = (globalThis as any).document;
		const panes = [...(globalThis as any).document.querySelectorAll('.pane, .sheet')];
		return [documentElement, ...panes].some((one) => one.scrollWidth > one.clientWidth);
	});

describe('reading', () => {
	test('everything about a draft, in three views', async () => {
		const page = await open(at(await create(rich)));
		await subject(page).waitFor();
		const text = await page.locator('#message').innerText();
		for (const shown of [
			'Price list',
			'Draft',
			'High importance',
			'Red category',
			'Read receipt requested',
			'Flagged, start',
			'Support (owner of this mailbox)',
			'Alex Wilber alex@example.com',
			'anna@fabrikam.com',
			'archive@contoso.com',
			'sales@contoso.com',
			'x-ticket',
			'C-417',
			'list.txt',
			'text/plain',
			'logo.png',
			'inline',
		])
			expect(text).toContain(shown);
		const picture = page.frameLocator('iframe').getByAltText('logo');
		await picture.waitFor();
		// A sandboxed frame answers no script of the page, but the browser's own tools read it.
		await expect(picture.evaluate((image: any) => image.decode().then(() => image.naturalWidth))).resolves.toBe(10);

		await page.getByRole('tab', { name: 'Message' }).press('ArrowRight');
		await page
			.getByRole('cell', { name: 'text/plain' })
			.or(page.getByText('Header lines of the MIME source'))
			.first()
			.waitFor();
		expect(await page.getByRole('tab', { name: 'Headers' }).getAttribute('aria-selected')).toBe('true');
		expect(await focused(page)).toBe('tab-headers');
		expect(await page.getByRole('tabpanel').innerText()).toMatch(/x-ticket\s+C-417/);
		await page.keyboard.press('End');
		await page.getByRole('region', { name: 'MIME source' }).waitFor();
		expect(await page.getByRole('tabpanel').innerText()).toContain('Content-Type: multipart/mixed');
		expect(page.url()).toContain('view=source');
		await page.reload();
		await page.getByRole('region', { name: 'MIME source' }).waitFor();
	});

	test('an attachment is downloaded', async () => {
		const page = await open(at(await create(rich)));
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'list.txt' }).click(),
		]);
		expect(download.suggestedFilename()).toBe('list.txt');
		expect(readFileSync(await download.path(), 'utf8')).toBe('one\ntwo');
	});
});

describe('hostile mail', () => {
	let stranger: Service;
	beforeAll(async () => {
		stranger = await service((_request, response) => response.end('x'));
	});
	afterAll(async () => await stranger.close());

	test('runs nothing, asks nobody, goes nowhere', async () => {
		const url = stranger.url;
		const content = `<script>parent.document.title='ran'; fetch('${url}/script')</script><img src=x onerror="fetch('${url}/error')"><img src="${url}/picture"><svg onload="fetch('${url}/svg')"><script>fetch('${url}/svgscript')</script></svg>
			<iframe src="${url}/frame"></iframe><iframe srcdoc="<script>fetch('${url}/srcdoc')</script>"></iframe><object data="${url}/object"></object><embed src="${url}/embed"><link rel="stylesheet" href="${url}/style"><link rel="preconnect" href="${url}">
			<style>@import "${url}/import"; body { background: url(${url}/background) } @font-face { font-family: a; src: url(${url}/font) } p { font-family: a }</style><meta http-equiv="refresh" content="0;url=${url}/refresh"><base href="${url}/base/"><p>text</p>
			<video src="${url}/video" poster="${url}/poster" autoplay></video><form action="${url}/form"><button>go</button></form><a href="${url}/link" target="_self">same</a> <a href="${url}/top" target="_top">top</a> <a href="${url}/blank" ping="${url}/ping">new</a> <a href="javascript:fetch('${url}/js')">js</a>`;
		const page = await open(at(await create({ ...rich, body: html(content) })));
		const dialogs: string[] = [];
		page.on('dialog', (dialog) => {
			dialogs.push(dialog.message());
			void dialog.dismiss();
		});
		const body = page.frameLocator('#message iframe');
		for (const name of ['same', 'top', 'new', 'js']) await body.getByText(name, { exact: true }).click();
		await body.getByText('go', { exact: true }).click();
		await page.waitForTimeout(500);
		expect(await page.title()).toBe('Price list - Outlook simulator');
		expect(page.url()).toContain(simulator.url);
		expect(await page.getByText('Pictures from other sites are not loaded').count()).toBe(1);
		expect(await body.getByText('text', { exact: true }).count()).toBe(1);
		expect(page.context().pages()).toHaveLength(1);
		expect(stranger.requests.map((request) => request.url)).toEqual([]);
		expect(dialogs).toEqual([]);
	});

	test('texts are shown as texts, everywhere', async () => {
		const evil = `<img src=x onerror="document.title='ran'">"'&lt;script>`;
		const message = {
			subject: evil,
			categories: [evil],
			from: to(evil, evil),
			toRecipients: [to(evil, evil), to('a@contoso.com', '\u202eevil')],
			ccRecipients: [to('', evil)],
			internetMessageHeaders: [{ name: 'x-a', value: evil }],
			body: { contentType: 'text', content: evil },
			attachments: [file(evil, 'x', { contentType: evil }), file('javascript:1', 'x')],
			singleValueExtendedProperties: [{ id: 'String {66f5a359-4659-4830-9070-00047ec6ac6e} Name <b>', value: evil }],
		};
		simulator.store.addMailbox({ displayName: evil, userPrincipalName: 'evil@contoso.com' });
		simulator.store.addFolder(SUPPORT, 'inbox', evil);
		const draft = await create(message);
		for (const view of ['message', 'headers', 'source']) {
			const page = await open(at(draft, view));
			await subject(page).waitFor();
			expect(await subject(page).textContent()).toBe(evil);
			expect(await row(page, 'onerror').count()).toBe(1);
			expect(
				await page.locator('#message img, #messages img, #folders img, #mailbox img, #message script').count(),
			).toBe(0);
			expect(await page.title()).toBe(`${evil} - Outlook simulator`);
			for (const link of await page.locator('#message a').all())
				expect(await link.getAttribute('href')).toMatch(/^\/simulator\/(?:attachment|eml)\?/);
		}
		const page = await open(at(draft));
		expect(await page.locator('#message pre').innerText()).toBe(evil);
		expect(await page.locator('.file-name').first().textContent()).toBe(evil);
		expect(await page.locator('.badge.category').textContent()).toBe(evil);
		await page.getByRole('searchbox').fill(evil.slice(0, 30));
		await page.getByText('1 of 1 message').waitFor();
	});
});

describe('editing', () => {
	test.each([
		['light', {}],
		['dark', { dark: true }],
		['narrow', { phone: true }],
	])(
		'%s: recipients and subject change, the text with its formatting stays until it is typed over',
		async (_, options) => {
			const page = await open(at(await create(rich)), options);
			await page.getByRole('button', { name: 'Edit' }).press('Enter');
			await page.locator('#edit-to').waitFor();
			expect(await focused(page)).toBe('edit-to');
			expect(await page.locator('#edit-to').inputValue()).toBe('Alex Wilber <alex@example.com>');
			expect([await seriousFindings(page), await isTooWide(page)]).toEqual([[], false]);
			await page.locator('#edit-to').fill('"Doe, J" <j@example.com>; b@example.com');
			await page.locator('#edit-subject').fill('Price list 2027');
			// What is being typed stays, whatever else happens.
			await create({ subject: 'Meanwhile' });
			await row(page, 'Meanwhile').waitFor({ state: 'attached' });
			await page.locator('#edit-subject').press('Enter');
			await subject(page).filter({ hasText: 'Price list 2027' }).waitFor();
			await page.getByRole('button', { name: 'Send' }).waitFor();
			const stored = () => simulator.store.messages(SUPPORT)[0];
			expect(stored().toRecipients).toEqual([to('j@example.com', 'Doe, J'), to('b@example.com')]);
			expect([stored().body.content.includes('<b>Alex</b>'), stored().attachments.length]).toEqual([true, 2]);
			await page.getByRole('button', { name: 'Edit' }).click();
			await page.locator('#edit-text').fill('Hello <all>\nBye');
			await page.getByRole('button', { name: 'Save' }).click();
			await page.getByRole('button', { name: 'Send' }).waitFor();
			expect(stored().body.content).toContain('<div>Hello &lt;all&gt;<br>Bye</div>');
			await page.getByRole('button', { name: 'Edit' }).click();
			await page.locator('#edit-subject').fill('never kept');
			await page.getByRole('button', { name: 'Cancel' }).click();
			await page.getByRole('button', { name: 'Send' }).waitFor();
			expect(stored().subject).toBe('Price list 2027');
		},
	);

	test('what was sent has no Edit', async () => {
		const draft = await create({ subject: 'Gone', toRecipients: [to('a@example.com')] });
		const sent = await simulator.person(SUPPORT).send(draft.id);
		const page = await open(at({ id: sent.id }));
		await subject(page).waitFor();
		expect(await page.getByRole('button', { name: 'Edit' }).count()).toBe(0);
	});
});

describe('sending', () => {
	test('a draft moves to Sent Items, and what is read next is up to the person', async () => {
		await create({ subject: 'Other draft' });
		const page = await open(at(await create(rich)));
		await page.getByRole('button', { name: 'Send' }).press('Enter');
		await page.getByText('Sent, inside the simulator: Price list').waitFor();
		expect(await row(page, 'Price list').count()).toBe(0);
		expect(await row(page, 'Other draft').count()).toBe(1);
		expect(await focused(page)).toBe('folder-title');
		await page.getByRole('button', { name: 'Show' }).click();
		await page.locator('#folder-title', { hasText: 'Sent Items' }).waitFor();
		await subject(page).waitFor();
		expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(0);
		expect(await page.locator('#message').innerText()).toContain('Support support@contoso.com');
		expect(simulator.store.messages(SUPPORT).map(({ subject: text, isDraft }) => [text, isDraft])).toEqual([
			['Other draft', true],
			['Price list', false],
		]);
	});

	test("without recipients it is refused in Graph's words, with the way out", async () => {
		const page = await open(at(await create({ subject: 'Nobody' })));
		await page.getByRole('button', { name: 'Send' }).click();
		const said = await page.getByRole('alert').filter({ hasText: 'Not sent.' }).innerText();
		expect(said).toContain(
			"400 ErrorInvalidRecipients: At least one recipient is not valid., A message can't be sent because it contains no recipients.",
		);
		expect(said).toContain('Let the workflow fill in To, Cc or Bcc');
		expect(await seriousFindings(page)).toEqual([]);
		expect(simulator.store.messages(SUPPORT)).toMatchObject([{ isDraft: true }]);
	});
});

describe("finding one's way", () => {
	test('a first draft opens by itself; later ones are told, and do not disturb reading', async () => {
		const page = await open('/');
		await page.getByText('No drafts yet').waitFor();
		await page.getByText('Waiting for the first draft').waitFor();
		expect(await page.locator('#list-empty').innerText()).toContain(`${simulator.url}/v1.0`);
		await create({ subject: 'First' });
		await subject(page).filter({ hasText: 'First' }).waitFor();
		await create({ subject: 'Second' });
		await row(page, 'Second').waitFor();
		await create({ subject: 'Elsewhere' }, 'sales@contoso.com');
		await page.getByText('New in Sales: Elsewhere').waitFor();
		expect(await subject(page).innerText()).toBe('First');
	});

	test('mailboxes in groups, folders with counts, search, keys', async () => {
		for (const text of ['One', 'Two', 'Three'])
			await create({ subject: text, body: { contentType: 'text', content: `Body of ${text}` } });
		await create({ subject: 'Unread', isRead: false }, SUPPORT, 'inbox');
		const page = await open(`/#mailbox=${SUPPORT}&folder=drafts`);
		await row(page, 'Three').waitFor();
		expect(
			await page.locator('#mailbox optgroup').evaluateAll((groups) => groups.map((group: any) => group.label)),
		).toEqual(['People', 'Shared mailboxes', 'Guests']);
		await page.getByRole('button', { name: 'Inbox 1 message, 1 unread' }).waitFor();
		expect(await page.getByRole('button', { name: 'Drafts 3 messages' }).getAttribute('aria-current')).toBe('true');

		await page.getByRole('searchbox').fill('body two');
		await page.getByText('1 of 3 messages').waitFor();
		await row(page, 'Three').waitFor({ state: 'detached' });
		await page.getByRole('searchbox').fill('no such thing');
		await page.getByRole('button', { name: 'Clear the search' }).click();
		await row(page, 'Three').waitFor();
		expect(await focused(page)).toBe('search');

		await page.keyboard.press('Tab');
		expect(await focused(page)).toContain('Three');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await subject(page).filter({ hasText: 'One' }).waitFor();
		expect(await focused(page)).toContain('One');

		await page.locator('#mailbox').selectOption('sales@contoso.com');
		await page.getByText('No drafts yet').waitFor();
		await page.getByRole('button', { name: 'Sent Items' }).click();
		await page.getByText('Nothing sent yet').waitFor();
		await page.getByRole('button', { name: 'Projects' }).click();
		await page.getByText('Projects is empty').waitFor();
	});

	test('links skip to the list and to the message, and leave the address alone', async () => {
		const page = await open(at(await create(rich)));
		await subject(page).waitFor();
		const address = page.url();
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		expect(await focused(page)).toContain('Price list');
		await page.getByRole('link', { name: 'Skip to the message' }).focus();
		await page.keyboard.press('Enter');
		expect(await focused(page)).toBe('reading');
		expect(page.url()).toBe(address);
	});

	test('a message that is gone is said to be gone', async () => {
		const draft = await create({ subject: 'Soon gone' });
		const page = await open(at(draft));
		await subject(page).waitFor();
		const mailbox = simulator.store.find(SUPPORT)!;
		simulator.store.purge(mailbox, simulator.store.message(mailbox, draft.id)!);
		await page.getByText('This message is no longer there').waitFor();
	});

	test('reset asks first', async () => {
		await create({ subject: 'Kept' });
		const page = await open(`/#mailbox=${SUPPORT}&folder=drafts`);
		await row(page, 'Kept').waitFor();
		await page.getByRole('button', { name: 'Reset mailboxes' }).click();
		expect(await seriousFindings(page)).toEqual([]);
		await page.keyboard.press('Escape');
		expect(simulator.store.messages(SUPPORT)).toHaveLength(1);
		await page.getByRole('button', { name: 'Reset mailboxes' }).click();
		await page.getByRole('button', { name: 'Reset', exact: true }).click();
		await page.getByText('The mailboxes are as they were at the start.').waitFor();
		expect(simulator.store.messages(SUPPORT)).toEqual([]);
	});

	test('says when the simulator is gone, and goes on when it is back', async () => {
		let other = await startSimulator();
		const { port } = new URL(other.url);
		const page = await open('/', { url: other.url });
		await page.getByText('No drafts yet').waitFor();
		await other.close();
		await page.getByText('The simulator does not answer.').waitFor();
		expect(await seriousFindings(page)).toEqual([]);
		await page.getByRole('button', { name: 'Reset mailboxes' }).click();
		await page.getByRole('button', { name: 'Reset', exact: true }).click();
		await page.getByRole('alert').filter({ hasText: 'The simulator does not answer.' }).waitFor();
		await page.getByRole('button', { name: 'Keep everything' }).click();
		other = await startSimulator({ port: Number(port) });
		await page.locator('#connection').waitFor({ state: 'hidden' });
		const mailbox = other.store.find(SUPPORT)!;
		other.store.create(mailbox, other.store.folder(mailbox, 'drafts')!, {
			...simulatorDraft(),
			subject: 'After the restart',
		});
		await page.getByText('After the restart').first().waitFor();
		await other.close();
	});
});

/** A message as the store takes it. */
function simulatorDraft() {
	return {
		subject: '',
		body: { contentType: 'text' as const, content: '' },
		importance: 'normal' as const,
		toRecipients: [],
		ccRecipients: [],
		bccRecipients: [],
		replyTo: [],
		from: null,
		sender: null,
		categories: [],
		flag: { flagStatus: 'notFlagged' as const },
		inferenceClassification: 'focused' as const,
		isRead: true,
		isReadReceiptRequested: false,
		isDeliveryReceiptRequested: false,
		internetMessageId: null,
		internetMessageHeaders: [],
		attachments: [],
		extensions: [],
		singleValueExtendedProperties: [],
		multiValueExtendedProperties: [],
	};
}

describe('switches', () => {
	test('are listed with their source, changed, marked and set back', async () => {
		const page = await open('/');
		await page.getByRole('link', { name: 'Switches' }).click();
		const second = await open('/simulator/switches');
		const one = (name: string, on = page) => on.locator(`#switch-${name}`);
		await one('mimeAtFolderUrl').waitFor();
		expect(await page.locator('.switch').count()).toBe(Object.keys(simulator.switches).length);
		expect(await one('mimeAtFolderUrl').innerText()).toMatch(/OBS docs#16368[^]*Standard: refused/);
		expect(await page.locator('#changed').innerText()).toBe('All switches are at their standard.');

		await page.getByLabel('mimeAtFolderUrl').selectOption('accepted');
		await page.getByText('1 switch is changed.').waitFor();
		expect(simulator.switches.mimeAtFolderUrl).toBe('accepted');
		expect(await one('mimeAtFolderUrl').innerText()).toContain('changed');
		await one('mimeAtFolderUrl', second).getByText('changed').waitFor();

		await page.getByLabel('filterLagMs').fill('-3');
		await page.keyboard.press('Enter');
		await one('filterLagMs').getByText('Not changed. Enter a whole number, 0 or more.').waitFor();
		expect(simulator.switches.filterLagMs).toBe(0);
		expect(await seriousFindings(page)).toEqual([]);
		await page.getByLabel('filterLagMs').fill('8000');
		await page.keyboard.press('Enter');
		await page.getByText('2 switches are changed.').waitFor();
		expect(simulator.switches.filterLagMs).toBe(8000);
		await page.getByLabel('locationHeader').selectOption('off');
		await page.getByText('3 switches are changed.').waitFor();
		expect(simulator.switches.locationHeader).toBe(false);

		await one('filterLagMs').getByRole('button').click();
		await page.getByText('2 switches are changed.').waitFor();
		expect(await focused(page)).toBe('value-filterLagMs');
		await page.getByRole('button', { name: 'Set all back' }).click();
		await page.getByText('All switches are at their standard.').waitFor();
		expect([
			simulator.switches.mimeAtFolderUrl,
			simulator.switches.filterLagMs,
			simulator.switches.locationHeader,
		]).toEqual(['refused', 0, true]);
	});
});

describe('on a phone', () => {
	test('one pane at a time, with the way back', async () => {
		await create(rich);
		const page = await open(`/#mailbox=${SUPPORT}&folder=drafts`, { phone: true });
		await row(page, 'Price list').click();
		await subject(page).waitFor();
		expect(await page.locator('#messages').isVisible()).toBe(false);
		expect(await focused(page)).toBe('reading');
		await page.getByRole('button', { name: 'Back to the list' }).click();
		expect(await focused(page)).toContain('Price list');
		expect(await page.locator('#message').isVisible()).toBe(false);
		await page.getByRole('button', { name: 'Back to folders' }).click();
		await page.getByRole('button', { name: 'Sent Items' }).click();
		await page.getByText('Nothing sent yet').waitFor();
		expect(await isTooWide(page)).toBe(false);
	});
});

describe('accessibility', () => {
	// Colours do not depend on the width, nor the layout on the colours.
	const looks = [{ dark: true }, { phone: true }];
	const long = {
		...rich,
		subject: 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(5),
		internetMessageHeaders: [{ name: 'x-long', value: 'v'.repeat(400) }],
		attachments: [file(`${'n'.repeat(200)}.txt`, 'x'), ...rich.attachments],
	};

	test.each(looks)('no serious finding, nothing too wide: %j', async (look) => {
		const draft = await create(rich);
		const addresses = [
			at(draft),
			at(draft, 'headers'),
			at(draft, 'source'),
			`/#mailbox=${SUPPORT}&folder=drafts`,
			`/#mailbox=${SUPPORT}&folder=sentitems`,
			at(await create(long)),
			'/simulator/switches',
		];
		simulator.switches.filterLagMs = 5;
		for (const address of addresses) {
			const page = await open(address, look);
			await page.locator('#panel, #switch-htmlForm, #list-empty:visible, #messages button:visible').first().waitFor();
			expect([address, await seriousFindings(page), await isTooWide(page)]).toEqual([address, [], false]);
			await page.close();
		}
	});
});
