// A field is one entry in the list: everything else follows from it.
import type { INodeProperties } from 'n8n-workflow';

import { RESOURCES as SHIPPED, type Field, type FieldKind } from '../../../core/fields';
import { performOperation } from '../../../core/operations';
import { fieldsPage } from '../../../scripts/docs/fields-page.mts';
import { scriptedHost, testAccount } from '../../support/host.mts';

const CREATE = SHIPPED[0].operations[0].fields;
const KINDS: FieldKind[] = ['text', 'multiline', 'json', 'dateTime', 'select', 'boolean', 'number', 'pairs'];
const PLACES: Array<Field['place']> = ['main', 'additionalFields', 'options'];

const probe = (kind: FieldKind, place: Field['place']): Field => ({
	name: `probe${kind}${place}`,
	label: `Probe ${kind} ${place}`,
	kind,
	place,
	default: kind === 'boolean' ? true : kind === 'number' ? 7 : kind === 'select' ? 'a' : '',
	description: `What ${kind} in ${place} is`,
	...(kind === 'select' ? { choices: [{ value: 'a', label: 'First choice' }] } : {}),
	...(kind === 'pairs'
		? {
				pair: {
					group: 'row',
					label: 'Row',
					first: { name: 'key', label: 'Key', placeholder: 'k' },
					second: { name: 'content', label: 'Content', placeholder: 'c', kind: 'text' },
					many: true,
				},
			}
		: {}),
});
const PROBES = KINDS.flatMap((kind) => PLACES.map((place) => probe(kind, place)));

/** The modules of both hosts as they are with the probes in the list. */
function hosts() {
	let loaded: any;
	jest.isolateModules(() => {
		const { RESOURCES } = require('../../../core/fields');
		RESOURCES[0].operations[0].fields.push(...PROBES);
		loaded = {
			RESOURCES,
			n8n: {
				...require('../../../nodes/OutlookDraft/properties'),
				...require('../../../nodes/OutlookDraft/parameters'),
			},
			nodeRed: {
				...require('../../../node-red/editor/html'),
				...require('../../../node-red/editor/locale'),
				...require('../../../node-red/fields'),
				...require('../../../node-red/input'),
			},
		};
	});
	return loaded;
}
const { RESOURCES, n8n, nodeRed } = hosts();
const { editorHtml, locale } = nodeRed;
const html: string = editorHtml('', '', {
	'outlook-draft': 'Help\n\n<!-- fields -->\n',
	'outlook-account': '',
	'outlook-watch': '',
});

describe.each(PROBES)('$name', (field) => {
	const { name, label, description, place, kind } = field;

	test('n8n: a property with label, default and description, in its place', () => {
		const properties = n8n.nodeProperties() as INodeProperties[];
		const siblings =
			place === 'main'
				? properties
				: (properties.find((property) => property.name === place)!.options as INodeProperties[]);
		expect(siblings.find((property) => property.name === name)).toMatchObject({
			displayName: label,
			description,
			default: kind === 'pairs' ? {} : field.default,
		});
	});

	test('Node-RED: a row in the dialog, a default, a type of input', () => {
		expect(html).toContain(`id="outlook-draft-row-${name}"`);
		expect(html).toMatch(new RegExp(`^\\t\\t${name}: \\{ value: `, 'm'));
		if (nodeRed.isTyped(field)) expect(html).toMatch(new RegExp(`^\\t\\t${name}Type: \\{ value: "`, 'm'));
	});

	test('Node-RED: texts and help', () => {
		expect(locale()['outlook-draft'].field[name]).toMatchObject({
			label,
			description,
			...(kind === 'select' ? { choice: { a: 'First choice' } } : {}),
			...(kind === 'pairs' ? { add: 'add row', first: 'Row: Key', second: 'Row: Content' } : {}),
		});
		// A colon would make a definition list of it in Node-RED.
		expect(html).toContain(` - **${label}**&#58; ${description}.`);
	});

	test('docs/fields.md', () => {
		expect(fieldsPage(RESOURCES)).toContain(
			`| ${label} | \`${place === 'main' ? '' : `${place}.`}${name}\` | ${description}.`,
		);
	});
});

test('n8n reads every one of them', async () => {
	const values = Object.fromEntries(
		PROBES.map(({ name, kind }) => [name, kind === 'pairs' ? { row: [{ key: 'k', content: 'c' }] } : 'x']),
	);
	const inPlace = (place: string) =>
		Object.fromEntries(PROBES.filter((field) => field.place === place).map(({ name }) => [name, values[name]]));
	const all: Record<string, unknown> = {
		resource: 'draft',
		operation: 'create',
		...inPlace('main'),
		additionalFields: inPlace('additionalFields'),
		options: inPlace('options'),
	};
	const getNodeParameter = (path: string, _index: number, fallback: unknown) =>
		path.split('.').reduce<any>((value, name) => value?.[name], all) ?? fallback;
	const read = await n8n.readFields({ getNodeParameter, getInputData: () => [{ json: {} }] }, 0, all);
	for (const { name, kind } of PROBES)
		expect(read[name]).toEqual(kind === 'pairs' ? [{ key: 'k', content: 'c' }] : 'x');
});

test('Node-RED reads every one of them', async () => {
	const evaluateNodeProperty = (
		value: unknown,
		type: string,
		_node: unknown,
		_message: unknown,
		done: (reason: unknown, value: unknown) => void,
	) => done(null, type === 'msg' ? undefined : value);
	const config = Object.fromEntries(
		PROBES.flatMap(({ name, kind }) => [
			[name, kind === 'pairs' ? [{ key: 'k', content: 'c' }] : 'x'],
			[`${name}Type`, 'str'],
		]),
	);
	const read = await nodeRed.readFields(
		{ util: { evaluateNodeProperty } },
		{},
		{ id: 'n', type: 'outlook-draft', ...config },
		{},
	);
	for (const { name, kind } of PROBES)
		expect(read[name]).toEqual(kind === 'pairs' ? [{ key: 'k', content: 'c' }] : 'x');
});

test('the operation looks at every field of the list', async () => {
	const seen = new Set<string>();
	const source = 'Subject: Hello\r\n\r\nHello';
	const sources = [
		{ messageSource: 'fields' },
		{ messageSource: 'json', messageJson: '{}' },
		{ messageSource: 'template', templateId: 'x' },
		{ anyHeader: true },
		{ messageSource: 'text', mimeText: source },
		{ messageSource: 'base64', mimeBase64: btoa(source) },
		{ messageSource: 'binary', binaryPropertyName: source },
	];
	for (const how of sources) {
		const given: Record<string, unknown> = {
			mailbox: 'support@contoso.com',
			folder: 'drafts',
			dryRun: true,
			duplicates: 'key',
			draftKey: 'x',
			...how,
		};
		const fields = new Proxy(given, {
			get: (target, name) => {
				seen.add(String(name));
				return target[String(name)];
			},
		});
		// One draft in the folder of templates.
		const answers = [
			{ body: '{"value":[{"id":"f","displayName":"Templates"}]}' },
			{ body: '{"value":[{"id":"x","subject":"x"}]}' },
			{ body: '{"id":"x","isDraft":true}' },
			{ body: '{"value":[]}' },
		];
		await performOperation(scriptedHost(answers), testAccount(), 'draft:create', fields, {
			stop: new AbortController().signal,
			scope: '',
			memory: {},
		});
	}
	expect(CREATE.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
});
