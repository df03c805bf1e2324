import { OPERATIONS } from '../fields';

/** Whether headers of all names are allowed, or may be: *Any Header* is known only when a message arrives. */
export function allowsAnyHeader(operation: unknown, type: unknown, value: unknown): boolean {
	const { fields } = OPERATIONS.find((one) => one.value === operation) ?? OPERATIONS[0]!;
	if (!fields.some(({ name }) => name === 'anyHeader') || value === undefined) return false;
	return type !== 'bool' || String(value) === 'true';
}
