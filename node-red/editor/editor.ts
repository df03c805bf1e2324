import type { Field, Pair } from '../../core/fields';
import {
	ALL_FIELDS,
	inputTypes,
	isChosen,
	isTyped,
	LIST,
	OPERATIONS,
	sectionOf,
	selectDefault,
	typedDefault,
	typeProperty,
	type TypedDefault,
	UNSET,
	wordsKey,
} from '../fields';
import { FolderPicker } from './folderPicker';
import { folderType, mailboxType, pathType } from './inputTypes';
import { remember } from './found';
import { prepareLines, textType, warnOfMustache } from './lines';
import { MailboxField } from './mailboxField';
import { MessagePicker } from './messagePicker';
import { preparePairs, shownPairs } from './pairs';
import { followsOperation, Presets } from './presets';
import { setEdited, typeOf, valueOf } from './rows';
import type { Translate } from './translate';
import { prepareTest } from './testButton';

// What the draft node's dialog does in the browser. Its HTML and literal defaults come from html.ts; build.mts joins them.

export { checkFilledIn, closeAccount, prepareAccount, saveAccount } from './accountDialog';
export * from './palette';
export * from './validators';
export { closeWatch, prepareWatch, saveWatch } from './watch';
export * from './watchValidators';

/** The parts of the dialog that is open: Node-RED opens one at a time. */
interface Parts {
	folder: FolderPicker;
	mailbox?: MailboxField;
	/** By field. */
	messages: Map<string, MessagePicker>;
	presets: Presets;
}
let parts: Parts | undefined;

export function prepareDraft(this: EditorNode): void {
	setEdited(this);
	const translate = (key: string) => this._(`outlook-draft.${key}`);
	const open: Parts = {
		folder: new FolderPicker(translate, this, folderOf(this.operation)),
		messages: new Map(
			ALL_FIELDS.flatMap(({ name, kind }) =>
				kind === 'draft' || kind === 'message' || kind === 'template'
					? [[name, new MessagePicker(translate, this, name, kind)]]
					: [],
			),
		),
		presets: new Presets(this.operation),
	};
	parts = open;
	left = new Set();
	const types = (field: Field) => typesOf(field, translate, open);
	for (const field of ALL_FIELDS) {
		const own = fieldsOf(this.operation).find(({ name }) => name === field.name) ?? field;
		if (isTyped(field)) prepareTyped(this, own, types(own));
		if (hasPair(field)) preparePairs(this, field);
		// A node that was saved before this field existed shows what it does without it.
		if (field.kind === 'select' && this[field.name] === undefined)
			$(`#node-input-${field.name}`).val(selectDefault(field));
	}
	$('#node-input-resultTo').typedInput({ default: 'msg', types: ['msg'], typeField: $('#node-input-resultToType') });
	if (this.resultTo === undefined) $('#node-input-resultTo').typedInput('value', 'payload');
	preparePlaces(open, translate);
	followChoices(open, translate, types);
	prepareTest(this, translate);
}

const hasPair = (field: Field): field is Field & { pair: Pair } => field.pair !== undefined;
const operationOf = (value: unknown) => OPERATIONS.find((operation) => operation.value === value) ?? OPERATIONS[0]!;
const fieldsOf = (operation: unknown) => operationOf(operation).fields;
/** Where an operation begins: Drafts, for most of them. */
const folderOf = (operation: unknown) =>
	String(fieldsOf(operation).find(({ kind }) => kind === 'folder')?.default ?? 'drafts');

/** Mailbox, folder and message: what is in one mailbox is in no other. */
function preparePlaces(open: Parts, translate: Translate): void {
	const { folder, messages } = open;
	folder.prepare();
	for (const picker of messages.values()) picker.prepare();
	open.mailbox = new MailboxField(translate, (what) => {
		folder.forget(what === 'mailbox');
		if (what === 'account') void folder.check();
		else for (const picker of messages.values()) picker.onOtherMailbox();
	});
	void folder.check();
}

