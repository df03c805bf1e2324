import type { Page } from 'playwright-core';

/** What axe-core calls serious in a part of a page; Node-RED's own traps for the focus are left out. */
export async function seriousFindings(page: Page, part: string): Promise<string[]> {
	await page.addScriptTag({ path: require.resolve('axe-core') });
	return await page.evaluate(async (include) => {
		const { violations } = await (globalThis as any).axe.run(
			{ include, exclude: ['[id^=red-ui-trap]'] },
			// The rest of its report is not looked at.
			{ resultTypes: ['violations'] },
		);
		return violations
			.filter(({ impact }: any) => impact === 'serious' || impact === 'critical')
			.flatMap(({ id, nodes }: any) => nodes.map(({ html }: any) => `${id}: ${html.slice(0, 200)}`));
	}, part);
}
