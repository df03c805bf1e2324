// The simulator's sign-in pages in a real browser: without barriers, and back at the application in the end.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { DEMO_APP, startSimulator, type Simulator } from '../../simulator/server.mts';
import { launchBrowser } from './browser.mts';

let simulator: Simulator;
let browser: Browser;
let page: Page;
/** The application, at an origin of its own: the page's policy must let the browser go there. */
let application: Server;
let redirectUri: string;

beforeAll(async () => {
	simulator = await startSimulator({ switches: { browserSession: 'none', consent: 'asked' } });
	application = createServer((_, response) => void response.end('<title>Application</title>Back.'));
	await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
	redirectUri = `http://127.0.0.1:${(application.address() as AddressInfo).port}/callback`;
	browser = await launchBrowser();
});
beforeEach(async () => {
	simulator.reset();
	page = await browser.newPage();
});
afterEach(() => page.close());
afterAll(async () => {
	await browser?.close();
	application?.closeAllConnections();
	application?.close();
	await simulator?.close();
});

const open = async (scope = 'offline_access Mail.ReadWrite'): Promise<void> => {
	const query = new URLSearchParams({
		client_id: DEMO_APP.clientId,
		response_type: 'code',
		redirect_uri: redirectUri,
		scope,
		state: 's',
	});
	await page.goto(`${simulator.url}/contoso/oauth2/v2.0/authorize?${query}`);
};
const landed = async (): Promise<URLSearchParams> => {
	await page.waitForURL(`${redirectUri}?**`);
	return new URL(page.url()).searchParams;
};

async function expectNoBarriers(): Promise<void> {
	await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
	const { violations } = (await page.evaluate('axe.run()')) as {
		violations: { id: string; nodes: { html: string }[] }[];
	};
	expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
}

test('pick a person, Accept, and back with a code', async () => {
	await open();
	await expectNoBarriers();
	await page.getByLabel('Adele Vance').check();
	await page.getByRole('button', { name: 'Accept' }).click();
	const back = await landed();
	expect([back.get('state'), Boolean(back.get('code'))]).toEqual(['s', true]);
});

test('Cancel', async () => {
	await open();
	await page.getByRole('button', { name: 'Cancel' }).click();
	expect((await landed()).get('error_description')).toMatch(/^AADSTS65004: /);
});

test('a blocked person sees why and another may go on; one who needs an administrator goes back', async () => {
	await open();
	await page.getByLabel('Joni Sherman').check();
	await page.getByRole('button', { name: 'Accept' }).click();
	expect(await page.getByRole('alert').textContent()).toContain('AADSTS53003');
	await expectNoBarriers();
	await page.getByLabel('Diego Siciliani').check();
	await page.getByRole('button', { name: 'Accept' }).click();
	await expectNoBarriers();
	await page.getByRole('button', { name: 'Return to the application' }).click();
	expect((await landed()).get('error_description')).toMatch(/^AADSTS90094: /);
});

test('a device code is typed, and the device gets its token', async () => {
	const post = async (path: string, fields: Record<string, string>): Promise<Record<string, unknown>> =>
		(await (
			await fetch(`${simulator.url}/contoso/oauth2/v2.0/${path}`, {
				method: 'POST',
				body: new URLSearchParams({ client_id: DEMO_APP.clientId, ...fields }),
			})
		).json()) as Record<string, unknown>;
	const device = await post('devicecode', { scope: 'Mail.ReadWrite' });
	await page.goto(String(device.verification_uri));
	await expectNoBarriers();
	await page.getByLabel('Code').fill(String(device.user_code));
	await page.getByRole('button', { name: 'Next' }).click();
	await page.getByLabel('Alex Wilber').check();
	await page.getByRole('button', { name: 'Accept' }).click();
	expect(await page.textContent('main')).toContain('You have signed in');
	const tokens = await post('token', {
		grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
		device_code: String(device.device_code),
	});
	expect(tokens.access_token).toBeTruthy();
});

test('an administrator consents for everyone', async () => {
	await page.goto(
		`${simulator.url}/contoso/adminconsent?${new URLSearchParams({ client_id: DEMO_APP.clientId, redirect_uri: redirectUri })}`,
	);
	await expectNoBarriers();
	await page.getByRole('button', { name: 'Accept' }).click();
	expect((await landed()).get('admin_consent')).toBe('True');
});
