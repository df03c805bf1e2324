// Values that nobody would enter, but that code nodes and expressions can hand over.

export interface OddValue {
	name: string;
	make(): unknown;
}

/** Deep enough to end every function that calls itself for each level. */
const DEPTH = 20_000;

function deep(wrap: (inner: unknown) => unknown): unknown {
	let value: unknown = 'x';
	for (let level = 0; level < DEPTH; level++) value = wrap(value);
	return value;
}

function circular(): object {
	const value: Record<string, unknown> = { name: 'circle' };
	value.self = value;
	value.list = [value];
	return value;
}

const throwing = (member: string) => ({
	get [member](): never {
		throw new Error(`odd: ${member}`);
	},
});
const unspeakable = (member: string) => ({
	[member]() {
		throw new Error(`odd: ${member}`);
	},
});

/** Addresses of others in every shape that could slip past a look at a text. */
const OTHERS = 'ceo@contoso.com';

export const ODD_VALUES: OddValue[] = [
	{ name: 'null', make: () => null },
	{ name: 'nothing', make: () => undefined },
	{ name: 'empty text', make: () => '' },
	{ name: 'spaces', make: () => ' \t\r\n' },
	{ name: 'zero', make: () => 0 },
	{ name: 'minus', make: () => -1.5 },
	{ name: 'NaN', make: () => NaN },
	{ name: 'infinite', make: () => Infinity },
	{ name: 'huge number', make: () => 1e308 },
	{ name: 'BigInt', make: () => 10n ** 40n },
	{ name: 'true', make: () => true },
	{ name: 'false', make: () => false },
	{ name: 'Symbol', make: () => Symbol('odd') },
	{ name: 'function', make: () => () => OTHERS },
	{ name: 'class', make: () => class Odd {} },
	{ name: 'empty list', make: () => [] },
	{ name: 'list', make: () => [OTHERS, 'a@contoso.com'] },
	{ name: 'list in lists', make: () => [[[OTHERS]]] },
	{ name: 'list with holes', make: () => Object.assign(Array(5), { 3: OTHERS }) },
	{ name: 'list of all kinds', make: () => [null, undefined, 1, 10n, Symbol('x'), () => 1, {}, [], new Date()] },
	{ name: 'empty object', make: () => ({}) },
	{ name: 'object', make: () => ({ value: OTHERS, address: OTHERS, id: OTHERS, name: OTHERS, mode: 'id' }) },
	{ name: 'locator', make: () => ({ __rl: true, mode: 'id', value: [OTHERS] }) },
	{
		name: 'locator in locator',
		make: () => ({ __rl: true, mode: 'id', value: { __rl: true, mode: 'id', value: OTHERS } }),
	},
	{ name: 'without prototype', make: () => Object.assign(Object.create(null), { value: OTHERS }) },
	{ name: 'prototype member', make: () => JSON.parse('{"__proto__": {"isDraft": false}, "constructor": 1}') },
	{ name: 'circular', make: circular },
	{
		name: 'circular list',
		make: () => {
			const list: unknown[] = [];
			list.push(list);
			return list;
		},
	},
	{ name: 'deep object', make: () => deep((inner) => ({ inner })) },
	{ name: 'deep list', make: () => deep((inner) => [inner]) },
	{ name: 'deep JSON', make: () => `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}` },
	{ name: 'Date', make: () => new Date(0) },
	{ name: 'invalid Date', make: () => new Date(NaN) },
	{ name: 'Buffer', make: () => Buffer.from([0, 255, 13, 10]) },
	{ name: 'bytes', make: () => new Uint8Array([1, 2, 3]).subarray(1) },
	{ name: 'ArrayBuffer', make: () => new ArrayBuffer(8) },
	{ name: 'Map', make: () => new Map<unknown, unknown>([['value', OTHERS]]) },
	{ name: 'Set', make: () => new Set([OTHERS]) },
	{ name: 'RegExp', make: () => /x/g },
	{ name: 'Error', make: () => new Error(OTHERS) },
	{ name: 'Promise', make: () => Promise.resolve(OTHERS) },
	{ name: 'thenable', make: () => ({ then: (done: (value: unknown) => void) => done(OTHERS) }) },
	{ name: 'boxed text', make: () => new String(OTHERS) },
	{ name: 'toString of others', make: () => ({ toString: () => OTHERS }) },
	{ name: 'toString throws', make: () => unspeakable('toString') },
	{ name: 'toJSON throws', make: () => unspeakable('toJSON') },
	{ name: 'value throws', make: () => throwing('value') },
	{ name: 'length throws', make: () => throwing('length') },
	{ name: 'no control', make: () => '\u0000\u0007\u001b' },
	{ name: 'half a character', make: () => '\ud800 x \udc00' },
	{ name: 'line breaks', make: () => `a@contoso.com\r\nBcc: ${OTHERS}\r\n\r\n` },
	{ name: 'long text', make: () => 'x'.repeat(1_000_000) },
	{ name: 'many commas', make: () => ','.repeat(50_000) },
	{ name: 'expression', make: () => '={{ $json }}' },
	{ name: 'path upwards', make: () => `../../users/${OTHERS}/sendMail?x=` },
	{ name: 'encoded path', make: () => `..%2f..%2Fusers%2f${OTHERS}` },
];
