// Puts npm's own question, what is known against these packages, for those that are bundled and no others.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npmProgram } from '../hosts/npm.mts';

export interface Audit {
	/** `name@version` of what was asked about. */
	asked: string[];
	found: Array<{ name: string; severity: string; titles: string[] }>;
	/** Why there is no answer; undefined if there is one. */
	silence?: string;
}

interface Answer {
	error?: unknown;
	message?: string;
	vulnerabilities?: Record<string, { severity: string; via: Array<string | { title: string }> }>;
}

/** Asks the registry that npm uses, or another one. The package has to be built: dist/sbom.cdx.json says what is bundled. */
export function auditBundled(root: string, registry?: string): Audit {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-audit-'));
	try {
		const asked = writeProject(root, folder);
		const options = ['--json', '--package-lock-only', '--ignore-scripts', '--audit-level=none'];
		const [program, first] = npmProgram();
		const args = [...first, 'audit', ...options, ...(registry ? [`--registry=${registry}`] : [])];
		const { stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
		return { asked, ...read(stdout, stderr) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A project whose lock file holds the bundled packages as ours has them. */
function writeProject(root: string, folder: string): string[] {
	const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
	const { components } = json('dist/sbom.cdx.json') as {
		components: Array<{ group?: string; name: string; version: string }>;
	};
	const bundled = new Set(
		components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`),
	);
	const locked = Object.entries(json('package-lock.json').packages as Record<string, { version: string }>)
		.map(([path, entry]) => ({ path, name: path.split('node_modules/').at(-1)!, entry }))
		.filter(({ name, entry }) => bundled.has(`${name}@${entry.version}`))
		.map(({ path, name, entry }) => ({ path, id: `${name}@${entry.version}`, name, version: entry.version }));
	const missing = [...bundled].filter((id) => !locked.some((entry) => entry.id === id));
	if (missing.length > 0) throw new Error(`Bundled, but not in the lock file: ${missing.join(', ')}. Run npm ci.`);

	const manifest = { name: 'bundled', version: '1.0.0', private: true };
	const once = new Map(locked.map(({ id, name, version }) => [id, { name, version }]));
	// Each stands for itself: what one of them needs but we do not bundle is nobody's matter here.
	const packages = Object.fromEntries(
		[...once.values()].map(({ name, version }, index) => [`node_modules/bundled-${index}`, { name, version }]),
	);
	const dependencies = Object.fromEntries(
		[...once.values()].map(({ name, version }, index) => [`bundled-${index}`, `npm:${name}@${version}`]),
	);
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, dependencies }));
	writeFileSync(
		join(folder, 'package-lock.json'),
		JSON.stringify({ ...manifest, lockfileVersion: 3, packages: { '': { ...manifest, dependencies }, ...packages } }),
	);
	return [...once.keys()].sort();
}

function read(stdout: string, stderr: string): Omit<Audit, 'asked'> {
	let answer: Answer = {};
	try {
		answer = JSON.parse(stdout) as Answer;
	} catch {
		// npm itself failed; it says so on standard error.
	}
	if (!answer.vulnerabilities) return { found: [], silence: answer.message ?? (stderr.trim() || 'no answer') };
	const found = Object.entries(answer.vulnerabilities).map(([name, { severity, via }]) => ({
		name,
		severity,
		titles: via.map((cause) => (typeof cause === 'string' ? cause : cause.title)),
	}));
	return { found };
}
