// Errors call a field by the label that its dialog shows, and only the lists know labels.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { RESOURCES } from '../../../core/fields';
import { labelOf, read } from '../../../core/fields/read';

const root = join(__dirname, '../../../core');
const files = (folder: string): string[] =>
	readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? files(path) : [path];
	});
const sources = files(root).map((path) => ({
	path: path.slice(root.length + 1).replaceAll('\\', '/'),
	text: readFileSync(path, 'utf8'),
}));
const fields = RESOURCES.flatMap(({ operations }) => operations.flatMap((operation) => operation.fields));

test('a field has the same label in every operation, or one that ends in it', () => {
	for (const { name, label } of fields) expect(label.replace(/ \(.*\)$/, '').endsWith(labelOf(name))).toBe(true);
});

test('a refusal names the label', () => {
	expect(() => read.text({ subject: {} }, 'subject')).toThrow('Subject: a text is needed');
	expect(() => read.choice({ replyScope: 'x' }, 'replyScope', ['all'])).toThrow('Reply Goes To: "x" is not known.');
	expect(() => labelOf('nothing')).toThrow('No operation has the field "nothing".');
});

test('no label is typed a second time outside of the lists', () => {
	const labels = [...new Set(fields.map(({ label }) => label))];
	const typed = sources
		.filter(({ path }) => !path.startsWith('fields/'))
		.flatMap(({ path, text }) =>
			[...text.matchAll(/\bread[A-Z]\w*\([^'()]*(?:\([^()]*\))?[^'()]*, '([^']+)'|invalidInput\(\s*['`]([^:'`]+): /g)]
				.map((match) => match[1] ?? match[2]!)
				.filter(
					(label) =>
						labels.includes(label) ||
						/^MIME (From|Text|Base64|File)$|^Plain Text Body$|^Since$|^Custom headers$/.test(label),
				)
				.map((label) => `${path}: ${label}`),
		);
	expect(typed).toEqual([]);
});
