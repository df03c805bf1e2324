import { readFolder } from '../../core/folders/readFolder';
import { readMailbox } from '../../core/message/readMailbox';
import { isCustomHeaderName, MOST_HEADERS } from '../../core/message/headers';
import { LIST, operationKey, OPERATIONS } from '../fields';
import { inNodeRed } from '../words';
import { folderName } from './folderNames';
import { wrongAsFound } from './found';
import { allowsAnyHeader } from './headers';
import { accountIdOf, isPerson, isVariable } from './rows';

// What the canvas shows of a node: its label, and a triangle with a reason.

/** `draft → support@ / Inbox/Clients`; a node that is new is what the palette calls it. */
export function label(this: EditorNode): string {
	if (this.name) return this.name;
	const kind = kindOf(this, 'mailbox');
	const isOwn = kind === 'str' && (this.mailbox === 'me' || (!this.mailbox && isPerson(this.account)));
	if (kind === 'str' && !this.mailbox && !isOwn) return this._('outlook-draft.node.draft');
	const mailbox = isOwn ? this._('outlook-draft.me') : shown(this.mailbox, kind).replace(/@.*$/, '@');
	// Only a create and a list are about a folder.
	if (this.operation && this.operation !== OPERATIONS[0]!.value)
		return `${this._(`outlook-draft.operation.${operationKey(String(this.operation))}`)} → ${mailbox}`;
	const folder =
		kindOf(this, 'folder') === LIST
			? listedFolder(this, 'drafts').replace(/ \/ /g, '/')
			: shown(this.folder, this.folderType);
	return this._('outlook-draft.node.draftIn')
		.replace('{mailbox}', () => mailbox)
		.replace('{folder}', () => folder);
}

/** `preset`: what a flow that was written by hand need not say. An id says nothing to a person. */
export function listedFolder(node: EditorNode, preset: string): string {
	const folder = String(node.folder ?? preset);
	const name = folderName((key) => node._(`outlook-draft.${key}`), folder, String(node.folderName ?? ''));
	return name === folder ? shown(folder, LIST) : name;
}

/** A fixed value as it is, others with their kind: `msg.folder`. An id says nothing to a person. */
function shown(value: unknown, type: unknown): string {
	const text = String(value ?? '');
	if (type !== 'str' && type !== LIST) return `${String(type)}.${text}`;
	return text.length > 40 ? `${text.slice(0, 12)}…` : text;
}

export function accountLabel(this: EditorNode): string {
	return this.name || this._('outlook-draft.node.account');
}

export function labelStyle(this: EditorNode): string {
	return this.name ? 'node_label_italic' : '';
}

/** What stands at the output when the pointer rests there: where the result is. */
export function outputLabels(this: EditorNode): string {
	return `msg.${String(this.resultTo || 'payload')}`;
}

// Validators declare two parameters: with one, the editor takes a returned text for "valid".

export function checkHeaders(this: EditorNode, rows: unknown, options: unknown): true | string {
	void options;
	if (allowsAnyHeader(this.operation, this.anyHeaderType, this.anyHeader)) return true;
	// A message that comes as a whole has its own.
	if (!['fields', 'template', 'json'].includes(String(this.messageSource ?? 'fields'))) return true;
	const names = (Array.isArray(rows) ? (rows as PairRow[]) : [])
		.map((row) => (row.name ?? '').trim())
		.filter((name) => name !== '');
	const wrong = names.find((name) => !isCustomHeaderName(name));
	if (wrong !== undefined) return `"${wrong}": ${this._('outlook-draft.invalid.headerName')}`;
	return names.length <= MOST_HEADERS || this._('outlook-draft.invalid.headerCount');
}

/** A mailbox or folder that was entered and cannot be right would be rejected at run time; other kinds are known only then. */
export function checkMailbox(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return checkPlace(this, 'mailbox', value);
}

export function checkFolder(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	const { fields } = OPERATIONS.find((operation) => operation.value === this.operation) ?? OPERATIONS[0]!;
	// Other operations have none, and a flow that was written by hand need not name the preset.
	if (!fields.some(({ kind }) => kind === 'folder') || value === undefined) return true;
	return checkPlace(this, 'folder', value);
}

/** A flow that was written by hand need not name the kind of value that a field begins with. */
const kindOf = (node: EditorNode, kind: 'mailbox' | 'folder') =>
	node[`${kind}Type`] ?? (kind === 'mailbox' ? 'str' : LIST);

export function checkPlace(node: EditorNode, kind: 'mailbox' | 'folder', value: unknown): true | string {
	const text = String(value ?? '').trim();
	// Node-RED replaces it when it starts.
	if (isVariable(text)) return true;
	const found = wrongAsFound(node, kind, value);
	if (found !== undefined) return found;
	if (text !== '') return (kindOf(node, kind) === 'str' ? wrongPlace(kind, value) : undefined) ?? true;
	if (kind === 'mailbox' && kindOf(node, kind) === 'str' && isPerson(accountIdOf(node))) return true;
	return `${node._(`outlook-draft.field.${kind}.label`)}: ${node._('outlook-draft.invalid.empty')}`;
}

/** Words for a mailbox or folder that was typed in and cannot be right; undefined for what can. Sends nothing. */
function wrongPlace(kind: 'mailbox' | 'folder', value: unknown): string | undefined {
	try {
		if (kind === 'mailbox') readMailbox(value);
		else readFolder(value);
		return undefined;
	} catch (thrown) {
		return inNodeRed((thrown as Error).message);
	}
}
