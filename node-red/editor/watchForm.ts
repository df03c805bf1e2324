import type { Field } from '../../core/fields';
import { DRAFT_EVENTS } from '../../core/watch/draftState';
import { WATCH_FIELDS } from '../fields';
import { USUAL, watchPreset } from '../watchFields';
import { WATCH_STATUS_TEXTS } from '../watchStatuses';
import { option, placeholderOf, plainRow, text, WIDE } from './draftForm';
import type { Catalogue } from './translate';

// The dialog of outlook-watch, written at build time. No message arrives that could fill its fields, so most are plain inputs, which
// Node-RED fills in and saves itself. What it does in the browser is in watch.ts.

const CHECKS: Record<string, string> = {
	mailbox: 'checkMailbox',
	folder: 'checkWatchFolder',
	events: 'checkEvents',
	waitingDays: 'checkWaitingDays',
	unansweredDays: 'checkUnansweredDays',
	watchTimeZone: 'checkTimeZone',
	timeout: 'checkTimeout',
};

/** Literals for Node-RED's `registerType`. */
export const watchDefaults = (): string[] =>
	[
		'name: { value: "" }',
		'account: { value: "", type: "outlook-account", required: true, label: "Account" }',
		`interval: { value: ${USUAL}, validate: OutlookDraftEditor.checkInterval }`,
		...WATCH_FIELDS.map((field) => {
			const check = CHECKS[field.name];
			const validate = check === undefined ? '' : `, validate: OutlookDraftEditor.${check}`;
			const value = JSON.stringify(watchPreset(field));
			return `${field.name}: { value: ${value}, label: ${JSON.stringify(withoutUnit(field.label))}${validate} }`;
		}),
		'folderType: { value: "list" }',
		// The way to the folder that was chosen from the list, for the label.
		'folderName: { value: "Inbox" }',
	].map((line) => `\t\t${line}`);

/** Seconds, days, working days: by field. */
const UNITS = Object.fromEntries(
	WATCH_FIELDS.flatMap(({ name, label }) => {
		const [, unit] = / \((.*)\)$/.exec(label) ?? [];
		return unit === undefined ? [] : [[name, unit.toLowerCase()]];
	}),
);

const withoutUnit = (label: string) => label.replace(/ \(.*\)$/, '');

/** The English texts of the dialog and the status. `fields`: labels and descriptions by field. */
export const watchTexts = (fields: Record<string, Catalogue>): Catalogue => ({
	interval: 'Look Every',
	unit: { interval: 'seconds', ...UNITS },
	any: '(any)',
	group: { additionalFields: 'Filters', options: 'Options' },
	label: { message: 'mail in {mailbox} / {folder}', draft: 'drafts in {mailbox}' },
	example: {
		button: 'Fetch one example',
		label: 'The example',
		fetching: 'Fetching …',
		sent: 'This was sent into the flow. What the watch remembers stays as it is.',
		shown: 'A flow gets this. It is only shown here, because the node is not deployed.',
		none: {
			message: 'There is no message in this folder yet that could serve as an example.',
			draft: 'There is no draft in this mailbox yet that an outlook draft node has made.',
		},
	},
	invalid: {
		interval: 'Look Every: enter a whole number of seconds from 10 to 86400',
		events: 'choose at least one event',
		days: 'enter a whole number from 1 on',
		seconds: 'enter a whole number of seconds from 1 on',
		timeZone: 'this is not the name of a time zone, such as Europe/Berlin',
	},
	probe: { right: 'This mailbox can be read.' },
	reason: {
		mailboxAtRunTime:
			'The mailbox is known only where the flow runs. For another folder choose "path" and write it like Inbox/Clients.',
	},
	field: Object.fromEntries(
		Object.entries(fields).map(([name, { about, ...words }]) => [
			name,
			// Only of the events more is said than what they are called.
			{ ...words, label: withoutUnit(String(words.label)), ...(name === 'events' ? { about: about! } : {}) },
		]),
	),
	status: WATCH_STATUS_TEXTS,
});

