import type { Field, Pair } from '../../core/fields';
import { isCustomHeaderName, MOST_HEADERS } from '../../core/message/headers';
import { SOURCES } from '../fields';
import { allowsAnyHeader } from './headers';
import { rowOf, StateLine, typeOf, valueOf } from './rows';

// Lists of rows with two inputs each, such as custom headers.

/** A check of the whole list, which its rows call when something was typed. */
type Check = () => void;

/** Shows the rows that the node has, with a button for more. */
export function preparePairs(node: EditorNode, { name, pair }: Field & { pair: Pair }): void {
	const check = name === 'customHeaders' ? headerCheck(node, name) : () => undefined;
	const list = $(`#node-input-${name}-list`).editableList({
		addItem: (row, _index, data) => addPair(node, row, { name, pair, data, check }),
		removeItem: check,
		removable: true,
		sortable: true,
		height: 'auto',
		addButton: node._(`outlook-draft.field.${name}.add`),
	});
	// Node-RED draws a cross without a name.
	const nameCrosses = () =>
		void list.find('.red-ui-editableList-item-remove').attr('aria-label', node._('outlook-draft.removeLine'));
	$(`#outlook-draft-row-${name}`).on('click focusin', nameCrosses);
	for (const row of Array.isArray(node[name]) ? (node[name] as PairRow[]) : []) list.editableList('addItem', row);
	nameCrosses();
	$('#node-input-anyHeader').on('change', check);
	$('#node-input-operation').on('change', check);
}

/** Says below the headers what Outlook will not take. */
function headerCheck(node: EditorNode, name: string): Check {
	const line = new StateLine(rowOf(name));
	return () => {
		const isMime = allowsAnyHeader($('#node-input-operation').val(), typeOf('anyHeader'), valueOf('anyHeader'));
		const inputs = [
			...document.querySelectorAll<HTMLInputElement>(`#node-input-${name}-list .outlook-draft-pair-first`),
		];
		const isWrong = (input: HTMLInputElement) => {
			const header = input.value.trim();
			return !isMime && header !== '' && !isCustomHeaderName(header);
		};
		for (const input of inputs) {
			input.classList.toggle('input-error', isWrong(input));
			input.setAttribute('aria-invalid', String(isWrong(input)));
		}
		const wrong = inputs.find(isWrong)?.value.trim();
		const isTooMany = !isMime && inputs.filter(({ value }) => value.trim() !== '').length > MOST_HEADERS;
		if (wrong !== undefined) line.say(`"${wrong}": ${node._('outlook-draft.invalid.headerName')}`, 'wrong');
		else line.say(isTooMany ? node._('outlook-draft.invalid.headerCount') : '', 'wrong');
	};
}

interface NewPair {
	name: string;
	pair: Pair;
	data: PairRow;
	check: Check;
}

function addPair(node: EditorNode, row: WidgetElement, { name, pair, data, check }: NewPair): void {
	const { first, second } = pair;
	row.css({ display: 'flex', gap: '6px' });
	const firstInput = $('<input type="text" class="outlook-draft-pair-first">')
		.css({ flex: '2', minWidth: '0' })
		.appendTo(row);
	const nameWhole = () => void firstInput.attr('title', firstInput.val());
	firstInput
		.attr('placeholder', node._(`outlook-draft.field.${name}.firstPlaceholder`))
		.attr('aria-label', node._(`outlook-draft.field.${name}.first`))
		.val(data[first.name] ?? '');
	const box = $('<div>').css({ flex: '3', minWidth: '0' }).appendTo(row);
	const secondInput = $('<input type="text" class="outlook-draft-pair-second">').css({ width: '100%' }).appendTo(box);
	const isJson = second.kind === 'json';
	secondInput
		.attr('placeholder', node._(`outlook-draft.field.${name}.secondPlaceholder`))
		.attr('aria-label', node._(`outlook-draft.field.${name}.second`))
		.val(data[second.name] ?? (isJson ? '{}' : ''));
	secondInput.typedInput({
		default: data[`${second.name}Type`] ?? (isJson ? 'json' : 'str'),
		types: [isJson ? 'json' : 'str', ...SOURCES],
	});
	// A name that is longer than its place.
	firstInput.on('change keyup', nameWhole);
	firstInput.on('change keyup', check);
	nameWhole();
	window.setTimeout(check);
}

/** The rows as they stand in the dialog, without those that are empty. */
export function shownPairs({ name, pair: { first, second } }: Field & { pair: Pair }): PairRow[] {
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
	return rows.filter((row) => row[first.name] !== '' || row[second.name] !== '');
}
