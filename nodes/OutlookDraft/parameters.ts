import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { RESOURCES, type Field, type FieldValues, type FolderValue } from '../../core';

/** Reads what the node's parameters hold for one item, by field name. What nobody added to a collection is not given. */
export function readFields(context: IExecuteFunctions, index: number): FieldValues {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, index, fallback);
	const added = { additionalFields: read('additionalFields', {}), options: read('options', {}) } as Record<string, IDataObject | undefined>;
	const values: FieldValues = {};
	for (const field of fieldsOf(String(read('resource', '')), String(read('operation', '')))) {
		const isAdded = field.place === 'main' || Object.hasOwn(added[field.place] ?? {}, field.name);
		if (isAdded) values[field.name] = readField(context, index, field);
	}
	return values;
}

/** `draft:create` and the like. */
export function readOperationName(context: IExecuteFunctions, index: number): string {
	return `${String(context.getNodeParameter('resource', index))}:${String(context.getNodeParameter('operation', index))}`;
}

function fieldsOf(resource: string, operation: string): Field[] {
	return RESOURCES.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation)?.fields ?? [];
}

/** Hidden parameters come out as the fallback. */
function readField(context: IExecuteFunctions, index: number, field: Field): unknown {
	const name = field.place === 'main' ? field.name : `${field.place}.${field.name}`;
	switch (field.kind) {
		case 'folder':
			return asFolder(context.getNodeParameter(name, index, ''));
		case 'mailbox':
		case 'draft':
		case 'message':
			return context.getNodeParameter(name, index, '', { extractValue: true });
		case 'pairs':
			return (context.getNodeParameter(name, index, {}) as IDataObject | undefined)?.[field.pair!.group];
		default:
			return context.getNodeParameter(name, index, '');
	}
}

/** The resource locator without what n8n keeps for its editor. An expression may stand in place of the whole of it. */
function asFolder(parameter: unknown): FolderValue | unknown {
	const { __rl, mode, value } = (parameter ?? {}) as { __rl?: unknown; mode?: FolderValue['mode']; value?: unknown };
	return __rl === true && mode ? { mode, value } : parameter;
}
