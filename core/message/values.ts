import { invalidInput, quoted } from '../errors';

/** Reads a text field. Undefined and null mean "not given"; `''` is a value. Numbers and the like are written out. */
export function readText(value: unknown, field: string): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
	throw invalidInput(`${field}: a text is needed, but the value is ${describe(value)}.`, 'Choose a single value from it, or turn it into text first.');
}

/** Reads one of fixed choices, in any letter case. Undefined, null and `''` mean "not given". */
export function readChoice<T extends string>(value: unknown, field: string, choices: readonly T[]): T | undefined {
	const text = readText(value, field)?.trim().toLowerCase();
	if (text === undefined || text === '') return undefined;
	const choice = choices.find((candidate) => candidate.toLowerCase() === text);
	if (choice === undefined) throw invalidInput(`${field}: ${quoted(value)} is not known.`, `Use one of: ${choices.join(', ')}.`);
	return choice;
}

/** Reads a switch: true and false, also as text, as an expression or a message property may give them. Not given is `otherwise`. */
export function readFlag(value: unknown, field: string, otherwise: boolean): boolean {
	const choice = readChoice(value, field, ['true', 'false']);
	return choice === undefined ? otherwise : choice === 'true';
}

function describe(value: unknown): string {
	if (value instanceof Uint8Array) return 'binary data';
	if (Array.isArray(value)) return `a list of ${value.length}`;
	return typeof value === 'object' ? `an object (${quoted(value)})` : `a ${typeof value}`;
}
