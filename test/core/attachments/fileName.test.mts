import { cleanFileName } from '../../../core/attachments/fileName';
import { readFiles } from '../../../core/attachments/read';
import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { attachmentBench } from '../../support/attachments.mts';
import { textFile } from '../../support/files.mts';

test.each([
	['offer "final".pdf', 'offer "final".pdf'],
	["it's.pdf", "it's.pdf"],
	['a/b\\c.pdf', 'a_b_c.pdf'],
	['../../etc/passwd', '.._.._etc_passwd'],
	['line\r\nbreak\0.pdf', 'line__break_.pdf'],
	['Übersicht 📎 見積.pdf', 'Übersicht 📎 見積.pdf'],
	['harmless\u202efdp.exe', 'harmless_fdp.exe'],
	['half \ud83d.pdf', 'half _.pdf'],
	['  blanks.pdf ', 'blanks.pdf'],
	['no ending', 'no ending'],
	['.hidden', '.hidden'],
])('%j becomes %j', (name, expected) => expect(cleanFileName(name)).toBe(expected));

test('a long name keeps its ending and whole characters', () => {
	expect(cleanFileName(`${'x'.repeat(300)}.tar.gz`)).toBe(`${'x'.repeat(252)}.gz`);
	const name = cleanFileName(`${'x'.repeat(250)}📎📎📎.pdf`);
	expect(name.length).toBeLessThanOrEqual(255);
	expect(name).toBe(`${'x'.repeat(250)}.pdf`);
	expect(cleanFileName(`a.${'x'.repeat(300)}`)).toHaveLength(255);
});

test('what was changed is said; types that are none are left out; angle brackets of a content id too', () => {
	const { files, warnings } = readFiles([
		textFile('a/b.txt', '', { contentType: 'text/plain\r\nX: y', contentId: '<logo@x>' }),
		textFile('', ''),
		textFile('c.txt', '', { contentType: 'text/plain; charset=utf-8' }),
	]);
	expect(files.map(({ name, contentType, contentId }) => [name, contentType, contentId])).toEqual([
		['a_b.txt', undefined, 'logo@x'],
		['attachment 2', 'text/plain', undefined],
		['c.txt', 'text/plain; charset=utf-8', undefined],
	]);
	expect(warnings).toEqual([expect.stringContaining('"a/b.txt" is attached as "a_b.txt"')]);
});

test.each([['text'], [7], [{}], [[{ name: 'a' }]], [new Array(5)]])('%j is not a list of files', (value) =>
	expect(() => readFiles(value)).toThrow('not a list of files'),
);

test('files of the same name are all there', async () => {
	const simulator: Simulator = await startSimulator();
	const bench = attachmentBench(simulator);
	await bench.run('draft:create', {
		attachments: [textFile('a.txt', '1'), textFile('a.txt', '2'), textFile('b.txt', '')],
	});
	expect(
		bench
			.drafts()
			.at(-1)!
			.attachments.map(({ name, contentBytes }) => [name, contentBytes]),
	).toEqual([
		['a.txt', 'MQ=='],
		['a.txt', 'Mg=='],
		['b.txt', ''],
	]);
	await simulator.close();
});
