import { ALL_FIELDS, inputTypes, isTyped, OPERATIONS, typedDefault, type TypedDefault } from '../fields';
import type { Field } from '../../core/fields';

const fieldsOf = (operation: unknown): Field[] =>
	(OPERATIONS.find(({ value }) => value === operation) ?? OPERATIONS[0]!).fields;

/** Choosing another operation touches what is typed in none of these: mailbox and folder are the same for all. */
export const followsOperation = (field: Field): boolean =>
	isTyped(field) && field.kind !== 'mailbox' && field.kind !== 'folder';

const isSame = (a: TypedDefault, b: TypedDefault) => a.type === b.type && a.value === b.value;

/**
 * What each field has before anybody enters something: another operation may have another preset for it. Remembers the last one
 * that was set, so that looking through the operations changes nothing; only what someone has entered stays.
 */
export class Presets {
	private readonly last = new Map<string, TypedDefault>();

	/** `operation`: the one that the node was saved with. */
	constructor(operation: unknown) {
		for (const field of ALL_FIELDS) this.last.set(field.name, typedDefault(field));
		for (const field of fieldsOf(operation)) this.last.set(field.name, typedDefault(field));
	}

	/** What a field of the operation that was chosen now has to show, when it showed `current`. */
	next(field: Field, current: TypedDefault): TypedDefault {
		const isKept = !this.isUntouched(field, current) && inputTypes(field).includes(current.type);
		const preset = typedDefault(field);
		if (isKept) return current;
		this.last.set(field.name, preset);
		return preset;
	}

	/** Whether nobody has entered anything since the preset was set. */
	isUntouched({ name }: Field, current: TypedDefault): boolean {
		const last = this.last.get(name);
		return last !== undefined && isSame(last, current);
	}

	/**
	 * What a node saves for a field. One that the operation does not have and nobody has touched is saved as in a new node, so that
	 * anyone who chooses another operation next year finds its preset.
	 */
	saved(operation: unknown, field: Field, current: TypedDefault): TypedDefault {
		const isOfOperation = fieldsOf(operation).some(({ name }) => name === field.name);
		return !isOfOperation && this.isUntouched(field, current) ? typedDefault(field) : current;
	}
}
