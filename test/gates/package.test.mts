// What n8n, Node-RED and npm ask of the package, checked on the packed tarball.
import { execFileSync, spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { packTarball, PACKAGE_NAME, root } from '../../scripts/hosts/pack.mts';
import { installPackage } from '../../scripts/hosts/n8n.mts';
import { exampleFlow } from '../../scripts/hosts/flows.mts';
import { installTarball, newUserFolder, startNodeRed } from '../../scripts/hosts/node-red.mts';
import { startSimulator } from '../../simulator/server.mts';

const bin = (name: string) => join(root, 'node_modules/.bin', name);
const scratch: string[] = [];
let unpacked = '';

function newFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-gate-'));
	scratch.push(folder);
	return folder;
}

beforeAll(() => {
	unpacked = newFolder();
	execFileSync('tar', ['-xzf', packTarball(), '-C', unpacked, '--strip-components=1']);
});
afterAll(() => scratch.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function filesIn(folder: string, pattern: RegExp): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => pattern.test(file))
		.map((file) => join(folder, file));
}

/** Runs a tool; its output is the message when it fails. */
function run(tool: string, ...args: string[]): void {
	// With jest's NODE_ENV, n8n's rules would take every file for one of their own tests.
	const { status, stdout, stderr } = spawnSync(tool, args, {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, NODE_ENV: 'production' },
	});
	if (status !== 0)
		throw new Error(`${relative(root, tool)} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
}

test('types', () => {
	run(bin('tsc'), '-p', 'tsconfig.json');
	run(bin('tsc'), '-p', 'tsconfig.dev.json');
});

test("n8n's own lint, strict", () => run(bin('n8n-node'), 'lint'));

test('format', () => run(bin('prettier'), '--check', '--log-level', 'warn', '.'));

describe('lint of what is not shipped, and of the size of what is', () => {
	test('finds nothing', () => run(bin('eslint'), '-c', 'eslint.dev.config.mjs', '.'));
	test('it does find a long function and a long line', () => {
		const body = Array.from({ length: 60 }, (_, index) => `\tconsole.log(${index});\n`).join('');
		const code = `// eslint-disable-next-line\nfunction long() {\n${body}}\nlong(/* ${'x'.repeat(140)} */);\n`;
		for (const folder of ['core/graph', 'nodes/OutlookDraft', 'credentials', 'node-red/signIn']) {
			const { stdout } = spawnSync(
				bin('eslint'),
				['-c', 'eslint.dev.config.mjs', '--stdin', '--stdin-filename', `${folder}/long.ts`],
				{ cwd: root, encoding: 'utf8', input: code },
			);
			expect(stdout).toContain('max-lines-per-function');
			expect(stdout).toContain('max-len');
		}
	});
});

describe("n8n's scanner", () => {
	// An ES module without CommonJS form: run by Node itself.
	const scan = (folder: string, patterns: string) =>
		run(
			process.execPath,
			'--input-type=module',
			'-e',
			`
			import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
			const { passed, message, details } = await analyzePackage(${JSON.stringify(folder)}, ${patterns});
			if (!passed) { console.error(message, details); process.exit(1); }
		`,
		);

	test('source leg', () => scan(root, 'SOURCE_FILE_PATTERNS'));
	test('tarball leg', () => scan(unpacked, "['**/*.js', 'package.json']"));
	test('it does find what is forbidden', () => {
		const folder = newFolder();
		cpSync(unpacked, folder, { recursive: true });
		writeFileSync(join(folder, 'dist/bad.js'), "const fs = require('fs'); setTimeout(() => fs.existsSync('.'), 1);\n");
		expect(() => scan(folder, "['**/*.js', 'package.json']")).toThrow('ended with 1');
	});
});

