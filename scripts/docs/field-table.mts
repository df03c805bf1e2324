// README's table of fields, from the list from which both hosts are built.
import type { Field, Resource } from '../../core/fields/index.ts';

/** One table for each operation. */
export function fieldTable(resources: Resource[]): string {
	return resources
		.flatMap(({ operations }) => operations)
		.map(({ label, fields }) =>
			[`**${label}**`, '', '| field | saved as | what it is |', '|---|---|---|', ...fields.map(row)].join('\n'),
		)
		.join('\n\n');
}

function row(field: Field): string {
	const place = field.place === 'main' ? '' : `${field.place}.`;
	return `| ${field.label} | \`${place}${field.name}\` | ${cell([`${field.description.replace(/\.$/, '')}.`, ...values(field)].join(' '))} |`;
}

function values({ choices, default: standard, kind, pair }: Field): string[] {
	if (choices)
		return [
			`Values: ${choices.map(({ value }) => (value === standard ? `**\`${value}\`**` : `\`${value}\``)).join(', ')}.`,
		];
	if (pair) return [`${pair.many ? 'Rows' : 'One row'} of \`${pair.first.name}\` and \`${pair.second.name}\`.`];
	return kind === 'number' ? [`Usually ${String(standard)}.`] : [];
}

export const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\r?\n/g, ' ').replace(/</g, '&lt;');

const BEGIN = '<!-- fields: written by "npm run docs" -->';
const END = '<!-- end of fields -->';

/** A page with what stands between its two marks replaced. */
export function withFieldTable(page: string, table: string): string {
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) throw new Error('README.md has lost the marks of its table of fields.');
	return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
