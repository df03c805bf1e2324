import { readOpenExtensions } from '../../../core/message/openExtension';

const extension = (members: object) => ({
	'@odata.type': 'microsoft.graph.openTypeExtension',
	extensionName: 'Com.Contoso.A',
	...members,
});

test.each([
	['data as JSON', [{ extensionName: 'Com.Contoso.A', data: '{"a": 1}' }], [extension({ a: 1 })]],
	[
		'one object',
		{ extensionName: ' Com.Contoso.A ', data: { a: [1, 'b', null, true] } },
		[extension({ a: [1, 'b', null, true] })],
	],
	[
		'members beside the name, as Graph has them',
		{ extensionName: 'Com.Contoso.A', a: 1, b: 'x' },
		[extension({ a: 1, b: 'x' })],
	],
	['all as JSON text', '{"extensionName": "Com.Contoso.A", "a": 1}', [extension({ a: 1 })]],
	['a name alone', { extensionName: 'Com.Contoso.A', data: '{}' }, [extension({})]],
	[
		'data that an item does not have',
		[
			{ extensionName: 'Com.Contoso.A', data: undefined },
			{ extensionName: 'B', data: null },
		],
		[],
	],
	['rows left empty', [{ extensionName: '', data: '{}' }, {}], []],
	['nothing', undefined, []],
	['null', null, []],
	['an empty field', '', []],
])('%s', (_name, value, expected) => {
	expect(readOpenExtensions(value)).toEqual(expected);
});

test.each([
	['no JSON', '{"a":', 'this is not valid JSON'],
	['data that is no JSON', { extensionName: 'A', data: 'a: 1' }, 'its data must be a JSON object, not "a: 1"'],
	['data that is a list', { extensionName: 'A', data: [1] }, 'its data must be a JSON object'],
	['no name', { data: { a: 1 } }, 'its name is missing'],
	['objects inside', { extensionName: 'A', data: { a: { b: 1 } } }, '"a" holds "{"b":1}"'],
	['lists of objects', { extensionName: 'A', data: { a: [{ b: 1 }] } }, '"a" holds'],
	['annotations', { extensionName: 'A', data: { '@odata.type': 'x' } }, '"@odata.type" cannot be the name of a member'],
	[
		'two of the same name',
		[
			{ extensionName: 'A', data: { a: 1 } },
			{ extensionName: 'A', data: { a: 2 } },
		],
		'"A" is given twice',
	],
	['a text in place of a row', ['A'], 'a name and data are needed'],
])('refused: %s', (_name, value, message) => {
	expect(() => readOpenExtensions(value)).toThrow(`Open Extension: ${message}`);
});
