import { propertyKey, readExtendedProperties } from '../../../core/message/extendedProperties';

const GUID = '{66f5a359-4659-4830-9070-00047ec6ac6e}';
const read = (value: unknown) => readExtendedProperties(value, 'Extended Properties');

test.each([
	['a row', [{ id: 'String 0x1045', value: 'x' }], [{ id: 'String 0x1045', value: 'x' }]],
	['one object', { id: 'String 0x1045', value: 'x' }, [{ id: 'String 0x1045', value: 'x' }]],
	['an object of IDs', { 'String 0x1045': 'x' }, [{ id: 'String 0x1045', value: 'x' }]],
	['JSON text', '[{"id": "String 0x1045", "value": "x"}]', [{ id: 'String 0x1045', value: 'x' }]],
	['an empty text', [{ id: 'String 0x1045', value: '' }], [{ id: 'String 0x1045', value: '' }]],
	['rows left empty', [{}, { id: '', value: '' }, { id: 'String 0x1045', value: undefined }], []],
	['nothing', undefined, []],
	['an empty field', '', []],
	[
		'a name with blanks',
		[{ id: `String ${GUID} Name My ticket`, value: 1 }],
		[{ id: `String ${GUID} Name My ticket`, value: '1' }],
	],
	['true', [{ id: `boolean ${GUID} name Done`, value: true }], [{ id: `boolean ${GUID} name Done`, value: 'true' }]],
	[
		'a date',
		[{ id: 'SystemTime 0x3FEF', value: new Date('2026-12-01T08:00:00Z') }],
		[{ id: 'SystemTime 0x3FEF', value: '2026-12-01T08:00:00.000Z' }],
	],
	['base64', [{ id: `Binary ${GUID} Id 0x8001`, value: 'QUJD' }], [{ id: `Binary ${GUID} Id 0x8001`, value: 'QUJD' }]],
	['a GUID', [{ id: `CLSID ${GUID} Name Id`, value: GUID }], [{ id: `CLSID ${GUID} Name Id`, value: GUID }]],
	[
		'decimals',
		[{ id: `Double ${GUID} Name Price`, value: -1.5e3 }],
		[{ id: `Double ${GUID} Name Price`, value: '-1500' }],
	],
])('%s', (_name, value, single) => {
	expect(read(value)).toEqual({ single, multi: [] });
});

test('list types take lists; numbers in them become text', () => {
	expect(read([{ id: `IntegerArray ${GUID} Name Numbers`, value: [1, 2] }])).toEqual({
		single: [],
		multi: [{ id: `IntegerArray ${GUID} Name Numbers`, value: ['1', '2'] }],
	});
	expect(() => read([{ id: `IntegerArray ${GUID} Name Numbers`, value: ['1', 'x'] }])).toThrow(
		'the value "x" does not fit',
	);
});

test.each([
	'Ticket',
	'String',
	'String 1045',
	'String 0x',
	'String 0xZZ',
	'Text 0x1045',
	'String {66f5a359} Name A',
	`String ${GUID}`,
	`String ${GUID} Name`,
	`String ${GUID} Id 12`,
	`${GUID} Name A`,
	`String 66f5a359-4659-4830-9070-00047ec6ac6e Name A`,
	'"String 0x1045"',
	'ArrayString 0x1045',
])('%p is no ID', (id) => {
	expect(() => read([{ id, value: 'x' }])).toThrow(
		`Extended Properties: "${id}" is not the ID of an extended property.`,
	);
});

test.each([
	['Integer 0x0017', '1.5'],
	['Integer 0x0017', ''],
	['Boolean 0x0017', 'yes'],
	['SystemTime 0x3FEF', '31.01.2026'],
	['SystemTime 0x3FEF', '2026-01-31'],
	['Binary 0x0017', 'not base64!'],
	[`CLSID ${GUID} Name A`, 'x'],
	['Double 0x0017', '1,5'],
])('%s does not take %p', (id, value) => {
	expect(() => read([{ id, value }])).toThrow(
		expect.objectContaining({
			message: `Extended Properties: the value "${value}" does not fit "${id}".`,
			cause: { hint: expect.stringContaining('For the type') },
		}),
	);
});

test('the same property in another spelling is given twice', () => {
	expect(propertyKey('string 0X1045')).toBe(propertyKey('String 0x01045'));
	expect(propertyKey(`String ${GUID} Name a`)).not.toBe(propertyKey(`String ${GUID} Name A`));
	expect(() =>
		read([
			{ id: 'String 0x1045', value: 'a' },
			{ id: 'STRING 0x001045', value: 'b' },
		]),
	).toThrow('is given twice');
});

test.each(['x', '[1]', 5, [1], [['String 0x1045', 'x']], [{ name: 'String 0x1045', value: 'x' }]])(
	'%p is no list of properties',
	(value) => {
		expect(() => read(value)).toThrow('a list of IDs and values is needed');
	},
);
