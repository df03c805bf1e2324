import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readWhole, RESOURCES, type Field, type FieldValues, type FolderValue } from '../../core';
import { readBinaryFiles } from './binary';

/** Reads what the node's parameters hold for one item, by field name. What nobody added to a collection is not given. */
export async function readFields(context: IExecuteFunctions, index: number): Promise<FieldValues> {
	const read = (name: string, fallback: unknown): unknown => context.getNodeParameter(name, index, fallback);
	const added = { additionalFields: read('additionalFields', {}), options: read('options', {}) } as Record<
		string,
		IDataObject | undefined
	>;
	const values: FieldValues = {};
	for (const field of fieldsOf(String(read('resource', '')), String(read('operation', '')))) {
		const isAdded = field.place === 'main' || Object.hasOwn(added[field.place] ?? {}, field.name);
		if (!isAdded) continue;
		const value = readField(context, index, field);
		values[field.name] = isShown(field, values) ? await readContent(context, index, field, value) : undefined;
	}
	return values;
}

/** Whether the person sees the field, given the values of the fields before it. Only the contents of a file are worth asking. */
function isShown({ kind, when }: Field, values: FieldValues): boolean {
	if (kind !== 'binary' || !when) return true;
	return when.some((condition) =>
		Object.entries(condition).every(([name, choices]) => choices.includes(String(values[name]).toLowerCase())),
	);
}

/** Names of binary fields become what the fields hold. */
async function readContent(
	context: IExecuteFunctions,
	index: number,
	{ kind, label }: Field,
	value: unknown,
): Promise<unknown> {
	if (kind === 'attachments') return await readBinaryFiles(context, index, value);
	if (kind !== 'binary') return value;
	const [file] = await readBinaryFiles(context, index, value, label);
	return file && (await readWhole(file));
}

/** `draft:create` and the like. */
export function readOperationName(context: IExecuteFunctions, index: number): string {
	return `${String(context.getNodeParameter('resource', index))}:${String(context.getNodeParameter('operation', index))}`;
}

function fieldsOf(resource: string, operation: string): Field[] {
	return (
		RESOURCES.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation)?.fields ?? []
	);
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
