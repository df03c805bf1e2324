// What the documents name is there: pages, headings, pictures, scripts, examples; and the JSON in them can be read.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { pictureOf } from '../../scripts/pictures/examples.mts';

const root = join(import.meta.dirname, '../..');
const DOCUMENTS = ['.', 'docs'].flatMap((folder) =>
	readdirSync(join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name)),
);
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

/** Without what stands between code marks, where brackets are no links. */
const proseOf = (text: string): string => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');

/** The address of a heading, as GitHub makes it. */
const anchorOf = (heading: string): string =>
	heading
		.replace(/[`*_]|\[([^\]]*)\]\([^)]*\)/g, '$1')
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s-]/gu, '')
		.replace(/\s/g, '-');

const anchorsOf = (path: string): string[] =>
	[...readFileSync(path, 'utf8').matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => anchorOf(heading!));

describe.each(DOCUMENTS)('%s', (document) => {
	const text = readFileSync(join(root, document), 'utf8');

	test('each link leads to a file, and to a heading in it', () => {
		const missing = [...proseOf(text).matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)]
			.map(([, target, picture]) => target ?? picture!)
			.filter((target) => !/^(https?|mailto):/.test(target))
			.filter((target) => {
				const [file = '', anchor] = target.split('#');
				const path = file === '' ? join(root, document) : join(root, dirname(document), decodeURIComponent(file));
				if (!existsSync(path)) return true;
				return anchor !== undefined && !anchorsOf(path).includes(anchor);
			});
		expect(missing).toEqual([]);
	});

	test('each command that it names is one of package.json', () => {
		const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
		expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
	});

	test('each JSON in it can be read', () => {
		for (const [, json] of text.matchAll(/^```json\n([\s\S]*?)^```/gm)) expect(() => JSON.parse(json!)).not.toThrow();
	});
});

describe('pictures', () => {
	const folder = join(root, 'docs/pictures');
	const pictures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => name.split(sep).join('/'))
		.filter((name) => statSync(join(folder, name)).isFile());
	const all = DOCUMENTS.map((document) => readFileSync(join(root, document), 'utf8')).join('\n');

	test('each is in a document', () => {
		expect(pictures.filter((name) => !all.includes(`pictures/${name}`))).toEqual([]);
	});

	test('none is larger than 80 KB, and together they have less than 1.5 MB', () => {
		const sizes = pictures.map((name) => statSync(join(folder, name)).size);
		expect(pictures.filter((_name, index) => sizes[index]! > 80_000)).toEqual([]);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000);
	});

	test('each says in words what it shows', () => {
		expect(proseOf(all).match(/!\[\s*\]\(|<img (?![^>]*alt="[^"]+")[^>]*>/g) ?? []).toEqual([]);
	});
});

describe.each([
	['n8n', 'workflows'],
	['Node-RED', 'examples'],
])('the gallery: %s', (host, folder) => {
	const gallery = readFileSync(join(root, 'docs/examples.md'), 'utf8');
	const names = readdirSync(join(root, folder)).map((file) => file.replace(/\.json$/, ''));
	/** From the line with the file's link to the next one. */
	const entryOf = (name: string): string =>
		gallery.split(/^(?=\*\*|## )/m).find((part) => part.startsWith(`**${host}**: [${folder}/${name}.json](`)) ?? '';

	test.each(names)('%s: a heading, its picture, what to set, and the test that runs it', (name) => {
		expect(gallery).toContain(`\n## ${name}\n`);
		const entry = entryOf(name);
		expect(entry).toContain(`](../${folder}/${encodeURIComponent(name)}.json)`);
		expect(entry).toContain(`<img src="pictures/${pictureOf(folder, name)}.webp"`);
		expect(entry).toMatch(/^To set: \w/m);
		const [, file = ''] = /run by `(test\/[\w./-]+\.test\.mts)`/.exec(entry) ?? [];
		expect(existsSync(join(root, file))).toBe(true);
		// Its whole name: "Draft replies" is the beginning of another.
		expect(readFileSync(join(root, file), 'utf8')).toMatch(new RegExp(`['"\`/]${name}(\\.json)?[:'"\`]`));
	});
});

test('README is short, and begins with a picture', () => {
	const readme = readFileSync(join(root, 'README.md'), 'utf8');
	expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150);
	expect(readme.indexOf('![')).toBeLessThan(1_000);
});

test('each page of docs is linked from another', () => {
	const linked = DOCUMENTS.flatMap((document) =>
		[...readFileSync(join(root, document), 'utf8').matchAll(/\]\(([^)\s#]+\.md)/g)].map(([, target]) =>
			relative(root, join(root, dirname(document), target!)),
		),
	);
	const pages = DOCUMENTS.filter((document) => document.startsWith('docs'));
	expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
});
