// The dialog of a draft node in Node-RED's editor.
import type { Page } from 'playwright-core';

/** Opens the dialog of a node that the editor has, and waits until it has slid in. */
export async function openDraftDialog(page: Page, id: string): Promise<void> {
	await page.waitForFunction((node) => (globalThis as any).RED?.nodes?.node?.(node), id);
	await page.evaluate((node) => (globalThis as any).RED.editor.edit((globalThis as any).RED.nodes.node(node)), id);
	await page.locator('#node-input-operation').waitFor();
	await page.waitForTimeout(400);
}

/** Presses Done, and waits until the dialog has slid out. */
export async function finishDraftDialog(page: Page): Promise<void> {
	await page.click('#node-dialog-ok');
	await page.locator('#node-input-operation').waitFor({ state: 'detached' });
	await page.waitForFunction(() => (globalThis as any).RED.editor.getEditStack().length === 0);
	await page.waitForTimeout(600);
}

/** Kind and value of a field's typed input. */
export const typedInput = async (page: Page, field: string): Promise<[type: string, value: string]> =>
	await page.evaluate((name) => {
		const input = (globalThis as any).$(`#node-input-${name}`);
		return [input.typedInput('type'), input.typedInput('value')];
	}, field);
