import type { INodeProperties } from 'n8n-workflow';

import { RESOURCES, WATCH, type Condition, type Field, type Operation, type Resource } from '../../core';
import { FIELD_HINTS } from './builderHints';
import {
	folderLocator,
	LIST_HIDDEN,
	mailboxIsExpression,
	mailboxLocator,
	messageLocator,
	templateLocator,
} from './locators';
import { pairProperty } from './pairs';

const INBOX = { mode: 'list', value: 'inbox', cachedResultName: 'Inbox' } as INodeProperties['default'];

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
		options: resource.operations.map(({ value, shortLabel, action, description }) => ({
			name: shortLabel,
			value,
			action,
			description,
		})),
	};
}

export function fieldProperties(
	resource: Pick<Resource, 'value'>,
	operation: Pick<Operation, 'value' | 'fields' | 'collectionLabel'>,
): INodeProperties[] {
	const { fields, collectionLabel } = operation;
	return propertiesOf(fields, { resource: [resource.value], operation: [operation.value] }, collectionLabel);
}

/** The parameters of the trigger. */
export const watchProperties = (): INodeProperties[] => propertiesOf(WATCH, {}, 'Filters');

function propertiesOf(
	all: Field[],
	shownFor: Record<string, string[]>,
	collectionLabel = 'Additional Fields',
): INodeProperties[] {
	const shownWhen = (condition: Condition | undefined): Pick<INodeProperties, 'displayOptions'> => {
		const show = { ...shownFor, ...asN8n(condition, all) };
		return Object.keys(show).length > 0 ? { displayOptions: { show } } : {};
	};
	const inPlace = (place: Field['place']) => all.filter((field) => field.place === place);
	const listsFolders = all.some(({ kind }) => kind === 'folder');
	const collection = (name: string, displayName: string, placeholder: string): INodeProperties[] => {
		const fields = inPlace(name as Field['place']);
		if (fields.length === 0) return [];
		const common = commonCondition(fields);
		return [
			{
				displayName,
				name,
				type: 'collection',
				placeholder,
				default: {},
				...shownWhen(common),
				options: [
					...fields.map((field) => ({ ...toProperty(field), ...conditionInCollection(field, common, all) })),
					...(name === 'options' && listsFolders ? [LIST_HIDDEN] : []),
				],
			},
		];
	};
	return [
		...inPlace('main').flatMap((field): INodeProperties[] => [
			...(field.kind === 'folder' ? [mailboxIsExpression(shownFor)] : []),
			...withToolDefault(field, { ...toProperty(field), ...shownWhen(field.when) }),
		]),
		...collection('additionalFields', collectionLabel, `Add ${oneOf(collectionLabel)}`),
		...collection('options', 'Options', 'Add Option'),
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

/** `Field` for `Additional Fields`. */
const oneOf = (label: string) => label.replace(/^.* |s$/g, '');

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

/** The condition under which all of the fields may be shown, so that an empty collection is not offered. */
function commonCondition(fields: Field[]): Condition | undefined {
	const first = fields[0]?.when;
	const allows = (when: Condition = {}) =>
		Object.entries(first ?? {}).every(([name, values]) => when[name]?.every((value) => values.includes(value)));
	return fields.every(({ when }) => allows(when)) ? first : undefined;
}

/** Inside a collection, n8n looks up other parameters from the root. */
function conditionInCollection(
	{ when }: Field,
	common: Condition | undefined,
	fields: Field[],
): Pick<INodeProperties, 'displayOptions'> {
	if (!when || when === common) return {};
	const show = Object.entries(asN8n(when, fields)).map(([name, values]) => [`/${name}`, values]);
	return { displayOptions: { show: Object.fromEntries(show) } };
}

const builderHint = (name: string): Pick<INodeProperties, 'builderHint'> => {
	const propertyHint = FIELD_HINTS[name];
	return propertyHint === undefined ? {} : { builderHint: { propertyHint } };
};

const optionsOf = ({ choices = [] }: Field) =>
	choices.map(({ value, label, action, description }) => ({
		name: label,
		value,
		...(action ? { action } : {}),
		...(description ? { description } : {}),
	}));

function toProperty(field: Field): INodeProperties {
	const common = {
		displayName: field.label,
		name: field.name,
		default: field.default,
		description: field.description,
		...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
		...builderHint(field.name),
	};
	switch (field.kind) {
		case 'mailbox':
			return mailboxLocator(common);
		case 'folder':
			return { ...folderLocator(common), ...(field.default === 'inbox' ? { default: INBOX } : {}) };
		case 'draft':
		case 'message':
			return messageLocator(common, field.kind, field.place === 'main');
		case 'template':
			return templateLocator(common);
		case 'select':
			return { ...common, type: 'options', options: optionsOf(field) };
		case 'choices':
			return { ...common, default: String(field.default).split(';'), type: 'multiOptions', options: optionsOf(field) };
		case 'multiline':
			return { ...common, type: 'string', typeOptions: { rows: 6 } };
		case 'pairs':
			return { ...common, ...pairProperty(field.pair!) };
		case 'binary':
			return {
				...common,
				type: 'string',
				placeholder: 'e.g. data',
				hint: 'The name of the input binary field that holds the file',
			};
		case 'attachments':
			return {
				...common,
				type: 'string',
				placeholder: 'e.g. data, data_1',
				hint: 'Names of input binary fields, separated by commas; * takes all files of the item',
			};
		case 'number':
			return { ...common, type: 'number', typeOptions: { minValue: 1 } };
		case 'text':
			return { ...common, type: 'string' };
		default:
			return { ...common, type: field.kind };
	}
}
