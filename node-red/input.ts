import { invalidInput, type Field, type FieldValues } from '../core';
import { readMessageFiles } from './attachments';
import { isTyped, OPERATIONS, selectDefault, typedDefault, typeProperty } from './fields';
import type { Message, NodeApi, NodeConfig, RuntimeNode } from './types';

/** One row of the dialog's header list. */
interface HeaderRow {
	name?: unknown;
	value?: unknown;
	valueType?: unknown;
}

/** Reads what the node's settings say for one message, by field name. `''` is a value, undefined means "not given". */
export async function readFields(red: NodeApi, node: RuntimeNode, config: NodeConfig, message: Message): Promise<FieldValues> {
	const fields = OPERATIONS.find(({ value }) => value === operationOf(config))?.fields ?? [];
	const evaluate = async (value: unknown, type: string, label: string) => await evaluateTyped(red, node, message, { value, type, label });
	const read = async (field: Field): Promise<unknown> => {
		const value = await readField(config, field, evaluate);
		return field.kind === 'attachments' ? readMessageFiles(value, message.filename) : value;
	};
	const entries = await Promise.all(fields.map(async (field) => [field.name, await read(field)] as const));
	return Object.fromEntries(entries);
}

export function operationOf(config: NodeConfig): string {
	return typeof config.operation === 'string' ? config.operation : OPERATIONS[0]!.value;
}

type Evaluate = (value: unknown, type: string, label: string) => Promise<unknown>;

async function readField(config: NodeConfig, field: Field, evaluate: Evaluate): Promise<unknown> {
	const value = config[field.name];
	if (field.kind === 'pairs') {
		const rows = Array.isArray(value) ? (value as HeaderRow[]) : [];
		return await Promise.all(
			rows.map(async (row) => ({ name: row.name, value: await evaluate(row.value, asType(row.valueType, 'str'), field.label) })),
		);
	}
	if (!isTyped(field)) return value ?? selectDefault(field);
	if (value === undefined) {
		const preset = typedDefault(field);
		return await evaluate(preset.value, preset.type, field.label);
	}
	return await evaluate(value, asType(config[typeProperty(field)], typedDefault(field).type), field.label);
}

const asType = (type: unknown, otherwise: string) => (typeof type === 'string' && type !== '' ? type : otherwise);

interface TypedValue {
	value: unknown;
	type: string;
	label: string;
}

async function evaluateTyped(red: NodeApi, node: RuntimeNode, message: Message, { value, type, label }: TypedValue): Promise<unknown> {
	// Node-RED would make 0 of a number that was cleared.
	if (type === 'num' && value === '') return undefined;
	// JSON stays text: core reads it, so that both hosts refuse it with the same words.
	if (type === 'json') return value;
	// A wrong JSONata expression throws here, others come as `reason`: both end in the catch below.
	const evaluated = new Promise((resolve, reject: (reason: unknown) => void) => {
		red.util.evaluateNodeProperty(value, type, node, message, (reason, result) => (reason ? reject(reason) : resolve(result)));
	});
	return await evaluated.catch((reason: unknown) => {
		throw invalidInput(`${label}: its expression could not be evaluated.`, `${String((reason as Error).message ?? reason)}.`);
	});
}
