import type { Field, Pair } from '../../core/fields';
import { isCustomHeaderName, MOST_HEADERS } from '../../core/message/headers';
import {
	ALL_FIELDS,
	inputTypes,
	isTyped,
	LIST,
	OPERATIONS,
	otherWords,
	selectDefault,
	SOURCES,
	typedDefault,
	typeProperty,
	type TypedDefault,
	UNSET,
} from '../fields';
import { prepareLines, textType, warnOfMustache } from './lines';
import { followsOperation, Presets } from './presets';
import { FOLDER_TYPES, FolderPicker, MAILBOX_TYPE, prepareMailbox, wrongPlace } from './places';

// What the two dialogs do in the browser. Their HTML and literal defaults come from html.ts; build.mts joins them.

export { checkFilledIn, closeAccount, prepareAccount, saveAccount } from './accountDialog';

/** `draft → support@ / Inbox/Clients` */
export function label(this: EditorNode): string {
	if (this.name) return this.name;
	const mailbox =
		this.mailboxType === 'str' && (this.mailbox === 'me' || (!this.mailbox && isPerson(this.account)))
			? this._('outlook-draft.me')
			: shown(this.mailbox, this.mailboxType).replace(/@.*$/, '@');
	// Only a create and a list are about a folder.
	if (this.operation && this.operation !== OPERATIONS[0]!.value)
		return `${this._(`outlook-draft.operation.${String(this.operation).replace(':', '-')}`)} → ${mailbox}`;
	const folder =
		this.folderType === LIST && this.folderName
			? String(this.folderName).replace(/ \/ /g, '/')
			: shown(this.folder, this.folderType);
	return `draft → ${mailbox} / ${folder}`;
}

/** A fixed value as it is, others with their kind: `msg.folder`. An id says nothing to a person. */
function shown(value: unknown, type: unknown): string {
	const text = String(value ?? '');
	if (type !== 'str' && type !== LIST) return `${String(type)}.${text}`;
	return text.length > 40 ? `${text.slice(0, 12)}…` : text;
}

export function labelStyle(this: EditorNode): string {
	return this.name ? 'node_label_italic' : '';
}

// Validators declare two parameters: with one, the editor takes a returned text for "valid".

export function checkHeaders(this: EditorNode, rows: unknown, options: unknown): true | string {
	void options;
	const names = (Array.isArray(rows) ? (rows as PairRow[]) : [])
		.map((row) => (row.name ?? '').trim())
		.filter((name) => name !== '');
	const wrong = names.find((name) => !isCustomHeaderName(name));
	if (wrong !== undefined) return `"${wrong}": ${this._('outlook-draft.invalid.headerName')}`;
	return names.length <= MOST_HEADERS || this._('outlook-draft.invalid.headerCount');
}

/** A mailbox or folder that was entered and cannot be right would be refused at run time; other kinds are known only then. */
export function checkMailbox(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return checkPlace(this, 'mailbox', value);
}

export function checkFolder(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	// Other operations have none, and a flow that was written by hand need not name the preset.
	if (!fieldsOf(this.operation).some(({ kind }) => kind === 'folder') || value === undefined) return true;
	return checkPlace(this, 'folder', value);
}

function checkPlace(node: EditorNode, kind: 'mailbox' | 'folder', value: unknown): true | string {
	const text = String(value ?? '').trim();
	// An environment variable, which Node-RED replaces when it starts.
	if (/^\$\{\S+\}$/.test(text)) return true;
	const wrong = node[`${kind}Type`] === 'str' ? wrongPlace(kind, value) : undefined;
	if (text !== '') return wrong ?? true;
	if (kind === 'mailbox' && node.mailboxType === 'str' && isPerson(node.account)) return true;
	const label = node._(`outlook-draft.field.${kind}.label`);
	return `${label}: ${node._('outlook-draft.invalid.empty')}`;
}

/** Who signs in as a person has a mailbox, which an empty field means. */
const isPerson = (account: unknown) => RED.nodes.node(String(account ?? ''))?.grantType === 'authorizationCode';

