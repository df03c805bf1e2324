// npm run freeze: takes down the names, values and defaults of this version, and a saved workflow and flow for each operation,
// as far as they are not there yet. Every later version has to know and to run them (test/frozen).
//   npm run freeze              after adding a field, a value or an operation
//   npm run freeze -- --anew    everything again; only as long as nothing is released
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const FREEZE = process.argv.includes('--anew') ? 'anew' : 'new';
for (const args of [['scripts/build.mts'], ['scripts/run.mjs', 'jest', '--runInBand', 'test/frozen/']]) {
	const { status } = spawnSync(process.execPath, args, {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, FREEZE },
	});
	if (status !== 0) process.exit(status ?? 1);
}
