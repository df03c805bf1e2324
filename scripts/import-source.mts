// Imports a shipped module: its own imports name no files, which Node alone cannot follow.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `entry` is relative to the project's folder. */
export async function importSource<T>(entry: string): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-source-'));
	const outfile = join(folder, 'source.mjs');
	await build({
		absWorkingDir: join(import.meta.dirname, '..'),
		entryPoints: [entry],
		outfile,
		bundle: true,
		format: 'esm',
		platform: 'node',
		logLevel: 'warning',
	});
	return await (import(pathToFileURL(outfile).href) as Promise<T>).finally(() =>
		rmSync(folder, { recursive: true, force: true }),
	);
}