/** The folder's list of the dialog that is open: Node-RED opens one at a time. */
let folderPicker: FolderPicker | undefined;
/** Of the same dialog. */
let presets: Presets | undefined;

export function prepareDraft(this: EditorNode): void {
	const translate = (key: string) => this._(`outlook-draft.${key}`);
	const picker = new FolderPicker(translate, this);
	folderPicker = picker;
	for (const field of ALL_FIELDS) {
		const own = fieldsOf(this.operation).find(({ name }) => name === field.name) ?? field;
		if (isTyped(field)) prepareTyped(this, own, typesOf(own, translate, picker));
		if (field.pair) preparePairs(this, field.name, field.pair);
	}
	$('#node-input-resultTo').typedInput({ default: 'msg', types: ['msg'], typeField: $('#node-input-resultToType') });
	if (this.resultTo === undefined) $('#node-input-resultTo').typedInput('value', 'payload');
	picker.prepare();
	prepareMailbox(translate, picker);
	// A node that was saved before this field existed shows what it does without it.
	for (const field of ALL_FIELDS)
		if (field.kind === 'select' && this[field.name] === undefined)
			$(`#node-input-${field.name}`).val(selectDefault(field));
	const show = () => showRows(translate);
	const conditions = OPERATIONS.flatMap(({ fields }) =>
		fields.flatMap(({ when = [] }) => when.flatMap((condition) => Object.keys(condition))),
	);
	for (const name of new Set(conditions)) $(`#node-input-${name}`).on('change', show);
	const followed = new Presets(this.operation);
	presets = followed;
	$('#node-input-operation').on('change', () => {
		takePresets(followed, fieldsOf($('#node-input-operation').val()), (field) => typesOf(field, translate, picker));
		show();
	});
	show();
}

const operationOf = (value: unknown) => OPERATIONS.find((operation) => operation.value === value) ?? OPERATIONS[0]!;
const fieldsOf = (operation: unknown) => operationOf(operation).fields;

/** With another operation a field may have another preset: one that was left as it was follows. */
function takePresets(presets: Presets, after: Field[], types: (field: Field) => Array<string | InputType>): void {
	for (const field of after.filter(followsOperation)) {
		const input = $(`#node-input-${field.name}`);
		const next = presets.next(field, shownIn(field.name));
		input.typedInput('types', types(field));
		input.typedInput('type', next.type);
		input.typedInput('value', next.value);
	}
}

function shownIn(name: string): TypedDefault {
	const input = $(`#node-input-${name}`);
	return { type: input.typedInput('type'), value: input.typedInput('value') };
}

function typesOf(field: Field, translate: (key: string) => string, picker: FolderPicker): Array<string | InputType> {
	const types = inputTypes(field);
	if (field.kind === 'mailbox') return [MAILBOX_TYPE(translate), ...types.filter((type) => type !== 'str')];
	if (field.kind === 'folder')
		return [...FOLDER_TYPES(translate, picker), ...types.filter((type) => type !== 'str' && type !== LIST)];
	return types.map((type) => {
		if (type === UNSET) return { value: UNSET, label: translate('unset'), hasValue: false };
		return type === 'str' && field.kind === 'multiline' ? textType(translate) : type;
	});
}

function prepareTyped(node: EditorNode, field: Field, types: Array<string | InputType>): void {
	const { name } = field;
	const input = $(`#node-input-${name}`);
	const preset = typedDefault(field);
	input.typedInput({ default: preset.type, types, typeField: $(`#node-input-${typeProperty(field)}`) });
	if (field.kind === 'multiline') prepareLines(name, node[name]);
	if (field.kind !== 'mailbox' && field.kind !== 'folder') warnOfMustache(node, name);
	// Node-RED draws three dots without a name.
	$(`#outlook-draft-row-${name}`)
		.find('.red-ui-typedInput-option-expand')
		.attr('aria-label', node._('outlook-draft.openEditor'));
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
	// Node-RED draws a cross without a name.
	$(`#outlook-draft-row-${name}`).on('click focusin', nameCrosses);
	function nameCrosses(): void {
		list.find('.red-ui-editableList-item-remove').attr('aria-label', node._('outlook-draft.removeLine'));
	}
	for (const row of Array.isArray(node[name]) ? (node[name] as PairRow[]) : []) list.editableList('addItem', row);
	nameCrosses();
}

