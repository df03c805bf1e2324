import { invalidInput, type Field, type FieldValues, type Pair } from '../core';
import { readMessageFiles } from './attachments';
import { isTyped, LIST, OPERATIONS, selectDefault, typedDefault, typeProperty, UNSET } from './fields';
import type { Message, NodeApi, NodeConfig, RuntimeNode } from './types';

/** One row of a list in the dialog: its two inputs by name, and the kind of the second one's typed input. */
type Row = Record<string, unknown>;

/** Reads what the node's settings say for one message, by field name. `''` is a value, undefined means "not given". */
export async function readFields(
	red: NodeApi,
	node: RuntimeNode,
	config: NodeConfig,
	message: Message,
): Promise<FieldValues> {
	const fields = OPERATIONS.find(({ value }) => value === operationOf(config))?.fields ?? [];
	const evaluate = async (value: unknown, type: string, label: string) =>
		await evaluateTyped(red, node, message, { value, type, label });
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

/** Settings of another operation stay with the node, so the chosen one must have the choice. */
function isGivenAsJson(config: NodeConfig): boolean {
	const fields = OPERATIONS.find(({ value }) => value === operationOf(config))?.fields ?? [];
	return config.jsonSource === 'json' && fields.some(({ name }) => name === 'jsonSource');
}

type Evaluate = (value: unknown, type: string, label: string) => Promise<unknown>;

async function readField(config: NodeConfig, field: Field, evaluate: Evaluate): Promise<unknown> {
	const value = config[field.name];
	if (field.pair) return await readRows(value, field, field.pair, evaluate);
	if (!isTyped(field)) return value ?? selectDefault(field);
	const preset = typedDefault(field);
	const given = value === undefined ? preset : { value, type: asType(config[typeProperty(field)], preset.type) };
	// A message given as JSON is whole: what an ordinary flow has in msg.topic and msg.payload is laid over it only if somebody asks for it.
	const isOfMessage = field.kind !== 'draft' && field.kind !== 'message';
	if (
		isOfMessage &&
		isGivenAsJson(config) &&
		field.fromMessage &&
		given.type === preset.type &&
		given.value === preset.value
	)
		return undefined;
	// Chosen from the dialog's list, which Node-RED itself does not know.
	if (given.type === LIST) return field.kind === 'folder' ? { mode: 'list', value: given.value } : given.value;
	return await evaluate(given.value, given.type, field.label);
}

async function readRows(value: unknown, field: Field, { first, second }: Pair, evaluate: Evaluate): Promise<unknown> {
	const rows = Array.isArray(value) ? (value as Row[]) : [];
	return await Promise.all(
		rows.map(async (row) => ({
			[first.name]: row[first.name],
			[second.name]: await evaluate(
				row[second.name],
				asType(row[`${second.name}Type`], second.kind === 'json' ? 'json' : 'str'),
				field.label,
			),
		})),
	);
}

const asType = (type: unknown, otherwise: string) => (typeof type === 'string' && type !== '' ? type : otherwise);

interface TypedValue {
	value: unknown;
	type: string;
	label: string;
}

async function evaluateTyped(
	red: NodeApi,
	node: RuntimeNode,
	message: Message,
	{ value, type, label }: TypedValue,
): Promise<unknown> {
	// Node-RED would make 0 of a number that was cleared; our own kind it does not know.
	if (type === UNSET || (type === 'num' && value === '')) return undefined;
	// JSON stays text: core reads it, so that both hosts refuse it with the same words.
	if (type === 'json') return value;
	// A wrong JSONata expression throws here, others come as `reason`: both end in the catch below.
	const evaluated = new Promise((resolve, reject: (reason: unknown) => void) => {
		red.util.evaluateNodeProperty(value, type, node, message, (reason, result) =>
			reason ? reject(reason) : resolve(result),
		);
	});
	return await evaluated.catch((reason: unknown) => {
		throw invalidInput(
			`${label}: its expression could not be evaluated.`,
			`${String((reason as Error).message ?? reason)}.`,
		);
	});
}
