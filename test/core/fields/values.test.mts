import { readFlag, readNames, readSwitch, readText, readWhole } from '../../../core/fields/values';

test.each([
	['text', 'text'],
	['', ''],
	[0, '0'],
	[false, 'false'],
	[7n, '7'],
	[new Date('2026-01-31T08:00:00Z'), '2026-01-31T08:00:00.000Z'],
	[Buffer.from('Grüße'), 'Grüße'],
	[new Uint8Array([0xef, 0xbb, 0xbf, 0x41]), 'A'],
	[JSON.parse(JSON.stringify(Buffer.from('Æøå'))), 'Æøå'],
	[undefined, undefined],
	[null, undefined],
])('text of %p', (value, expected) => {
	expect(readText(value, 'Body')).toBe(expected);
});

test('bytes that are no UTF-8, lists and objects are no text', () => {
	expect(() => readText(Buffer.from([0xc3, 0x28]), 'Body')).toThrow(
		'Body: a text is needed, but the value is binary data that is not UTF-8 text.',
	);
	expect(() => readText([], 'Body')).toThrow('a list of 0');
	expect(() => readText({ a: 1 }, 'Body')).toThrow('an object ("{"a":1}")');
	expect(() => readText(() => 1, 'Body')).toThrow('a function');
});

test.each([
	['A; B, C\nD;', ['A', 'B', 'C', 'D']],
	[
		['A; B', ' C ', '', null],
		['A; B', 'C'],
	],
	['["A; B", "C"]', ['A; B', 'C']],
	['[not json]', ['[not json]']],
	[7, ['7']],
	['', []],
	[undefined, []],
	[
		[['A'], [['B']]],
		['A', 'B'],
	],
])('names in %p', (value, expected) => {
	expect(readNames(value, 'Categories')).toEqual(expected);
});

test('switches', () => {
	expect([true, 'TRUE', 'yes', 'on', 1].map((value) => readSwitch(value, 'x'))).toEqual(Array(5).fill(true));
	expect([false, 'False', 'no', 'off', 0].map((value) => readSwitch(value, 'x'))).toEqual(Array(5).fill(false));
	expect(['', null, undefined].map((value) => readSwitch(value, 'x'))).toEqual(Array(3).fill(undefined));
	expect(readFlag('', 'x', true)).toBe(true);
	expect(() => readSwitch('2', 'Simplify')).toThrow('Simplify: "2" is not known.');
});

test('whole numbers', () => {
	expect([3, '3', ' 14 ', '7.0'].map((value) => readWhole(value, 'x', 1, 99))).toEqual([3, 3, 14, 7]);
	expect(['', ' ', null, undefined].map((value) => readWhole(value, 'x', 1, 99))).toEqual(Array(4).fill(undefined));
	for (const value of [0, 100, 2.5, -1, NaN, '3 days', '1,000', 'three', true, 'Infinity'])
		expect(() => readWhole(value, 'Limit', 1, 99)).toThrow(/^Limit: .* is not a whole number from 1 to 99/);
});