/** Shows the rows that what was chosen asks for, whenever it changes. */
function followChoices(
	{ presets, folder }: Parts,
	translate: Translate,
	types: (field: Field) => Array<string | InputType>,
): void {
	const show = () => showRows(translate);
	const conditions = OPERATIONS.flatMap(({ fields }) => fields.flatMap(({ when = {} }) => Object.keys(when)));
	for (const name of new Set(conditions)) $(`#node-input-${name}`).on('change', show);
	$('#node-input-messageSource').on('change', leaveToTemplate);
	leaveToTemplate();
	$('#node-input-operation').on('change', () => {
		arrangeRows();
		takePresets(presets, fieldsOf($('#node-input-operation').val()), types);
		folder.follow(folderOf($('#node-input-operation').val()));
		show();
		openMarks();
	});
	arrangeRows();
	show();
	openMarks();
}

/** To mark a message is all that this operation does. */
function openMarks(): void {
	if ($('#node-input-operation').val() === 'message:update') $('#outlook-draft-section-marks').attr('open', '');
}

/** A template has its own text: what an ordinary message brings for subject and body is shown only where it is taken. */
function leaveToTemplate(): void {
	const isTemplate = $('#node-input-messageSource').val() === 'template';
	for (const field of ALL_FIELDS.filter(({ name }) => name === 'subject' || name === 'body')) {
		const preset = typedDefault(field);
		const [from, to] = isTemplate ? [preset, EMPTY] : [EMPTY, preset];
		const input = $(`#node-input-${field.name}`);
		const shown = shownIn(field.name);
		if (shown.type !== from.type || shown.value !== from.value || left.has(field.name) === isTemplate) continue;
		if (isTemplate) left.add(field.name);
		else left.delete(field.name);
		input.typedInput('type', to.type).typedInput('value', to.value);
	}
}

const EMPTY: TypedDefault = { type: 'str', value: '' };
/** Fields of the open dialog whose preset gave way to a template. */
let left = new Set<string>();

/** Each operation has its fields in an order of its own. */
function arrangeRows(): void {
	for (const field of fieldsOf($('#node-input-operation').val()))
		$(`#outlook-draft-row-${field.name}`).appendTo(`#outlook-draft-section-${sectionOf(field)}`);
}

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

const shownIn = (name: string): TypedDefault => ({ type: typeOf(name), value: valueOf(name) });

function typesOf(field: Field, translate: Translate, { folder, messages }: Parts): Array<string | InputType> {
	return inputTypes(field).map((type) => {
		if (type === UNSET) return { value: UNSET, label: translate('unset'), hasValue: false };
		if (type === LIST && field.kind === 'folder') return folderType(translate, folder);
		if (type === LIST)
			return {
				value: LIST,
				label: translate(`type.listOf.${field.kind}`),
				icon: 'fa fa-envelope-o',
				valueLabel: (container: WidgetElement, value: string) => messages.get(field.name)!.fill(container[0]!, value),
			};
		if (type !== 'str') return type;
		if (field.kind === 'multiline') return textType(translate);
		if (field.kind === 'mailbox') return mailboxType(translate);
		if (field.kind === 'folder') return pathType(translate);
		if (field.kind === 'draft' || field.kind === 'message')
			return { value: 'str', label: translate('type.id'), icon: 'fa fa-pencil' };
		if (field.kind === 'template') return { value: 'str', label: translate('type.subject'), icon: 'fa fa-pencil' };
		return type;
	});
}

