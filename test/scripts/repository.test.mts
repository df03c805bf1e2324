// What makes the repository usable for strangers: workflows, forms, pages. What they name is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
	publishConfig: unknown;
};

interface Step {
	uses?: string;
	run?: string;
}
interface Workflow {
	on: Record<string, any>;
	permissions: Record<string, string>;
	jobs: Record<string, { steps: Step[]; permissions?: Record<string, string>; needs?: string; container?: string }>;
}

const WORKFLOWS = readdirSync(join(root, '.github/workflows'));
const workflow = (name: string) => parse(read(`.github/workflows/${name}`)) as Workflow;
const steps = (name: string): Step[] => Object.values(workflow(name).jobs).flatMap((job) => job.steps);
const commands = (name: string): string[] => steps(name).flatMap(({ run }) => (run ? [run] : []));

/** npm scripts and files that a command line names. */
function missingOf(command: string): string[] {
	const scripts = [...command.matchAll(/npm (?:run ([\w:-]+)|(test|start)\b)/g)].map((match) => match[1] ?? match[2]);
	const files = [...command.matchAll(/(?:bash|node) ((?:\.\/|\.?\w+\/)[\w./-]+)/g)].map((match) => match[1]);
	return [
		...scripts.filter((name) => !manifest.scripts[name]),
		...files.filter((file) => !existsSync(join(root, file))),
	];
}

describe.each(WORKFLOWS)('workflow %s', (name) => {
	test('runs only scripts that are there', () => {
		expect(commands(name).length).toBeGreaterThan(0);
		expect(commands(name).flatMap(missingOf)).toEqual([]);
	});

	test('may only read, keeps no secret, and its actions are held to a commit', () => {
		expect(workflow(name).permissions).toEqual({ contents: 'read' });
		const text = read(`.github/workflows/${name}`);
		expect(text).not.toContain('secrets.');
		const used = [...text.matchAll(/uses: (.*)/g)].map((match) => match[1]);
		expect(used.length).toBe(steps(name).filter(({ uses }) => uses).length);
		for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});
});

test('it does find a script that is not there', () => {
	expect(missingOf('npm run lint && npm run nothing -- --all')).toEqual(['nothing']);
	expect(missingOf('npm test')).toEqual([]);
	expect(missingOf('bash .ci/walk')).toEqual(['.ci/walk']);
});

test('CI runs what runs before a change lands; the other systems what needs neither Linux nor a browser', () => {
	const { linux, systems } = workflow('ci.yml').jobs;
	const runs = (job: { steps: Step[] }) =>
		job.steps.flatMap(({ run }) => (run && !run.startsWith('git ') ? [run] : []));
	expect(runs(linux)).toEqual(['bash .ci/run']);
	expect(runs(systems)).toEqual(['npm test', 'npm run start:check']);
	// What it needs root and Debian for.
	expect(read('.ci/run')).toContain('apt-get install');
	expect(linux.container).toMatch(/^node:\d+-bookworm$/);
});

test("a release is published by the workflow alone: from a tag, after CI, signed, by n8n's own tool, without a token", () => {
	const { on, jobs } = workflow('publish.yml');
	expect(Object.keys(on)).toEqual(['push']);
	expect(Object.keys(on.push)).toEqual(['tags']);
	expect(jobs.check.steps.map(({ run }) => run)).toContain('bash .ci/run');
	expect(jobs.publish.needs).toBe('check');
	expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	const runs = jobs.publish.steps.flatMap(({ run }) => run ?? []);
	expect(runs.some((run) => run.includes('GITHUB_REF_NAME') && run.includes('package.json'))).toBe(true);
	expect(runs.at(-1)).toBe('npm run release');
	expect(manifest.scripts.release).toBe('n8n-node release');
	expect(manifest.scripts.prepublishOnly).toBe('n8n-node prerelease');
});

