import type { Pair } from '../../core/fields';
import { isCustomHeaderName, MOST_HEADERS } from '../../core/message/headers';
import { ALL_FIELDS, inputTypes, isTyped, OPERATIONS, SOURCES, typedDefault, typeProperty, UNSET } from '../fields';

// What the two dialogs do in the browser. Their HTML and literal defaults come from html.ts; build.mts joins them.

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
	const names = (Array.isArray(rows) ? (rows as PairRow[]) : []).map((row) => (row.name ?? '').trim()).filter((name) => name !== '');
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
		if (field.pair) preparePairs(this, field.name, field.pair);
	}
	const selects = ALL_FIELDS.filter((field) => field.kind === 'select').map((field) => `#node-input-${field.name}`);
	for (const selector of ['#node-input-operation', ...selects]) $(selector).on('change', showRows);
	showRows();
}

function prepareTyped(node: EditorNode, name: string): void {
	const field = ALL_FIELDS.find((candidate) => candidate.name === name)!;
	const input = $(`#node-input-${name}`);
	const preset = typedDefault(field);
	input.typedInput({ default: preset.type, types: inputTypes(field).map((type) => (type === UNSET ? { value: UNSET, label: node._('outlook-draft.unset'), hasValue: false } : type)), typeField: $(`#node-input-${typeProperty(field)}`) });
	// A node saved before this field existed has neither value.
	if (node[name] === undefined) {
		input.typedInput('type', preset.type);
		input.typedInput('value', preset.value);
	}
}

function preparePairs(node: EditorNode, name: string, pair: Pair): void {
	const list = $(`#node-input-${name}-list`).editableList({
		addItem: (row, _index, data) => addPair(node, row, { name, pair, data }),
		removable: true,
		sortable: true,
		height: 'auto',
		addButton: node._(`outlook-draft.field.${name}.add`),
	});
	for (const row of Array.isArray(node[name]) ? (node[name] as PairRow[]) : []) list.editableList('addItem', row);
}

function addPair(node: EditorNode, row: WidgetElement, { name, pair: { first, second }, data }: { name: string; pair: Pair; data: PairRow }): void {
	row.css({ display: 'flex', gap: '6px' });
	const firstInput = $('<input type="text" class="outlook-draft-pair-first">').css({ flex: '2', minWidth: '0' }).appendTo(row);
	firstInput.attr('placeholder', first.placeholder).attr('aria-label', node._(`outlook-draft.field.${name}.first`)).val(data[first.name] ?? '');
	const box = $('<div>').css({ flex: '3', minWidth: '0' }).appendTo(row);
	const secondInput = $('<input type="text" class="outlook-draft-pair-second">').css({ width: '100%' }).appendTo(box);
	secondInput.attr('placeholder', second.placeholder).attr('aria-label', node._(`outlook-draft.field.${name}.second`)).val(data[second.name] ?? (second.kind === 'json' ? '{}' : ''));
	secondInput.typedInput({ default: data[`${second.name}Type`] ?? (second.kind === 'json' ? 'json' : 'str'), types: [second.kind === 'json' ? 'json' : 'str', ...SOURCES] });
	if (name !== 'customHeaders') return;
	const check = () => {
		const header = firstInput.val().trim();
		const wrong = header !== '' && !isCustomHeaderName(header);
		firstInput.toggleClass('input-error', wrong).attr('title', wrong ? node._('outlook-draft.invalid.headerName') : '');
	};
	firstInput.on('change keyup', check);
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
	for (const { name, pair } of ALL_FIELDS) {
		if (!pair) continue;
		const { first, second } = pair;
		const rows: PairRow[] = [];
		$(`#node-input-${name}-list`)
			.editableList('items')
			.each((_index, element) => {
				const input = $(element).find('input.outlook-draft-pair-second');
				rows.push({
					[first.name]: $(element).find('.outlook-draft-pair-first').val().trim(),
					[second.name]: input.typedInput('value'),
					[`${second.name}Type`]: input.typedInput('type'),
				});
			});
		this[name] = rows.filter((row) => row[first.name] !== '' || row[second.name] !== '');
	}
}

export function prepareAccount(this: EditorNode): void {
	const showCustom = () => {
		$('.outlook-account-custom').toggle($('#node-config-input-cloud').val() === 'custom');
	};
	$('#node-config-input-cloud').on('change', showCustom);
	showCustom();
}
