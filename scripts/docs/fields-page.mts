// docs/fields.md, from the list from which both hosts are built.
import type { Field, Operation, Resource } from '../../core/fields/index.ts';

const INTRODUCTION = `<!-- Written by "npm run docs" from core/fields. -->

# Fields

The names are the same in both hosts. n8n keeps those of \`additionalFields\` under *Additional Fields* (*Update Fields* of *Update Draft*) and
those of \`options\` under *Options*; in Node-RED they are below, in folded sections. In Node-RED each text, number and switch can be
filled from the message, the flow or global context, an environment variable or JSONata; drop-down lists are chosen in the dialog.

Lists, numbers, dates and JSON text are understood where an expression gives them. \`null\` and \`undefined\` mean "not set". An empty text is
a value in *Subject* and *Body* of a new message; in *Update Draft* it empties the field, if an expression or message gives it. Everywhere else
it means "not set".`;

/** The whole page. A field that an operation above has in the same words is only named. */
export function fieldsPage(resources: Resource[]): string {
	const seen = new Set<string>();
	const sections = resources.flatMap(({ operations }) => operations.map((operation) => section(operation, seen)));
	return [INTRODUCTION, ...sections, ''].join('\n\n');
}

function section({ label, description, fields }: Operation, seen: Set<string>): string {
	const rows = fields.map((field) => ({ field, row: rowOf(field) }));
	const known = rows.filter(({ row }) => seen.has(row));
	const own = rows.filter(({ row }) => !seen.has(row));
	for (const { row } of own) seen.add(row);
	return [
		`## ${label}\n\n${description}.`,
		...(own.length > 0
			? [
					table(
						['field', 'saved as', 'what it is'],
						own.map(({ row }) => row),
					),
				]
			: []),
		...(known.length > 0 ? [`As above: ${known.map(({ field }) => `*${field.label}*`).join(', ')}.`] : []),
	].join('\n\n');
}

const table = (head: string[], rows: string[]) =>
	[`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...rows.map((row) => `| ${row} |`)].join('\n');

function rowOf(field: Field): string {
	const place = field.place === 'main' ? '' : `${field.place}.`;
	const text = [`${field.description.replace(/\.$/, '')}.`, ...values(field)].join(' ');
	return `${field.label} | \`${place}${field.name}\` | ${cell(text)}`;
}

function values({ choices, default: standard, kind, pair }: Field): string[] {
	if (choices)
		return [
			`Values: ${choices.map(({ value, label }) => `${value === standard ? `**\`${value}\`**` : `\`${value}\``} (${label})`).join(', ')}.`,
		];
	if (pair) return [`${pair.many ? 'Rows' : 'One row'} of \`${pair.first.name}\` and \`${pair.second.name}\`.`];
	return kind === 'number' ? [`Usually ${String(standard)}.`] : [];
}

/** A text inside of a table. */
export const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\r?\n/g, ' ').replace(/</g, '&lt;');
