import { isCustomHeaderName, MOST_HEADERS } from '../../core/message/headers';
import { ALL_FIELDS, inputTypes, isTyped, OPERATIONS, typedDefault, typeProperty } from '../fields';

// What the two dialogs do in the browser. Their HTML and literal defaults come from html.ts; build.mts joins them.

export { closeAccount, prepareAccount } from './accountDialog';

/** `draft → support@contoso.com / inbox` */
export function label(this: EditorNode): string {
	if (this.name) return this.name;
	const mailbox = this.mailboxType === 'str' && this.mailbox === 'me' ? this._('outlook-draft.me') : shown(this.mailbox, this.mailboxType);
	return `draft → ${mailbox} / ${shown(this.folder, this.folderType)}`;
}

function shown(value: unknown, type: unknown): string {
	const text = String(value ?? '');
	return type === 'str' ? text : `${String(type)}.${text}`;
}

export function labelStyle(this: EditorNode): string {
	return this.name ? 'node_label_italic' : '';
}

// Validators declare two parameters: with one, the editor takes a returned text for "valid".

export function checkHeaders(this: EditorNode, rows: unknown, options: unknown): true | string {
	void options;
	const names = (Array.isArray(rows) ? (rows as HeaderRow[]) : []).map((row) => (row.name ?? '').trim()).filter((name) => name !== '');
	const wrong = names.find((name) => !isCustomHeaderName(name));
	if (wrong !== undefined) return `"${wrong}": ${this._('outlook-draft.invalid.headerName')}`;
	return names.length <= MOST_HEADERS || this._('outlook-draft.invalid.headerCount');
}

/** An empty mailbox or folder is refused at run time; other types are known only then. */
export function checkPlace(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return String(value ?? '').trim() !== '' || this._('outlook-draft.invalid.empty');
}

export function prepareDraft(this: EditorNode): void {
	for (const field of ALL_FIELDS) {
		if (isTyped(field)) prepareTyped(this, field.name);
		if (field.kind === 'pairs') prepareHeaders(this, field.name);
	}
	const selects = ALL_FIELDS.filter((field) => field.kind === 'select').map((field) => `#node-input-${field.name}`);
	for (const selector of ['#node-input-operation', ...selects]) $(selector).on('change', showRows);
	showRows();
}

function prepareTyped(node: EditorNode, name: string): void {
	const field = ALL_FIELDS.find((candidate) => candidate.name === name)!;
	const input = $(`#node-input-${name}`);
	const preset = typedDefault(field);
	input.typedInput({ default: preset.type, types: inputTypes(field), typeField: $(`#node-input-${typeProperty(field)}`) });
	// A node saved before this field existed has neither value.
	if (node[name] === undefined) {
		input.typedInput('type', preset.type);
		input.typedInput('value', preset.value);
	}
}

function prepareHeaders(node: EditorNode, name: string): void {
	const list = $(`#node-input-${name}-list`).editableList({
		addItem: (row, _index, data) => addHeaderRow(node, row, data),
		removable: true,
		sortable: true,
		height: 'auto',
		addButton: node._('outlook-draft.addHeader'),
	});
	for (const row of Array.isArray(node[name]) ? (node[name] as HeaderRow[]) : []) list.editableList('addItem', row);
}

function addHeaderRow(node: EditorNode, row: WidgetElement, data: HeaderRow): void {
	row.css({ display: 'flex', gap: '6px' });
	const nameInput = $('<input type="text" class="outlook-draft-header-name">').css({ flex: '2', minWidth: '0' }).appendTo(row);
	nameInput.attr('placeholder', 'x-ticket-id').attr('aria-label', node._('outlook-draft.headerName')).val(data.name ?? '');
	const box = $('<div>').css({ flex: '3', minWidth: '0' }).appendTo(row);
	const valueInput = $('<input type="text" class="outlook-draft-header-value">').css({ width: '100%' }).appendTo(box);
	valueInput.attr('aria-label', node._('outlook-draft.headerValue')).val(data.value ?? '');
	valueInput.typedInput({ default: data.valueType ?? 'str', types: ['str', 'msg', 'flow', 'global', 'env', 'jsonata'] });
	const check = () => {
		const name = nameInput.val().trim();
		const wrong = name !== '' && !isCustomHeaderName(name);
		nameInput.toggleClass('input-error', wrong).attr('title', wrong ? node._('outlook-draft.invalid.headerName') : '');
	};
	nameInput.on('change keyup', check);
	check();
}

/** Shows the rows that apply to the chosen operation and sources; a group without any is hidden too. */
function showRows(): void {
	const operation = OPERATIONS.find(({ value }) => value === $('#node-input-operation').val()) ?? OPERATIONS[0]!;
	for (const field of ALL_FIELDS) {
		const applies =
			operation.fields.some(({ name }) => name === field.name) &&
			Object.entries(field.when ?? {}).every(([other, values]) => values.includes($(`#node-input-${other}`).val()));
		$(`#outlook-draft-row-${field.name}`).toggle(applies).toggleClass('outlook-draft-applies', applies);
	}
	$('.outlook-draft-group').each((_index, group) => {
		const element = $(group);
		element.toggle(element.find('.outlook-draft-applies').length > 0);
	});
}

export function saveDraft(this: EditorNode): void {
	for (const field of ALL_FIELDS.filter(({ kind }) => kind === 'pairs')) {
		const rows: HeaderRow[] = [];
		$(`#node-input-${field.name}-list`)
			.editableList('items')
			.each((_index, element) => {
				const value = $(element).find('.outlook-draft-header-value');
				rows.push({
					name: $(element).find('.outlook-draft-header-name').val().trim(),
					value: value.typedInput('value'),
					valueType: value.typedInput('type'),
				});
			});
		this[field.name] = rows.filter((row) => row.name !== '' || row.value !== '');
	}
}
