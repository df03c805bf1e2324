import { DraftError, invalidInput, type Field, type FieldValues, type Pair } from '../core';
import { readMessageFiles } from './attachments';
import { ALL_FIELDS, isTyped, LIST, OPERATIONS, selectDefault, typedDefault, typeProperty, UNSET } from './fields';
import { inLines } from './oneLine';
import { plainCopy, readable } from './plainValue';
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
		const { value } = await readField(config, field, evaluate);
		if (field.kind === 'attachments') return readable(field.label, () => readMessageFiles(value, message.filename));
		return plainCopy(value, field.label);
	};
	// What the dialog hides may be left over from another choice, and can be no reason to fail.
	const readIfMeant = async (field: Field): Promise<unknown> =>
		await read(field).catch((reason: unknown) => {
			if (isMeant(config, field)) throw reason;
			return undefined;
		});
	const entries = await Promise.all(fields.map(async (field) => [field.name, await readIfMeant(field)] as const));
	return Object.fromEntries(entries);
}

export function operationOf(config: NodeConfig): string {
	return typeof config.operation === 'string' ? config.operation : OPERATIONS[0]!.value;
}

/** Whether the dialog shows a field, by what is chosen in the others. */
export function isMeant(config: NodeConfig, { when = {} }: Field): boolean {
	const chosen = (name: string) => {
		const field = ALL_FIELDS.find((other) => other.name === name);
		return config[name] ?? (field ? selectDefault(field) : undefined);
	};
	return Object.entries(when).every(([name, values]) => values.includes(String(chosen(name))));
}

/** Settings of another operation stay with the node, so the chosen one must have the choice. */
function isGivenAs(config: NodeConfig, source: string): boolean {
	const fields = OPERATIONS.find(({ value }) => value === operationOf(config))?.fields ?? [];
	const field = fields.find(({ name }) => name === 'messageSource');
	return config.messageSource === source && (field?.choices ?? []).some(({ value }) => value === source);
}

/**
 * A message given as JSON is whole, and a template has its own text: what an ordinary flow has in msg.topic and msg.payload is laid over
 * it only if someone asks for it.
 */
export function isOverruled(config: NodeConfig, { name, kind }: Field): boolean {
	if (isGivenAs(config, 'template')) return name === 'subject' || name === 'body';
	return kind !== 'draft' && kind !== 'message' && isGivenAs(config, 'json');
}

/** In a box: a promise looks into what it is resolved with, and an object of a message may fail when it is looked at. */
interface Given {
	value: unknown;
}

type Evaluate = (value: unknown, type: string, label: string) => Promise<Given>;

async function readField(config: NodeConfig, field: Field, evaluate: Evaluate): Promise<Given> {
	const value = config[field.name];
	if (field.pair) return { value: await readRows(value, field, field.pair, evaluate) };
	if (!isTyped(field)) return { value: value ?? selectDefault(field) };
	const preset = typedDefault(field);
	const given = value === undefined ? preset : { value, type: asType(config[typeProperty(field)], preset.type) };
	const isPreset = given.type === preset.type && given.value === preset.value;
	if (field.fromMessage && isPreset && isOverruled(config, field)) return { value: undefined };
	// Chosen from the dialog's list, which Node-RED itself does not know.
	if (given.type === LIST) return { value: chosenIn(config, field, given.value) };
	if (field.kind === 'multiline' && given.type === 'str' && typeof given.value === 'string')
		return { value: inLines(given.value) };
	return await evaluate(given.value, given.type, field.label);
}

/** What was chosen from the dialog's list, as core takes it. */
function chosenIn(config: NodeConfig, { kind, name }: Field, value: unknown): unknown {
	if (kind === 'folder') return { mode: LIST, value, name: config[`${name}Name`] };
	return kind === 'template' ? { mode: LIST, value } : value;
}

async function readRows(value: unknown, field: Field, { first, second }: Pair, evaluate: Evaluate): Promise<Row[]> {
	const rows = (Array.isArray(value) ? (value as unknown[]) : []).filter(
		(row): row is Row => typeof row === 'object' && row !== null,
	);
	return await Promise.all(
		rows.map(async (row) => ({
			[first.name]: row[first.name],
			[second.name]: (
				await evaluate(
					row[second.name],
					asType(row[`${second.name}Type`], second.kind === 'json' ? 'json' : 'str'),
					field.label,
				)
			).value,
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
): Promise<Given> {
	// Node-RED would make 0 of a number that was cleared; our own kind it does not know.
	if (type === UNSET || (type === 'num' && value === '')) return { value: undefined };
	// JSON stays text: core reads it, so that both hosts reject it with the same words.
	if (type === 'json') return { value };
	// A wrong JSONata expression throws here, others come as `reason`: both end in the catch below.
	const evaluated = new Promise<Given>((resolve, reject: (reason: unknown) => void) => {
		red.util.evaluateNodeProperty(value, type, node, message, (reason, result) =>
			reason ? reject(reason) : resolve({ value: result }),
		);
	});
	return await evaluated.catch((reason: unknown) => {
		throw unreadable(red, message, { value, type, label }, reason);
	});
}

/** Says why a property or expression could not be read. Of JavaScript's own errors nobody but a programmer learns anything. */
function unreadable(red: NodeApi, message: Message, { value, type, label }: TypedValue, reason: unknown): DraftError {
	const { code, message: said } = reason as { code?: unknown; message?: unknown };
	const words =
		typeof code === 'string' && typeof said === 'string' && said !== '' ? `${said.replace(/\.$/, '')}.` : '';
	if (type === 'jsonata') return invalidInput(`${label}: its expression could not be evaluated.`, words || CHECK);
	if (!['msg', 'flow', 'global'].includes(type))
		return invalidInput(`${label}: its value cannot be read.`, words || CHECK);
	const name = `${type}.${String(value)}`;
	const missing = type === 'msg' && words === '' ? missingPart(red, message, String(value)) : undefined;
	if (missing !== undefined)
		return invalidInput(
			`${label}: ${name} cannot be read, because ${missing} is missing.`,
			`Check the node before this one, or choose another property in the field ${label}.`,
		);
	return invalidInput(
		`${label}: ${name} cannot be read.`,
		words || `A part of it is missing: check what comes before, or choose another property in the field ${label}.`,
	);
}

const CHECK = 'Open this node and check the field.';

/** The first part of a message property that is not there: `msg.payload` of `payload.id`. */
function missingPart(red: NodeApi, message: Message, property: string): string | undefined {
	try {
		const steps = red.util.normalisePropertyExpression(property, message);
		let value: unknown = message;
		for (const [index, step] of steps.slice(0, -1).entries()) {
			value = (value as Record<string, unknown>)[step];
			if (value === undefined || value === null) return `msg.${steps.slice(0, index + 1).join('.')}`;
		}
	} catch {
		// An object that fails when it is looked at: the general words have to do.
	}
	return undefined;
}