test('dist requires nothing but its own files, node:crypto and, for n8n, n8n-workflow', () => {
	const files = filesIn(join(unpacked, 'dist'), /\.js$/);
	expect(files.length).toBeGreaterThanOrEqual(4);
	for (const file of files) {
		const forN8n = /dist\/(nodes|credentials)\//.test(file.replaceAll('\\', '/'));
		const required = [...readFileSync(file, 'utf8').matchAll(/\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g)].map(
			(match) => match[1],
		);
		const foreign = required.filter(
			(name) => !name.startsWith('.') && name !== 'node:crypto' && !(forN8n && name === 'n8n-workflow'),
		);
		expect({ file: relative(unpacked, file), foreign }).toEqual({ file: relative(unpacked, file), foreign: [] });
	}
});

test('core imports no host and no Node module, and only libraries that are bundled', () => {
	for (const file of filesIn(join(root, 'core'), /\.ts$/)) {
		const imported = [...readFileSync(file, 'utf8').matchAll(/^(?:(?:import|export) .*|\}) from '([^']+)';$/gm)]
			.map((match) => match[1])
			.filter((name) => !name.startsWith('.'));
		for (const name of imported)
			expect([
				'@microsoft/microsoft-graph-client',
				'@microsoft/microsoft-graph-types',
				'htmlparser2',
				'markdown-it',
				'postal-mime',
			]).toContain(name);
		expect(readFileSync(file, 'utf8')).not.toMatch(/from '(\.\.\/)+(nodes|node-red|credentials|simulator)\//);
	}
});

test('the tarball holds what is needed and nothing else, and loads with nothing beside it', () => {
	const { dependencies, peerDependencies, peerDependenciesMeta } = JSON.parse(
		readFileSync(join(unpacked, 'package.json'), 'utf8'),
	) as Record<string, unknown>;
	expect(dependencies ?? {}).toEqual({});
	expect(peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(peerDependenciesMeta).toEqual({ 'n8n-workflow': { optional: true } });
	expect(readdirSync(unpacked).sort()).toEqual([
		'CHANGELOG.md',
		'LICENSE',
		'README.md',
		'dist',
		'examples',
		'package.json',
		'workflows',
	]);
	expect(readFileSync(join(unpacked, 'dist/THIRD-PARTY-NOTICES'), 'utf8')).toMatch(
		/microsoft-graph-client.*\n[\s\S]*markdown-it.*\n[\s\S]*oauth4webapi.*\n[\s\S]*postal-mime/,
	);
	expect(statSync(packTarball()).size).toBeLessThan(750_000);
	// The browser loads it with the editor: one import of core/index.ts in node-red/editor makes it six times as large.
	expect(statSync(join(unpacked, 'dist/node-red/outlook-draft.html')).size).toBeLessThan(400_000);
	const load = createRequire(join(unpacked, 'package.json'));
	expect(load('./dist/core/index.js')).toHaveProperty('RESOURCES');
	expect(load('./dist/node-red/outlook-draft.js')).toEqual(expect.any(Function));
});

test("Node-RED's palette manager adds exactly one package", async () => {
	const userFolder = newUserFolder();
	scratch.push(userFolder);
	await installTarball(userFolder, packTarball());
	const installed = JSON.parse(readFileSync(join(userFolder, 'node_modules/.package-lock.json'), 'utf8')) as {
		packages: object;
	};
	expect(Object.keys(installed.packages)).toEqual([`node_modules/${PACKAGE_NAME}`]);
});

test("Node-RED's palette manager takes the file while Node-RED runs, and a flow works without a restart", async () => {
	const simulator = await startSimulator();
	const nodeRed = await startNodeRed(newUserFolder());
	try {
		const form = new FormData();
		form.set('tarball', new Blob([readFileSync(packTarball())]), basename(packTarball()));
		const answer = await fetch(`${nodeRed.url}/nodes`, { method: 'POST', body: form });
		expect(await answer.json()).toMatchObject({
			name: PACKAGE_NAME,
			nodes: [{ types: ['outlook-account', 'outlook-draft', 'outlook-watch'], enabled: true }],
		});
		await nodeRed.deploy(exampleFlow('Contact form to draft', simulator.url));
		const filledIn = new URLSearchParams({ name: 'Megan', email: 'megan@example.com', message: 'Hello' });
		expect((await fetch(`${nodeRed.url}/contact`, { method: 'POST', body: filledIn })).status).toBe(200);
		expect(simulator.store.messages('support@contoso.com')).toMatchObject([{ isDraft: true }]);
	} finally {
		await nodeRed.stop();
		await simulator.close();
	}
});

test("n8n's installer adds no dependency", async () => {
	const userFolder = newFolder();
	await installPackage(userFolder, packTarball());
	const folder = join(userFolder, '.n8n/nodes/node_modules', PACKAGE_NAME);
	expect(existsSync(join(folder, 'dist/nodes/OutlookDraft/OutlookDraft.node.js'))).toBe(true);
	expect(existsSync(join(folder, 'node_modules'))).toBe(false);
});

describe("Node-RED's scorecard", () => {
	test('every check passes, and the types were really read', () => {
		const card = join(newFolder(), 'card.json');
		const args = [
			'-r',
			join(root, 'test/gates/scorecard-offline.cjs'),
			join(root, 'node_modules/node-red-dev/bin/run'),
			'validate',
			'-p',
			unpacked,
			'-o',
			card,
		];
		const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', input: '' });
		if (!existsSync(card)) throw new Error(`No card was written (${status}):\n${stdout}${stderr}`);
		const checks = JSON.parse(readFileSync(card, 'utf8')) as Record<
			string,
			{ test?: boolean; nodes?: string[]; types?: string[] }
		>;
		const results = Object.entries(checks).filter(([id]) => /^[PND]\d\d$/.test(id));
		expect(results.length).toBeGreaterThanOrEqual(8);
		expect(results.filter(([, { test: passed }]) => passed !== true).map(([id]) => id)).toEqual([]);
		expect(checks.N02.nodes).toEqual(['outlook-draft', 'outlook-watch']);
	});

	test('types and defaults stand in the editor file as literals', () => {
		const html = readFileSync(join(unpacked, 'dist/node-red/outlook-draft.html'), 'utf8');
		expect([...html.matchAll(/registerType\("([^"]+)", \{/g)].map((match) => match[1])).toEqual([
			'outlook-account',
			'outlook-draft',
			'outlook-watch',
		]);
		expect([...html.matchAll(/data-template-name="([^"]+)"/g)].map((match) => match[1])).toEqual([
			'outlook-account',
			'outlook-draft',
			'outlook-watch',
		]);
	});
});

