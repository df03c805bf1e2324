import type { INodeProperties } from 'n8n-workflow';

import { RESOURCES, type Condition, type Field, type Operation, type Resource } from '../../core';
import { folderLocator, LIST_HIDDEN, mailboxIsExpression, mailboxLocator, messageLocator } from './locators';
import { pairProperty } from './pairs';

// n8n's linter wants a literal `default` beside a literal `type`; here both come from the field list.

/** n8n's parameters, generated from the field list. */
export function nodeProperties(): INodeProperties[] {
	return [
		{
			...{ displayName: 'Resource', name: 'resource', default: RESOURCES[0]!.value },
			type: 'options',
			noDataExpression: true,
			options: RESOURCES.map(({ value, label }) => ({ name: label, value })),
		},
		...RESOURCES.flatMap((resource) => [
			operationProperty(resource),
			...resource.operations.flatMap((operation) => fieldProperties(resource, operation)),
		]),
	];
}

/** An expression that shows the chosen operation by its label. */
export function operationSubtitle(): string {
	const labels = RESOURCES.flatMap(({ value, operations }) =>
		operations.map((operation) => [`${value}:${operation.value}`, operation.label]),
	);
	return `={{ (${JSON.stringify(Object.fromEntries(labels))})[$parameter["resource"] + ":" + $parameter["operation"]] }}`;
}

function operationProperty(resource: Resource): INodeProperties {
	return {
		...{ displayName: 'Operation', name: 'operation', default: resource.operations[0]!.value },
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(({ value, label, action, description }) => ({
			name: label,
			value,
			action,
			description,
		})),
	};
}

export function fieldProperties(
	resource: Pick<Resource, 'value'>,
	operation: Pick<Operation, 'value' | 'fields'>,
): INodeProperties[] {
	const shownFor = { resource: [resource.value], operation: [operation.value] };
	const inPlace = (place: Field['place']) => operation.fields.filter((field) => field.place === place);
	const listsFolders = operation.fields.some(({ kind }) => kind === 'folder');
	const collection = (name: string, displayName: string, placeholder: string, all: Field[]): INodeProperties[] =>
		collectionsOf(all).map(({ fields, condition }) => ({
			displayName,
			name,
			type: 'collection',
			placeholder,
			default: {},
			displayOptions: { show: { ...shownFor, ...asN8n(condition, operation.fields) } },
			options: [
				...fields.map((field) => ({ ...toProperty(field), ...(condition ? {} : conditionInCollection(field)) })),
				...(name === 'options' && listsFolders ? [LIST_HIDDEN] : []),
			].sort((a, b) => a.displayName.localeCompare(b.displayName)),
		}));
	return [
		...inPlace('main').flatMap((field): INodeProperties[] => [
			...(field.kind === 'folder' ? [mailboxIsExpression(shownFor)] : []),
			// One for each condition: n8n takes the one that is shown, and all have the same name.
			...(field.when ?? [{}]).flatMap((condition) =>
				withToolDefault(field, {
					...toProperty(field),
					displayOptions: { show: { ...shownFor, ...asN8n(condition, operation.fields) } },
				}),
			),
		]),
		...collection('additionalFields', 'Additional Fields', 'Add Field', inPlace('additionalFields')),
		...collection('options', 'Options', 'Add Option', inPlace('options')),
	];
}

/** Where the field has another default in a tool of an AI agent, the same property once more with that, shown only there. */
function withToolDefault({ defaultAsTool }: Field, property: INodeProperties): INodeProperties[] {
	if (defaultAsTool === undefined) return [property];
	const { displayOptions } = property;
	return [
		{ ...property, displayOptions: { ...displayOptions, hide: { '@tool': [true] } } },
		{
			...property,
			default: defaultAsTool,
			displayOptions: { ...displayOptions, show: { ...displayOptions?.show, '@tool': [true] } },
		},
	];
}

/** n8n compares switches with true and false, not with their names. */
function asN8n(condition: Condition = {}, fields: Field[]): Record<string, Array<string | boolean>> {
	const isSwitch = (name: string) => fields.some((field) => field.name === name && field.kind === 'boolean');
	return Object.fromEntries(
		Object.entries(condition).map(([name, values]) => [
			name,
			isSwitch(name) ? values.map((value) => value === 'true') : values,
		]),
	);
}

/** One collection for each condition under which fields are shown; a single one where some field has none. */
function collectionsOf(fields: Field[]): Array<{ fields: Field[]; condition?: Condition }> {
	if (fields.length === 0) return [];
	if (fields.some(({ when }) => !when)) return [{ fields }];
	const same = (a: Condition, b: Condition) => JSON.stringify(a) === JSON.stringify(b);
	const conditions = fields.flatMap(({ when = [] }) => when);
	const distinct = conditions.filter(
		(condition, index) => conditions.findIndex((other) => same(other, condition)) === index,
	);
	return distinct.map((condition) => ({
		condition,
		fields: fields.filter(({ when = [] }) => when.some((other) => same(other, condition))),
	}));
}

/** Inside a collection, n8n looks up other parameters from the root, and knows one condition for a field. */
function conditionInCollection(field: Field): Pick<INodeProperties, 'displayOptions'> {
	const [condition] = field.when ?? [];
	if (!condition) return {};
	return {
		displayOptions: {
			show: Object.fromEntries(Object.entries(condition).map(([name, values]) => [`/${name}`, values])),
		},
	};
}

function toProperty(field: Field): INodeProperties {
	const common = {
		displayName: field.label,
		name: field.name,
		default: field.default,
		description: field.description,
		...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
	};
	switch (field.kind) {
		case 'mailbox':
			return mailboxLocator(common);
		case 'folder':
			return folderLocator(common);
		case 'draft':
		case 'message':
			return messageLocator(common, field.kind);
		case 'select':
			return {
				...common,
				type: 'options',
				options: field.choices!.map(({ value, label, description }) => ({
					name: label,
					value,
					...(description ? { description } : {}),
				})),
			};
		case 'multiline':
			return { ...common, type: 'string', typeOptions: { rows: 6 } };
		case 'pairs':
			return { ...common, ...pairProperty(field.pair!) };
		case 'binary':
			return {
				...common,
				type: 'string',
				placeholder: 'e.g. data',
				hint: 'The name of the binary field that holds the file',
			};
		case 'attachments':
			return {
				...common,
				type: 'string',
				placeholder: 'e.g. data, data_1',
				hint: 'Names of binary fields, separated by commas; * takes all files of the item',
			};
		case 'number':
			return { ...common, type: 'number', typeOptions: { minValue: 1 } };
		case 'text':
			return { ...common, type: 'string' };
		default:
			return { ...common, type: field.kind };
	}
}
