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
const onWindows = process.platform === 'win32';
const nodeFolder = join(modules, 'node', 'bin');
const nodeFile = join(nodeFolder, onWindows ? 'node.exe' : 'node');
const stampFile = join(modules, '.installed-from');
const lockHash = createHash('sha256')
	.update(readFileSync(join(root, 'package-lock.json')))
	.digest('hex');

// npm and the tools are started as JavaScript files: their commands are shell scripts on Windows, which need a shell, and a
// shell takes a path with spaces for two.
const npmBeside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
const npmFile = [process.env.npm_execpath ?? '', npmBeside].find(
	(file) => /npm-cli\.js$/.test(file) && existsSync(file),
);

function npm(...args) {
	const [program, first] = npmFile ? [process.execPath, [npmFile]] : ['npm', []];
	const { status } = spawnSync(program, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
	if (status !== 0) process.exit(status ?? 1);
}

/** The file behind a command that one of our development dependencies has. */
function toolFile(tool) {
	const packageAt = (...folders) => JSON.parse(readFileSync(join(...folders, 'package.json'), 'utf8'));
	for (const dependency of Object.keys(packageAt(root).devDependencies)) {
		const { bin } = packageAt(modules, dependency);
		const file = typeof bin === 'string' ? dependency.split('/').at(-1) === tool && bin : bin?.[tool];
		if (file) return join(modules, dependency, file);
	}
	process.stderr.write(`No development dependency has a command ${tool}.\n`);
	process.exit(1);
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
// Windows calls it Path, and takes one of two that differ in case.
const pathName = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
const path = [nodeFolder, join(modules, '.bin'), process.env[pathName]].join(delimiter);
const env = { ...process.env, [pathName]: path, ...(npmFile ? { npm_execpath: npmFile } : {}) };
// Meant for this folder alone (.npmrc): n8n packs what is installed in its editor in a folder of its own.
delete env.npm_config_pack_destination;
let all = [nodeFile, /\.m[jt]s$/.test(name) ? join(root, name) : toolFile(name), ...args];
// Code that runs away inside a test is to end that test, not the machine: in megabytes, what JavaScript may hold, and what
// the whole process may (buffers are no part of the former).
if (['jest', 'stryker'].includes(name)) {
	env.NODE_OPTIONS = `--max-old-space-size=2048 ${env.NODE_OPTIONS ?? ''}`.trim();
	if (!onWindows) all = ['sh', '-c', 'ulimit -d 6291456 2>/dev/null; exec "$0" "$@"', ...all];
}
const child = spawn(all[0], all.slice(1), { cwd: root, stdio: 'inherit', env });
// On Windows Ctrl-C reaches the child by itself, and to signal is to kill: it could not end in its own way.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => onWindows || child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