describe('a fresh clone', () => {
	const filesOf = (folder: string) =>
		execFileSync('tar', ['-tzf', join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!)], {
			encoding: 'utf8',
		});
	const npm = (folder: string, ...args: string[]) => {
		// As a person would: nothing of the npm that runs this test.
		const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
		const { status, stdout, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8', env });
		return { status, text: stdout + stderr };
	};
	let clone = '';
	beforeAll(() => {
		clone = newFolder();
		execFileSync('git', ['clone', '--quiet', root, clone]);
	});

	test('is not packed without being built: npm ends and says what to run', () => {
		const { status, text } = npm(clone, 'pack');
		expect(status).not.toBe(0);
		expect(text).toContain('run-npm-run-build-first');
		expect(readdirSync(clone).filter((name) => name.endsWith('.tgz'))).toEqual([]);
	});

	test('published it is built first, and for everybody; then it can be packed, until the build is removed', () => {
		// Installing is not the matter here: whatever npm does by itself is.
		symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'), 'junction');
		const { text } = npm(clone, 'publish', '--dry-run');
		expect(text).toContain('dist/core/index.js');
		expect(text).toContain('dist/nodes/OutlookDraft/OutlookDraft.node.js');
		expect(text).toContain('public access');
		expect(npm(clone, 'pack').status).toBe(0);
		expect(filesOf(clone)).toContain('package/dist/core/index.js');
		rmSync(join(clone, 'dist'), { recursive: true });
		expect(npm(clone, 'pack').status).not.toBe(0);
	});
});
