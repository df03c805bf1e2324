import type { Field } from '../../core/fields';
import {
	ALL_FIELDS,
	isChosen,
	operationKey,
	OPERATIONS,
	SECTIONS,
	sectionOf,
	selectDefault,
	typeProperty,
	type Section,
} from '../fields';

// The draft node's dialog, written at build time. What it does in the browser is in editor.ts.

export const text = (path: string) => `data-i18n="outlook-draft.${path}"`;
export const WIDE = 'style="width: 70%;"';

export function draftForm(): string {
	const operations = OPERATIONS.map(({ value }) => option(value, `operation.${operationKey(value)}`)).join('');
	const [main, ...folded] = SECTIONS;
	return [
		plainRow('name', 'fa-tag', '<input type="text" id="node-input-name">'),
		plainRow('account', 'fa-user', '<input type="text" id="node-input-account">'),
		plainRow('operation', '', `<select id="node-input-operation" ${WIDE}>${operations}</select>`),
		`<div id="outlook-draft-section-${main!}">\n${rowsOf(main!)}\n</div>`,
		testRow(),
		...folded.map(section),
		resultRow(),
		orderRow(),
	].join('\n');
}

/** `path`: where in the catalogue the field is. */
export const placeholderOf = (
	{ name, placeholder = '' }: { name: string; placeholder?: string },
	path: string,
): string => (placeholder === '' ? '' : `data-i18n="[placeholder]outlook-draft.${path}.${name}.placeholder"`);

export const option = (value: string, label: string) => `<option value="${value}" ${text(label)}></option>`;

export function plainRow(name: string, icon: string, input: string): string {
	const drawn = icon === '' ? '' : `<i class="fa ${icon}"></i> `;
	const label = `<label for="node-input-${name}">${drawn}<span ${text(`label.${name}`)}></span></label>`;
	return `<div class="form-row">${label} ${input}</div>`;
}

const rowsOf = (section: Section) =>
	ALL_FIELDS.filter((field) => sectionOf(field) === section)
		.map(fieldRow)
		.join('\n');

function section(name: Section): string {
	const head = `<summary style="margin-bottom: 12px; cursor: pointer;" ${text(`group.${name}`)}></summary>`;
	return `<details class="outlook-draft-group" id="outlook-draft-section-${name}">${head}\n${rowsOf(name)}\n</details>`;
}

function testRow(): string {
	const button = `<button type="button" class="red-ui-button" ${text('test.button')}></button>`;
	return `<div class="form-row outlook-draft-row" id="outlook-draft-row-test"><label></label> ${button}</div>`;
}

function resultRow(): string {
	const id = 'outlook-draft-label-resultTo';
	const label = `<label for="node-input-resultTo" id="${id}"><span ${text('label.resultTo')}></span></label>`;
	const input = `<input type="text" id="node-input-resultTo" ${WIDE} aria-labelledby="${id}">`;
	return `<div class="form-row">${label} ${input}<input type="hidden" id="node-input-resultToType"></div>`;
}

function orderRow(): string {
	const style = 'style="width: auto; margin: 0 6px 0 0; vertical-align: baseline;"';
	const box = `<input type="checkbox" id="node-input-oneAtATime" ${style}>`;
	const label = `<label for="node-input-oneAtATime" ${WIDE}>${box}<span ${text('label.oneAtATime')}></span></label>`;
	return `<div class="form-row"><label></label> ${label}</div>`;
}

function fieldRow(field: Field): string {
	const { name } = field;
	const title = `data-i18n="[title]outlook-draft.field.${name}.description"`;
	const words = `<span ${text(`field.${name}.label`)}></span>`;
	const label = `<label for="node-input-${name}" id="outlook-draft-label-${name}" ${title}>${words}</label>`;
	return `<div class="form-row outlook-draft-row" id="outlook-draft-row-${name}">${label} ${inputOf(field)}</div>`;
}

function inputOf(field: Field): string {
	const id = `node-input-${field.name}`;
	if (field.kind === 'select') {
		const unset = selectDefault(field) === '' ? option('', 'unset') : '';
		const choices = field.choices!.map(({ value }) => option(value, `field.${field.name}.choice.${value}`)).join('');
		return `<select id="${id}" ${WIDE}>${unset}${choices}</select>`;
	}
	if (field.kind === 'pairs') {
		const style = 'style="display: inline-block; width: calc(100% - 108px); vertical-align: top;"';
		return `<div class="outlook-draft-pairs" ${style}><ol id="${id}-list"></ol></div>`;
	}
	// What was chosen from a list is shown by its name.
	const name = isChosen(field) ? `<input type="hidden" id="${id}Name">` : '';
	// The label names the hidden input; aria-labelledby is copied to the one that is seen.
	const labelled = `aria-labelledby="outlook-draft-label-${field.name}"`;
	const placeholder = placeholderOf(field, 'field');
	const type = `<input type="hidden" id="node-input-${typeProperty(field)}">`;
	return `<input type="text" id="${id}" ${WIDE} ${placeholder} ${labelled}>${type}${name}`;
}