function prepareTyped(node: EditorNode, field: Field, types: Array<string | InputType>): void {
	const { name } = field;
	const input = $(`#node-input-${name}`);
	const preset = typedDefault(field);
	input.typedInput({ default: preset.type, types, typeField: $(`#node-input-${typeProperty(field)}`) });
	if (field.kind === 'multiline') prepareLines(name, node[name]);
	if (!['mailbox', 'folder', 'template'].includes(field.kind)) warnOfMustache(node, name);
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

/** Shows the rows that apply to the chosen operation and sources, in its words; a group without any is hidden too. */
function showRows(translate: Translate): void {
	const operation = operationOf($('#node-input-operation').val());
	for (const field of ALL_FIELDS) {
		const own = operation.fields.find(({ name }) => name === field.name);
		const applies =
			own !== undefined &&
			Object.entries(own.when ?? {}).every(([other, values]) => values.includes($(`#node-input-${other}`).val()));
		$(`#outlook-draft-row-${field.name}`).toggle(applies).toggleClass('outlook-draft-applies', applies);
		if (!own) continue;
		const key = wordsKey(operation, own);
		const label = $(`#outlook-draft-label-${field.name}`).attr('title', translate(`${key}.description`));
		label.find('span').text(translate(`${key}.label`));
		if (own.choices) offerChoices(own, (value) => translate(`${key}.choice.${value}`));
	}
	$('.outlook-draft-group').each((_index, group) => {
		const element = $(group);
		element.toggle(element.find('.outlook-draft-applies').length > 0);
	});
}

/** A select holds the choices of all operations; those that this one does not have cannot be chosen. */
function offerChoices({ name, choices = [] }: Field, textOf: (value: string) => string): void {
	const select = document.getElementById(`node-input-${name}`) as HTMLSelectElement;
	const values = choices.map(({ value }) => value);
	for (const option of select.options) {
		if (option.value === '') continue;
		const isOffered = values.includes(option.value);
		option.hidden = !isOffered;
		option.disabled = !isOffered;
		if (isOffered) option.text = textOf(option.value);
	}
	if (select.selectedOptions[0]?.disabled) select.value = values[0]!;
}

/** Called when the dialog is left without saving. */
export function closeDraft(): void {
	setEdited();
	parts = undefined;
}

export function saveDraft(this: EditorNode): void {
	const operation = $('#node-input-operation').val();
	$('#node-input-folderName').val(parts?.folder.name ?? '');
	for (const picker of parts?.messages.values() ?? []) picker.save();
	for (const field of ALL_FIELDS.filter(followsOperation)) {
		const shown = shownIn(field.name);
		const saved = parts?.presets.saved(operation, field, shown) ?? shown;
		if (saved === shown) continue;
		$(`#node-input-${field.name}`).typedInput('type', saved.type).typedInput('value', saved.value);
	}
	for (const field of ALL_FIELDS) if (hasPair(field)) this[field.name] = shownPairs(field);
	const mailbox = parts?.mailbox?.wrong;
	const folder = parts?.folder.wrong;
	remember(this, {
		account: $('#node-input-account').val(),
		mailbox: valueOf('mailbox'),
		folder: valueOf('folder'),
		...(mailbox ? { mailboxText: mailbox } : {}),
		...(folder ? { folderText: folder } : {}),
	});
	dropOthers(this, operation);
	closeDraft();
}

/** What belongs to other operations, and nobody has touched, is not saved: it would fill exports and the sidebar. */
function dropOthers(node: EditorNode, operation: string): void {
	const own = new Set(fieldsOf(operation).map(({ name }) => name));
	for (const field of ALL_FIELDS) {
		const { name } = field;
		if (own.has(name)) continue;
		if (hasPair(field)) {
			if ((node[name] as PairRow[]).length === 0) delete node[name];
			continue;
		}
		const preset = isTyped(field) ? typedDefault(field) : { type: '', value: selectDefault(field) };
		const shown = isTyped(field) ? shownIn(name) : { type: '', value: $(`#node-input-${name}`).val() };
		if (shown.type !== preset.type || shown.value !== preset.value) continue;
		const properties = isTyped(field) ? [name, typeProperty(field)] : [name];
		if (isChosen(field)) properties.push(`${name}Name`);
		for (const property of properties) {
			// The editor reads what it finds under this id.
			$(`#node-input-${property}`).attr('id', '');
			delete node[property];
		}
	}
}