const key = (path: string) => text(`watch.${path}`);
const rowsOf = (place: Field['place']) =>
	WATCH_FIELDS.filter((field) => field.place === place && !BEHIND_EVENTS.includes(field.name))
		.map(row)
		.join('\n');

/** They belong to one of the events each. */
const BEHIND_EVENTS = ['waitingDays', 'unansweredDays', 'watchTimeZone'];

export function watchForm(): string {
	const group = (place: Field['place']) => {
		const head = `<summary style="margin-bottom: 12px; cursor: pointer;" ${key(`group.${place}`)}></summary>`;
		return `<details class="outlook-draft-group">${head}\n${rowsOf(place)}\n</details>`;
	};
	const behind = WATCH_FIELDS.filter(({ name }) => BEHIND_EVENTS.includes(name));
	const button = `<button type="button" class="red-ui-button" ${key('example.button')}></button>`;
	return [
		plainRow('name', 'fa-tag', '<input type="text" id="node-input-name">'),
		plainRow('account', 'fa-user', '<input type="text" id="node-input-account">'),
		rowsOf('main'),
		...behind.map(row),
		intervalRow(),
		`<div class="form-row outlook-draft-row" id="outlook-draft-row-example"><label></label> ${button}</div>`,
		group('additionalFields'),
		group('options'),
	].join('\n');
}

function intervalRow(): string {
	const label = `<label for="node-input-interval"><span ${key('interval')}></span></label>`;
	return `<div class="form-row">${label} ${numberInput('interval')}</div>`;
}

/** An environment variable may stand here as well. The unit, which the label has in brackets, stands behind it. */
const numberInput = (name: string) =>
	`<input type="text" inputmode="numeric" id="node-input-${name}" style="width: 100px;"> <span ${key(`unit.${name}`)}></span>`;

function row(field: Field): string {
	const { name, kind } = field;
	const title = `data-i18n="[title]outlook-draft.watch.field.${name}.description"`;
	const words = `<span ${key(`field.${name}.label`)}></span>`;
	const open = `<div class="form-row outlook-draft-row" id="outlook-draft-row-${name}">`;
	if (kind === 'boolean') return `${open}<label></label> ${checkBox(`node-input-${name}`, words, title)}</div>`;
	const target = kind === 'choices' ? '' : ` for="node-input-${name}"`;
	return `${open}<label${target} id="outlook-draft-label-${name}" ${title}>${words}</label> ${inputOf(field)}</div>`;
}

function checkBox(id: string, words: string, title = '', more = ''): string {
	const input = `<input type="checkbox" id="${id}" ${more}>`;
	return `<label for="${id}" class="outlook-watch-box" ${title}>${input}<span>${words}</span></label>`;
}

function inputOf(field: Field): string {
	const { name, kind, place, choices = [] } = field;
	const id = `node-input-${name}`;
	const labelled = `aria-labelledby="outlook-draft-label-${name}"`;
	if (kind === 'choices') {
		const boxes = DRAFT_EVENTS.map((event) => {
			const words = `<span ${key(`field.${name}.choice.${event}`)}></span>`;
			const about = `<span class="outlook-watch-about" ${key(`field.${name}.about.${event}`)}></span>`;
			return checkBox(`outlook-watch-event-${event}`, words + about, '', `name="${name}" value="${event}"`);
		});
		return `<div id="outlook-watch-events" role="group" ${labelled}>${boxes.join('\n')}</div>`;
	}
	if (kind === 'select') {
		const any = place === 'additionalFields' ? `<option value="" ${key('any')}></option>` : '';
		const all = choices.map(({ value }) => option(value, `watch.field.${name}.choice.${value}`));
		return `<select id="${id}" ${WIDE}>${any}${all.join('')}</select>`;
	}
	if (kind === 'number') return numberInput(name);
	const hidden = kind === 'folder' ? `<input type="hidden" id="${id}Type"><input type="hidden" id="${id}Name">` : '';
	return `<input type="text" id="${id}" ${WIDE} ${placeholderOf(field, 'watch.field')} ${labelled}>${hidden}`;
}
