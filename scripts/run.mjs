// Runs one of the project's tools with the project's own Node first on PATH, after installing what a fresh clone lacks.
// Plain JavaScript and no dependency: this file must run on whatever Node the machine has, before anything is installed.
//   node scripts/run.mjs scripts/start.mts [args]      a script of this repository
//   node scripts/run.mjs jest [args]                   a command from node_modules/.bin
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const nodeFolder = join(modules, 'node', 'bin');
const stampFile = join(modules, '.installed-from');
const lockHash = createHash('sha256')
	.update(readFileSync(join(root, 'package-lock.json')))
	.digest('hex');

function npm(...args) {
	const { status } = spawnSync('npm', args, {
		cwd: root,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32',
	});
	if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== lockHash) {
	if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
		process.stderr.write(
			'node_modules is a link to another folder, which an install would empty. Remove the link and try again.\n',
		);
		process.exit(1);
	}
	process.stderr.write('Installing the development dependencies (about 3 minutes the first time) ...\n');
	npm('ci', '--no-audit', '--no-fund', '--loglevel=error');
	// The only package whose install script is wanted: it fetches Node 24 for the tools below.
	npm('rebuild', '--ignore-scripts=false', '--loglevel=error', 'node');
	writeFileSync(stampFile, lockHash);
}

const [name, ...args] = process.argv.slice(2);
const path = [nodeFolder, join(modules, '.bin'), process.env.PATH].join(delimiter);
const isScript = /\.m[jt]s$/.test(name);
const command = isScript ? join(nodeFolder, 'node') : join(modules, '.bin', name);
const env = { ...process.env, PATH: path };
// Meant for this folder alone (.npmrc): n8n packs what is installed in its editor in a folder of its own.
delete env.npm_config_pack_destination;
let all = [command, ...(isScript ? [join(root, name)] : []), ...args];
// Code that runs away inside a test is to end that test, not the machine: in megabytes, what JavaScript may hold, and what
// the whole process may (buffers are no part of the former).
if (['jest', 'stryker'].includes(name)) {
	env.NODE_OPTIONS = `--max-old-space-size=2048 ${env.NODE_OPTIONS ?? ''}`.trim();
	if (process.platform !== 'win32') all = ['sh', '-c', 'ulimit -d 6291456 2>/dev/null; exec "$0" "$@"', ...all];
}
const child = spawn(all[0], all.slice(1), { cwd: root, stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
