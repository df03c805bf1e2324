// Writes core/operations/rows.ts: the files of all operations, which nobody has to list by hand.
import type { Resource } from '../../core/fields/field.ts';

/** Each operation has a file of its own name, `core/operations/<resource>/<operation>.ts`, that exports `operation`. */
export function operationRows(resources: Resource[]): string {
	const all = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => ({
			name: `${value}:${operation.value}`,
			path: `./${value}/${operation.value}`,
			variable: `${value}${operation.value[0].toUpperCase()}${operation.value.slice(1)}`,
		})),
	);
	return [
		'// Written by `npm run docs` from the list of operations in core/fields/index.ts.',
		...all.map(({ path, variable }) => `import { operation as ${variable} } from '${path}';`),
		"import type { OperationRow } from './operation';",
		'',
		'/** By `resource:operation`. */',
		'export const ROWS: Record<string, OperationRow> = {',
		...all.map(({ name, variable }) => `\t'${name}': ${variable},`),
		'};',
		'',
	].join('\n');
}
