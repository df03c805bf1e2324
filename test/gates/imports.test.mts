// What may import what: the rules are in .dependency-cruiser.cjs.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/hosts/pack.mts';

interface Violation {
	from: string;
	to: string;
	rule: { name: string };
	cycle?: Array<{ name: string }>;
}

/** What is wrong in these folders of `base`, as `rule: file → file`. */
function violations(base: string, ...folders: string[]): string[] {
	const { stdout, stderr } = spawnSync(
		process.execPath,
		[
			join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
			'--config',
			'.dependency-cruiser.cjs',
			'--output-type',
			'json',
			...folders,
		],
		{ cwd: base, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
	);
	if (!stdout.startsWith('{')) throw new Error(stderr || stdout);
	const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[]; totalCruised: number } };
	if (summary.totalCruised < 100) throw new Error(`Only ${summary.totalCruised} files were read.`);
	return summary.violations.map(
		({ rule, from, to, cycle }) => `${rule.name}: ${[from, ...(cycle?.map(({ name }) => name) ?? [to])].join(' → ')}`,
	);
}

test('no circles, no arrow back up in core, and core knows neither host nor Node', () => {
	expect(violations(root, 'core', 'credentials', 'nodes', 'node-red')).toEqual([]);
});

test('it does find what is forbidden', () => {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-imports-'));
	for (const name of ['core', '.dependency-cruiser.cjs', 'tsconfig.json', 'nodes'])
		cpSync(join(root, name), join(folder, name), { recursive: true });
	const write = (name: string, ...imported: string[]) =>
		writeFileSync(join(folder, 'core', name), imported.map((from) => `import '${from}';\n`).join(''));
	write('graph/one.ts', './two', 'node:fs', '../operations/index');
	write('graph/two.ts', './one', '../../nodes/OutlookDraft/OutlookDraft.node');
	write('newRoom.ts', './errors');
	const found = violations(folder, 'core');
	rmSync(folder, { recursive: true });
	for (const [rule, file] of [
		['no-circle', 'core/graph/one.ts'],
		['no-arrow-up-from-graph', 'core/graph/one.ts'],
		['core-needs-no-node', 'core/graph/one.ts'],
		['core-knows-no-host', 'core/graph/two.ts'],
		['every-room-has-a-floor', 'core/newRoom.ts'],
	])
		expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: .*${file}`)));
});
