// n8n's editor in Chromium.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { N8n } from '../../../scripts/hosts/n8n.mts';

/** A page on which the owner has signed in. */
export async function signedInEditor(
	browser: Browser,
	{ url, owner }: N8n,
	patience = 30_000,
	options: BrowserContextOptions = { viewport: { width: 1400, height: 950 } },
): Promise<Page> {
	const context = await browser.newContext(options);
	context.setDefaultTimeout(patience);
	const page = await context.newPage();
	await page.goto(`${url}/signin`);
	await page.locator('input[type=email]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.keyboard.press('Enter');
	await page.waitForURL((address) => !address.pathname.includes('signin'));
	return page;
}

/** Opens a workflow and the panel of its node Draft. */
export async function openPanel(page: Page, { url }: N8n, workflow: string): Promise<void> {
	await page.goto(`${url}/workflow/${workflow}`);
	await page.locator('[data-test-id="canvas-node"][data-node-name="Draft"]').dblclick();
	await page.locator('[data-test-id="resource-locator-mailbox"]').waitFor();
}
