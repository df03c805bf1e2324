// Debian's Chromium, driven by playwright-core.
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Without network access of its own: nothing but the tests' pages on this computer is asked for. */
const ARGUMENTS = [
	'--disable-gpu',
	'--disable-dev-shm-usage',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--no-first-run',
];

export async function launchBrowser(): Promise<Browser> {
	if (!existsSync(CHROMIUM))
		throw new Error(`${CHROMIUM} is missing. Install Debian's package chromium, or name another Chromium in CHROMIUM.`);
	return await chromium.launch({ executablePath: CHROMIUM, headless: true, args: ARGUMENTS });
}

/**
 * Lists the errors of a page of Node-RED's editor as they come, but for those that are Node-RED's alone, with no line of this package
 * on the way: on a busy computer it shows its first tip before it has made the place for it ("reading 'html'").
 */
export function listPageErrors(page: Page, errors: string[]): void {
	page.on('pageerror', ({ message, stack = '' }) => {
		const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
		const isNodeRed =
			lines.length > 0 && lines.every((line) => /\/(red|vendor)\/[\w./-]+\.js(\?[^:]*)?:\d+/.test(line));
		if (!isNodeRed) errors.push(`${message}\n${stack}`);
	});
}