function addPair(
	node: EditorNode,
	row: WidgetElement,
	{ name, pair: { first, second }, data }: { name: string; pair: Pair; data: PairRow },
): void {
	row.css({ display: 'flex', gap: '6px' });
	const firstInput = $('<input type="text" class="outlook-draft-pair-first">')
		.css({ flex: '2', minWidth: '0' })
		.appendTo(row);
	firstInput
		.attr('placeholder', first.placeholder)
		.attr('aria-label', node._(`outlook-draft.field.${name}.first`))
		.val(data[first.name] ?? '');
	const box = $('<div>').css({ flex: '3', minWidth: '0' }).appendTo(row);
	const secondInput = $('<input type="text" class="outlook-draft-pair-second">').css({ width: '100%' }).appendTo(box);
	secondInput
		.attr('placeholder', second.placeholder)
		.attr('aria-label', node._(`outlook-draft.field.${name}.second`))
		.val(data[second.name] ?? (second.kind === 'json' ? '{}' : ''));
	secondInput.typedInput({
		default: data[`${second.name}Type`] ?? (second.kind === 'json' ? 'json' : 'str'),
		types: [second.kind === 'json' ? 'json' : 'str', ...SOURCES],
	});
	if (name !== 'customHeaders') return;
	const check = () => {
		const header = firstInput.val().trim();
		const wrong = header !== '' && !isCustomHeaderName(header);
		firstInput.toggleClass('input-error', wrong).attr('title', wrong ? node._('outlook-draft.invalid.headerName') : '');
	};
	firstInput.on('change keyup', check);
	check();
}

/** Shows the rows that apply to the chosen operation and sources, in its words; a group without any is hidden too. */
function showRows(translate: (key: string) => string): void {
	const operation = operationOf($('#node-input-operation').val());
	const words = otherWords(operation);
	for (const field of ALL_FIELDS) {
		const own = operation.fields.find(({ name }) => name === field.name);
		const applies =
			own !== undefined &&
			(own.when ?? [{}]).some((condition) =>
				Object.entries(condition).every(([other, values]) => values.includes($(`#node-input-${other}`).val())),
			);
		$(`#outlook-draft-row-${field.name}`).toggle(applies).toggleClass('outlook-draft-applies', applies);
		if (!own) continue;
		const key =
			field.name in words ? `words.${operation.value.replace(':', '-')}.${field.name}` : `field.${field.name}`;
		const label = $(`#outlook-draft-label-${field.name}`).attr('title', translate(`${key}.description`));
		label.find('span').text(translate(`${key}.label`));
		if (own.choices)
			offerChoices(
				field.name,
				own.choices.map(({ value }) => value),
			);
	}
	$('.outlook-draft-group').each((_index, group) => {
		const element = $(group);
		element.toggle(element.find('.outlook-draft-applies').length > 0);
	});
}

/** A select holds the choices of all operations; those that this one does not have cannot be chosen. */
function offerChoices(name: string, values: string[]): void {
	const select = document.getElementById(`node-input-${name}`) as HTMLSelectElement;
	for (const option of select.options) {
		const isOffered = option.value === '' || values.includes(option.value);
		option.hidden = !isOffered;
		option.disabled = !isOffered;
	}
	if (select.selectedOptions[0]?.disabled) select.value = values[0]!;
}

export function saveDraft(this: EditorNode): void {
	$('#node-input-folderName').val(folderPicker?.name ?? '');
	const operation = $('#node-input-operation').val();
	for (const field of ALL_FIELDS.filter(followsOperation)) {
		const shown = shownIn(field.name);
		const saved = presets?.saved(operation, field, shown) ?? shown;
		if (saved === shown) continue;
		$(`#node-input-${field.name}`).typedInput('type', saved.type).typedInput('value', saved.value);
	}
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
