// Writes what a scanner of packages reads (CycloneDX): the third-party code that is inlined into dist/, by esbuild's own account.
import { execFileSync } from 'node:child_process';
import type { Metafile } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The texts of the licences are in THIRD-PARTY-NOTICES; they are not said twice. */
export function writeSbom(root: string, metafile: Metafile, file: string): void {
	const scratch = mkdtempSync(join(tmpdir(), 'outlook-drafts-sbom-'));
	const input = join(scratch, 'metafile.json');
	writeFileSync(input, JSON.stringify(metafile));
	const tool = join(root, 'node_modules/@cyclonedx/cyclonedx-esbuild/bin/cyclonedx-esbuild-cli.js');
	const options = ['--output-reproducible', '--validate', '--mc-type', 'library', '--output-file', file];
	try {
		execFileSync(process.execPath, [tool, ...options, input], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}
