import { RESOURCES, type Choice, type Field } from '../core/fields';

/** Type of a typed input that a field has before anybody chose another one, and its value. */
export interface TypedDefault {
	type: string;
	value: string;
}

/** A folder that was chosen in the dialog: its id, or well-known name. */
export const LIST = 'list';

/** Kinds of typed input that are offered besides the field's own. */
export const SOURCES = ['msg', 'flow', 'global', 'env', 'jsonata'];
/** Our own kind for a switch that nobody has set: the message then says nothing about it. */
export const UNSET = 'unset';

/** `draft:create` and the like, for the node's one operation list. */
export const OPERATIONS = RESOURCES.filter(({ only }) => only === undefined).flatMap((resource) =>
	resource.operations.map((operation) => ({
		value: `${resource.value}:${operation.value}`,
		label: operation.label,
		fields: operation.fields,
	})),
);

/**
 * All fields of all operations, each name once, as the first operation that has it describes it, with the choices of all of
 * them. In the order of the operations: a field stands behind the one that precedes it in its own.
 */
export const ALL_FIELDS: Field[] = inOrder().map((field) =>
	field.choices ? { ...field, choices: choicesOf(field.name) } : field,
);

function inOrder(): Field[] {
	const all: Field[] = [];
	for (const { fields } of OPERATIONS) {
		let at = -1;
		for (const field of fields) {
			const there = all.findIndex(({ name }) => name === field.name);
			if (there < 0) all.splice(at + 1, 0, field);
			at = there < 0 ? at + 1 : there;
		}
	}
	return all;
}

function choicesOf(name: string): Choice[] {
	const all = OPERATIONS.flatMap(({ fields }) => fields.find((field) => field.name === name)?.choices ?? []);
	return all.filter(({ value }, index) => all.findIndex((other) => other.value === value) === index);
}

/** What an operation says of a field in other words than the first one that has it. */
export function otherWords(
	operation: (typeof OPERATIONS)[number],
): Record<string, { label: string; description: string }> {
	const differs = ({ name, label, description }: Field) =>
		ALL_FIELDS.some((first) => first.name === name && (first.label !== label || first.description !== description));
	return Object.fromEntries(
		operation.fields.filter(differs).map(({ name, label, description }) => [name, { label, description }]),
	);
}

/** Selects and header lists are chosen in the dialog; everything else is a typed input. */
export function isTyped(field: Field): boolean {
	return field.kind !== 'select' && field.kind !== 'pairs';
}

/** The property that holds the kind of a field's typed input: `toType`. `bodyType` is a field of its own, so the body's is `bodyValueType`. */
export function typeProperty(field: Field): string {
	const name = `${field.name}Type`;
	return ALL_FIELDS.some((other) => other.name === name) ? `${field.name}ValueType` : name;
}

/** The typed input's kinds, the field's own first. */
export function inputTypes(field: Field): string[] {
	if (field.kind === 'folder') return [LIST, 'str', ...SOURCES];
	// Files cannot be typed.
	if (field.kind === 'attachments' || field.kind === 'binary')
		return [...(field.unset ? [UNSET] : []), 'msg', 'flow', 'global', 'jsonata'];
	const own = {
		number: ['num'],
		boolean: [...(mayStayUnset(field) ? [UNSET] : []), 'bool'],
		json: ['json'],
		dateTime: ['str', 'date'],
	}[field.kind as string] ?? ['str'];
	return [...(field.unset && field.kind !== 'boolean' ? [UNSET] : []), ...own, ...SOURCES];
}

/** What n8n keeps in a collection and nobody added is not given. */
const mayStayUnset = (field: Field) => field.place === 'additionalFields';

export function typedDefault(field: Field): TypedDefault {
	if (field.unset || (field.kind === 'boolean' && mayStayUnset(field))) return { type: UNSET, value: '' };
	return field.fromMessage
		? { type: 'msg', value: field.fromMessage }
		: { type: inputTypes(field)[0]!, value: String(field.default) };
}

/** A select outside the main part may stay unset, as an n8n collection leaves out what nobody added. */
export function selectDefault(field: Field): string {
	return mayStayUnset(field) ? '' : String(field.default);
}
