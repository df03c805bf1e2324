import type { Field } from '../../core/fields';
import { escapeHtml } from '../escapeHtml';
import { operationKey, OPERATIONS, wordsKey } from '../fields';
import type { Catalogue } from './translate';

/** Where the help of the draft node has its list of fields. */
const FIELD_LIST = '<!-- fields -->';

const NODES = ['outlook-watch', 'outlook-account', 'outlook-draft'] as const;
/** The help of each node, in Markdown. */
export type Help = Record<(typeof NODES)[number], string>;

/** What the editor file, or that of a language, holds of the help; the list of fields is made from the catalogue. */
export const helpHtml = (help: Help, { 'outlook-draft': texts }: { 'outlook-draft': Catalogue }): string =>
	NODES.map((node) => {
		const text = help[node].trim().replace(FIELD_LIST, () => fieldHelp(texts));
		return `<script type="text/markdown" data-help-name="${node}">\n${text}\n</script>\n`;
	}).join('');

/** The fields of each operation with their descriptions, folded. */
function fieldHelp(texts: Catalogue): string {
	return OPERATIONS.map((operation) => {
		const lines = operation.fields.map((field) => lineOfHelp(field, wordsAt(texts, wordsKey(operation, field))));
		const label = String(wordsAt(texts, 'operation')[operationKey(operation.value)]);
		return `<details><summary>${escapeHtml(label)}</summary>\n\n${lines.join('\n')}\n\n</details>`;
	}).join('\n\n');
}

const wordsAt = (texts: Catalogue, path: string): Catalogue =>
	path.split('.').reduce((part, name) => (part[name] ?? {}) as Catalogue, texts);

/** Node-RED takes what stands between two colons, with something in brackets, for the description of a property. */
function lineOfHelp({ choices = [] }: Field, { label, description, choice, about }: Catalogue): string {
	const text = (of: Catalogue[string] | undefined, name: string) => (of as Catalogue | undefined)?.[name];
	const values = choices
		.map(({ value }) => {
			const note = text(about, value);
			return note === undefined ? `*${text(choice, value)}*` : `*${text(choice, value)}* (${note})`;
		})
		.join(', ');
	const line = ` - **${label}**: ${String(description).replace(/\.$/, '')}.${values ? ` ${values}.` : ''}`;
	return line.replace(/:/g, '&#58;');
}
