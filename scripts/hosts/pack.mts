// The package as npm would publish it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { npmProgram } from './npm.mts';

/** The repository; scripts and tests both run there. */
export const root = process.cwd();

export const PACKAGE_NAME = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { name: string }).name;

let packed: string | undefined;

/** The tarball that a group of tests shares, whose files are each a process of their own to this module. */
const SHARED = 'OUTLOOK_DRAFTS_TARBALL';

/** Builds and packs the package once in a process, and answers with the tarball's path. */
export function packTarball(): string {
	packed ??= process.env[SHARED] ?? pack();
	return packed;
}

/** For the processes that this one starts. */
export function sharePackedTarball(): void {
	process.env[SHARED] = packTarball();
}

function pack(): string {
	// A folder for each process: two of them may pack at the same time.
	const folder = join(root, '.tmp', `pack-${process.pid}`);
	mkdirSync(folder, { recursive: true });
	removeLeftOvers();
	// The repository's .npmrc switches scripts off, and with them the prepack script, which builds.
	const [program, first] = npmProgram();
	const args = ['pack', '--silent', '--ignore-scripts=false', '--pack-destination', folder];
	const output = execFileSync(program, [...first, ...args], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	return join(folder, output.trim().split('\n').at(-1) ?? '');
}

/** Removes what processes that have ended had packed. */
function removeLeftOvers(): void {
	for (const name of readdirSync(join(root, '.tmp'))) {
		const pid = /^pack-(\d+)$/.exec(name)?.[1];
		if (pid && !isRunning(Number(pid))) rmSync(join(root, '.tmp', name), { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}
