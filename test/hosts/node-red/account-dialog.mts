// The dialog of an account in Node-RED's editor.
import type { Page } from 'playwright-core';
import { DEMO_APP, type Simulator } from '../../../simulator/server.mts';

/** Unfolds what few people need: cloud, addresses, certificate. */
export const openMoreSettings = async (page: Page): Promise<void> =>
	await page.locator('#outlook-account-more').evaluate((details) => details.setAttribute('open', ''));

/** Adds an account, an application in the simulator, in the dialog of a draft node that is open. */
export async function addAccount(
	page: Page,
	simulator: Simulator,
	secret: string = DEMO_APP.clientSecret,
): Promise<void> {
	await page.locator('#node-input-btn-account-add').click();
	await page.selectOption('#node-config-input-grantType', 'clientCredentials');
	await openMoreSettings(page);
	await page.selectOption('#node-config-input-cloud', 'custom');
	await page.fill('#node-config-input-graphUrl', simulator.url);
	await page.fill('#node-config-input-loginUrl', simulator.url);
	await page.fill('#node-config-input-outlookDraftTenantId', DEMO_APP.tenant);
	await page.fill('#node-config-input-outlookDraftClientId', DEMO_APP.clientId);
	await page.fill('#node-config-input-outlookDraftClientSecret', secret);
	await page.click('#node-config-dialog-ok');
	await page.locator('#node-config-input-cloud').waitFor({ state: 'detached' });
}