describe('issue forms', () => {
	const FORMS = readdirSync(join(root, '.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');
	interface Form {
		name: string;
		description: string;
		body: Array<{ type: string; id?: string; attributes: Record<string, any>; validations?: { required: boolean } }>;
	}
	const form = (name: string) => parse(read(`.github/ISSUE_TEMPLATE/${name}`)) as Form;

	test.each(FORMS)('%s is one that GitHub can read', (name) => {
		const { name: title, description, body } = form(name);
		expect([typeof title, typeof description]).toEqual(['string', 'string']);
		const inputs = body.filter(({ type }) => type !== 'markdown');
		expect(new Set(inputs.map(({ id }) => id)).size).toBe(inputs.length);
		for (const { type, id, attributes } of inputs) {
			expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
			expect(id).toMatch(/^[\w-]+$/);
			expect(typeof attributes.label).toBe('string');
			if (type === 'dropdown')
				expect(attributes.options.every((option: unknown) => typeof option === 'string')).toBe(true);
			if (type === 'checkboxes') expect(attributes.options.every(({ label }: { label: unknown }) => label)).toBe(true);
		}
	});

	test('an error is reported with its request ID, and nothing secret is asked for', () => {
		const { body } = form('bug.yml');
		expect(body.find(({ id }) => id === 'request-id')).toBeDefined();
		expect(body[0].attributes.value).toContain('no client secrets');
		for (const name of FORMS)
			for (const { type, attributes } of form(name).body.filter((part) => part.type !== 'markdown'))
				if (type !== 'checkboxes')
					expect(attributes.label).not.toMatch(/secret|token|password|certificate|tenant|client id/i);
	});

	test('without a form there is no issue, and the pages beside the forms are there', () => {
		const { blank_issues_enabled, contact_links } = parse(read('.github/ISSUE_TEMPLATE/config.yml')) as {
			blank_issues_enabled: boolean;
			contact_links: Array<{ url: string }>;
		};
		expect(blank_issues_enabled).toBe(false);
		for (const { url } of contact_links) {
			const [, page] = /\/blob\/main\/(.*)$/.exec(url) ?? [];
			expect(page === undefined || existsSync(join(root, page))).toBe(true);
		}
	});
});

test.each(['SECURITY.md', 'SUPPORT.md', 'CODE_OF_CONDUCT.md'])(
	'%s leads to a private way, and to no address',
	(file) => {
		expect(read(file)).toMatch(/security\/advisories\/new|SECURITY\.md/);
		expect(read(file)).not.toMatch(/[\w.]+@[\w-]+\.\w+/);
	},
);

test('Renovate knows each library that is bundled, and finds the n8n of the tests', () => {
	const { packageRules, customManagers } = JSON.parse(read('renovate.json')) as {
		packageRules: Array<{ matchPackageNames: string[]; labels?: string[] }>;
		customManagers: Array<{ managerFilePatterns: string[]; matchStrings: string[] }>;
	};
	const { matchPackageNames } = packageRules.find(({ labels }) => labels?.includes('bundled'))!;
	const { components } = JSON.parse(read('dist/sbom.cdx.json')) as {
		components: Array<{ group?: string; name: string }>;
	};
	const bundled = components.map(({ group, name }) => (group ? `${group}/${name}` : name));
	expect(bundled.filter((name) => manifest.devDependencies[name]).sort()).toEqual([...matchPackageNames].sort());
	for (const { managerFilePatterns, matchStrings } of customManagers) {
		const file = managerFilePatterns[0].slice(2, -2).replaceAll('\\', '');
		expect(read(file)).toMatch(new RegExp(matchStrings[0]));
	}
});

test('each npm script starts a file, or a command that one of our own dependencies has', () => {
	const started = Object.values(manifest.scripts).flatMap((script) =>
		[...script.matchAll(/node scripts\/run\.mjs (\S+)/g)].map((match) => match[1]),
	);
	const has = (name: string): boolean =>
		Object.keys(manifest.devDependencies).some((dependency) => {
			const { bin } = JSON.parse(read(`node_modules/${dependency}/package.json`)) as { bin?: string | object };
			return typeof bin === 'string' ? dependency.split('/').at(-1) === name : name in (bin ?? {});
		});
	expect(started.length).toBeGreaterThan(15);
	expect(started.filter((name) => (/\.m[jt]s$/.test(name) ? !existsSync(join(root, name)) : !has(name)))).toEqual([]);
});

describe('docs/verification.md', () => {
	const text = read('docs/verification.md');

	test('each file that it names is there', () => {
		const named = [...text.matchAll(/`((?:\.?[\w-]+\/)+[\w.-]+|[\w.-]+\.(?:md|json|mjs)|LICENSE)`/g)].map(
			(match) => match[1],
		);
		expect(named.length).toBeGreaterThan(40);
		expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
	});

	test('each line names a proof, a page, a command, or who decides', () => {
		const rows = text
			.split('\n')
			.filter((line) => /^\| .* \|$/.test(line) && !/^\| (What is asked|\| What is asked)/.test(line));
		expect(rows.length).toBeGreaterThan(50);
		for (const row of rows.filter((line) => !/shown by \|$|^\| \| \|$|tried/.test(line)))
			expect(row.split('|').at(-2)).toMatch(/`|\]\(|\*\*/);
	});
});
