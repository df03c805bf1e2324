import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { RESOURCES, type Field, type FieldValues } from '../../core';

/** Reads what the node's parameters hold for one item, by field name. Hidden parameters come out as not given. */
export function readFields(context: IExecuteFunctions, index: number): FieldValues {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, index, fallback);
	const values: FieldValues = {
		...(read('additionalFields', {}) as IDataObject),
		...(read('options', {}) as IDataObject),
	};
	for (const field of mainFields(String(read('resource', '')), String(read('operation', '')))) {
		values[field.name] = readMain(context, index, field);
	}
	return values;
}

/** `draft:create` and the like. */
export function readOperationName(context: IExecuteFunctions, index: number): string {
	return `${String(context.getNodeParameter('resource', index))}:${String(context.getNodeParameter('operation', index))}`;
}

function mainFields(resource: string, operation: string): Field[] {
	const found = RESOURCES.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation);
	return found?.fields.filter(({ place }) => place === 'main') ?? [];
}

function readMain(context: IExecuteFunctions, index: number, field: Field): unknown {
	switch (field.kind) {
		case 'mailbox':
		case 'folder':
			return context.getNodeParameter(field.name, index, '', { extractValue: true });
		case 'pairs':
			return (context.getNodeParameter(field.name, index, {}) as IDataObject | undefined)?.header;
		default:
			return context.getNodeParameter(field.name, index, '');
	}
}
