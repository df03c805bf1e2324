// What the tests need of others and what is too big for the clone: installed once, beside it.
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from './processes.mts';

const STAMP = '.installed';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** npm in that folder; no package's install script runs unless asked for. */
export async function npm(folder: string, ...args: string[]): Promise<void> {
	await runCommand(
		'npm',
		[args[0], '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...args.slice(1)],
		{ cwd: folder },
	);
}

/**
 * The folder `name` of the cache (`OUTLOOK_DRAFTS_CACHE`, else ~/.cache/outlook-drafts); the first time `install` fills it.
 * What was interrupted is never taken for a good one.
 */
export async function ensureInstalled(
	name: string,
	cost: string,
	install: (folder: string, say: (text: string) => void) => Promise<void>,
): Promise<string> {
	const base = process.env.OUTLOOK_DRAFTS_CACHE ?? join(homedir(), '.cache', 'outlook-drafts');
	const folder = join(base, name);
	if (existsSync(join(folder, STAMP))) return folder;

	say(`Installing ${name} into ${folder}: ${cost}, only the first time ...`);
	mkdirSync(base, { recursive: true });
	const scratch = mkdtempSync(`${folder}-installing-`);
	const removeScratch = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
	process.once('exit', removeScratch);
	const startedAt = Date.now();
	const ticking = setInterval(
		() => say(`  still installing ${name}, ${Math.round((Date.now() - startedAt) / 1000)} s`),
		30_000,
	);
	try {
		await install(scratch, say);
		writeFileSync(join(scratch, STAMP), new Date().toISOString());
		// Another process may have been faster.
		if (!existsSync(join(folder, STAMP))) {
			rmSync(folder, { recursive: true, force: true });
			renameSync(scratch, folder);
		}
	} finally {
		clearInterval(ticking);
		process.off('exit', removeScratch);
		removeScratch();
	}
	say(`${name} is installed.`);
	return folder;
}
