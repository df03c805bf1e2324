// Debian's Chromium, driven by playwright-core.
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

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
