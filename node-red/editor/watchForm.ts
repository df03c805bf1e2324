import type { Field } from '../../core/fields';
import { WATCH } from '../../core/fields';
import { escapeHtml } from '../escapeHtml';

// The dialog of outlook-watch: plain inputs, which Node-RED fills in and saves itself, since no message arrives that could fill them.

/** What a field holds before anybody changed it. Filters are off until somebody sets them. */
function presetOf(field: Field): unknown {
	if (field.kind === 'choices') return String(field.default).split(';');
	if (field.place === 'additionalFields') return field.kind === 'boolean' ? false : '';
	return field.name === 'mailbox' ? '' : field.default;
}

/** Literals for Node-RED's `registerType`. */
export const watchDefaults = (): string[] =>
	[
		'name: { value: "" }',
		'account: { value: "", type: "outlook-account", required: true, label: "Account" }',
		'interval: { value: 60, validate: OutlookDraftEditor.checkInterval }',
		...WATCH.map(
			(field) => `${field.name}: { value: ${JSON.stringify(presetOf(field))}, label: ${JSON.stringify(field.label)} }`,
		),
	].map((line) => `\t\t${line}`);

/** The English texts of the dialog and the status. */
export const watchTexts = (texts: object): object => ({
	interval: 'Look Every (Seconds)',
	example: 'Fetch one example',
	exampleHint: 'Sends a real example into the flow. The watch itself goes on as it was.',
	exampleNone: 'There is nothing yet that could serve as an example.',
	exampleSent: 'An example was sent into the flow.',
	invalidInterval: 'Look Every: enter a number of seconds from 10 on.',
	any: '(any)',
	group: { additionalFields: 'Filters', options: 'Options' },
	field: texts,
	status: {
		beginning: 'beginning',
		since: 'watching since',
		last: 'last look',
		waiting: 'waiting',
		notStored: 'not kept over a restart',
	},
});

const key = (path: string) => `data-i18n="outlook-draft.watch.${path}"`;

/** The rows of the dialog. */
export function watchRows(): string {
	const rows = (place: Field['place']) =>
		WATCH.filter((field) => field.place === place)
			.map(row)
			.join('\n');
	const group = (place: Field['place']) =>
		`<details class="outlook-draft-group outlook-watch-group"><summary style="margin-bottom: 12px; cursor: pointer;" ${key(`group.${place}`)}></summary>\n${rows(place)}\n</details>`;
	return [
		'<div class="form-row"><label for="node-input-name"><i class="fa fa-tag"></i> <span data-i18n="outlook-draft.label.name"></span></label> <input type="text" id="node-input-name"></div>',
		'<div class="form-row"><label for="node-input-account"><i class="fa fa-user"></i> <span data-i18n="outlook-draft.label.account"></span></label> <input type="text" id="node-input-account"></div>',
		rows('main'),
		`<div class="form-row"><label for="node-input-interval"><span ${key('interval')}></span></label> <input type="number" min="10" id="node-input-interval" style="width: 100px;"></div>`,
		group('additionalFields'),
		group('options'),
		`<div class="form-row"><label></label> <button type="button" class="red-ui-button" id="outlook-watch-example" data-i18n="[title]outlook-draft.watch.exampleHint"><i class="fa fa-play" aria-hidden="true"></i> <span ${key('example')}></span></button><div role="status" id="outlook-watch-state" style="margin: 8px 0 0 104px;"></div></div>`,
	].join('\n');
}

function row(field: Field): string {
	const id = `node-input-${field.name}`;
	const head = `<div class="form-row outlook-watch-row" id="outlook-watch-row-${field.name}"><label for="${id}" data-i18n="[title]outlook-draft.watch.field.${field.name}.description"><span ${key(`field.${field.name}.label`)}></span></label> `;
	const choices = (field.choices ?? [])
		.map(({ value }) => `<option value="${value}" ${key(`field.${field.name}.choice.${value}`)}></option>`)
		.join('');
	if (field.kind === 'select') {
		const any = field.place === 'additionalFields' ? `<option value="" ${key('any')}></option>` : '';
		return `${head}<select id="${id}" style="width: 70%;">${any}${choices}</select></div>`;
	}
	if (field.kind === 'choices')
		return `${head}<select id="${id}" multiple="multiple" size="${field.choices!.length}" style="width: 70%; height: auto;">${choices}</select></div>`;
	if (field.kind === 'boolean') return `${head}<input type="checkbox" id="${id}" style="width: auto;"></div>`;
	const type = field.kind === 'number' ? 'type="number" min="1"' : 'type="text"';
	return `${head}<input ${type} id="${id}" style="width: 70%;" placeholder="${escapeHtml(field.placeholder ?? '')}"></div>`;
}
