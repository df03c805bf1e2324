// The languages of Node-RED's dialogs and help: each says all that the English says, and nothing else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locale } from '../../node-red/editor/locale';
import type { Catalogue } from '../../node-red/editor/translate';

const folder = join(__dirname, '../../node-red');
const NODES = ['outlook-account', 'outlook-draft', 'outlook-watch'];

/**
 * Texts that are the same in a language as in English, each with the reason; a star stands for any names. A language that is new
 * begins with an empty list.
 */
const SAME: Record<string, Record<string, string[]>> = {
	de: {
		'the same word': ['label.name', '*.choice.normal', 'field.filter.label'],
		'a colour of the same name': ['field.categoryColor.choice.orange'],
		'as Outlook calls it in German': ['field.cc.label', 'field.bcc.label', 'words.draft-update.*.label'],
		'a name': [
			'*.choice.html',
			'*.choice.markdown',
			'*.choice.base64',
			'*.mimeBase64.label',
			'account.cloud.*',
			'said.platform.web',
		],
		'nothing but what is filled in': ['said.check.refused'],
		'an example': ['*.firstPlaceholder', '*.secondPlaceholder'],
	},
};

/** By path: `field.to.label`. */
function flat(texts: Catalogue, before = ''): Map<string, string> {
	return new Map(
		Object.entries(texts).flatMap(([name, text]) =>
			typeof text === 'string' ? [[`${before}${name}`, text] as const] : [...flat(text, `${before}${name}.`)],
		),
	);
}

const english = flat(locale()['outlook-draft'] as Catalogue);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const languages = readdirSync(join(folder, 'locales'));

/** What is filled in, or means something to a program: the same in all languages. */
const fixed = (text: string): string[] =>
	[
		...text
			.replace(/\{\{.*?\}\}/g, '{{}}')
			.matchAll(/\{\w*\}|\{\{\}\}|__\w+__|https?:\/\/\S+|\b[\w$]+\.[A-Za-z]\w+\b|[#*$@]\w+/g),
	]
		.map(([found]) => found.replace(/[.,;)]+$/, ''))
		.sort();

const matches = (path: string, pattern: string) =>
	new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.+')}$`).test(path);

test('German is there', () => {
	expect(languages).toContain('de');
});

describe.each(languages)('%s', (language) => {
	const own = flat(JSON.parse(read(`locales/${language}/outlook-draft.json`))['outlook-draft']);
	const isSame = (path: string) =>
		Object.values(SAME[language] ?? {})
			.flat()
			.some((pattern) => matches(path, pattern));

	test('has every text', () => {
		expect([...english.keys()].filter((path) => !own.has(path))).toEqual([]);
	});

	test('has no text that nothing shows', () => {
		expect([...own.keys()].filter((path) => !english.has(path))).toEqual([]);
	});

	test('has no text that is empty, or still in English', () => {
		const left = [...own].filter(([path, text]) => text.trim() === '' || (text === english.get(path) && !isSame(path)));
		expect(left).toEqual([]);
		// A reason that holds for nothing hides the next one.
		const patterns = Object.values(SAME[language] ?? {}).flat();
		const equal = [...own].filter(([path, text]) => text === english.get(path)).map(([path]) => path);
		expect(patterns.filter((pattern) => !equal.some((path) => matches(path, pattern)))).toEqual([]);
	});

	test('fills in the same', () => {
		const differing = [...own].flatMap(([path, text]) => {
			const [here, there] = [fixed(text), fixed(english.get(path) ?? '')];
			return path.endsWith('laceholder') || String(here) === String(there) ? [] : [{ path, here, there }];
		});
		expect(differing).toEqual([]);
	});

	describe.each(NODES)('help of %s', (node) => {
		const help = read(`locales/${language}/${node}.md`);
		const helpInEnglish = read(`help/${node}.md`);
		const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);

		test.each([
			['headings', /^(#+) /gm],
			['links', /\]\((.*?)\)/g],
			['properties, with their types', /^: (\w+ \(.*?\)) :/gm],
			['lists', /^( - )/gm],
			['lists of fields', /(<!-- .*? -->)/g],
		])('has the same %s', (_what, pattern) => {
			expect(all(help, pattern)).toEqual(all(helpInEnglish, pattern));
		});

		test('names the same properties, codes and permissions', () => {
			// A path is in the language of the mailbox.
			const codes = (text: string) =>
				[...new Set(all(text, /`([^`\n]+)`/g))].filter((code) => !code.includes('/ACME')).sort();
			expect(codes(help)).toEqual(codes(helpInEnglish));
		});

		test('calls things as the dialog does', () => {
			const said = new Set([...own.values()].map((text) => text.replaceAll('\u00ad', '').replace(/\.$/, '')));
			const named = all(help.replace(/\*\*.*?\*\*|`.*?`/g, ''), /\*([^*]+)\*/g).map((name) =>
				name.replace(/\s+/g, ' '),
			);
			expect(named.filter((name) => !said.has(name) && !ELSEWHERE.includes(name))).toEqual([]);
		});
	});
});

/** What the help names and no text of ours does: Entra's pages, Outlook's buttons, our examples. */
const ELSEWHERE = [
	'Verzeichnis-ID (Mandant)',
	'Anwendungs-ID (Client)',
	'API-Berechtigungen',
	'Web',
	'Rückgängig',
	'Draft replies to what comes in',
	'aus der Liste',
];
