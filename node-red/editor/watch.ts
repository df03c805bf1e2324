import { DRAFT_EVENTS } from '../../core/watch/draftState';
import { LIST, WATCH_FIELDS } from '../fields';
import { USUAL, watchPreset } from '../watchFields';
import { prepareExample } from './exampleButton';
import { FolderPicker } from './folderPicker';
import { remember } from './found';
import { folderType, mailboxType, pathType } from './inputTypes';
import { MailboxField } from './mailboxField';
import { wrongEvents } from './watchValidators';
import { rowOf, setEdited, StateLine, typeOf, valueOf } from './rows';
import type { Translate } from './translate';

// What the dialog of outlook-watch does in the browser. Its HTML and literal defaults come from watchForm.ts.

/** Texts of the draft node's dialog that a watch says in other words. */
const OWN_WORDS = new Set(['probe.right', 'reason.mailboxAtRunTime']);
/** Numbers and the like that belong to one event. */
const OF_EVENT: Record<string, string> = {
	waitingDays: 'waiting',
	unansweredDays: 'unanswered',
	watchTimeZone: 'unanswered',
};

interface Parts {
	folder: FolderPicker;
	mailbox: MailboxField;
}
let parts: Parts | undefined;

export function prepareWatch(this: EditorNode): void {
	setEdited(this);
	const translate: Translate = (key) => this._(`outlook-draft.${OWN_WORDS.has(key) ? `watch.${key}` : key}`);
	const folder = new FolderPicker(translate, this, 'inbox');
	$('#node-input-mailbox').typedInput({ default: 'str', types: [mailboxType(translate)] });
	$('#node-input-folder').typedInput({
		default: LIST,
		types: [folderType(translate, folder), pathType(translate)],
		typeField: $('#node-input-folderType'),
	});
	folder.prepare();
	const mailbox = new MailboxField(translate, (what) => {
		folder.forget(what === 'mailbox');
		if (what === 'account') void folder.check();
	});
	void folder.check();
	parts = { folder, mailbox };
	prepareValues(this);
	followChoices(this);
	prepareExample(translate, () => shownSettings(this));
}

const input = (name: string) => $(`#node-input-${name}`);
const boxOf = (event: string) => $(`#outlook-watch-event-${event}`);

/** A node that was saved before a field existed, or written by hand, shows what it does without it. */
function prepareValues(node: EditorNode): void {
	const shown = shownEvents(node.events);
	for (const event of DRAFT_EVENTS) boxOf(event).prop('checked', shown.includes(event));
	if (node.interval === undefined) input('interval').val(String(USUAL));
	for (const field of WATCH_FIELDS) {
		if (node[field.name] !== undefined || ['mailbox', 'folder', 'choices'].includes(field.kind)) continue;
		const preset = watchPreset(field);
		if (typeof preset === 'boolean') input(field.name).prop('checked', preset);
		else input(field.name).val(String(preset));
	}
}

const shownEvents = (saved: unknown): unknown[] =>
	Array.isArray(saved) ? saved : typeof saved === 'string' ? saved.split(/\s*[;,]\s*/) : ['sent', 'deleted'];

const chosenEvents = () => DRAFT_EVENTS.filter((event) => boxOf(event).prop('checked'));

function followChoices(node: EditorNode): void {
	const line = new StateLine(rowOf('events'));
	const show = () => {
		const events: string[] = chosenEvents();
		const watchFor = input('watchFor').val();
		for (const { name, when } of WATCH_FIELDS) {
			const event = OF_EVENT[name];
			const applies = (!when || when.watchFor!.includes(watchFor)) && (event === undefined || events.includes(event));
			$(`#outlook-draft-row-${name}`).toggle(applies).toggleClass('outlook-draft-applies', applies);
		}
		$('.outlook-draft-group').each((_index, group) => {
			$(group).toggle($(group).find('.outlook-draft-applies').length > 0);
		});
		const isMissing = events.length === 0;
		line.say(isMissing ? wrongEvents(node) : '', 'wrong');
		$('#outlook-watch-events').toggleClass('outlook-watch-wrong', isMissing);
	};
	input('watchFor').on('change', show);
	for (const event of DRAFT_EVENTS) boxOf(event).on('change', show);
	show();
	// What is set is not hidden.
	for (const group of document.querySelectorAll<HTMLDetailsElement>('.outlook-draft-group'))
		group.open = WATCH_FIELDS.some(
			(field) =>
				group.querySelector(`#node-input-${field.name}`) !== null && isSet(node[field.name], watchPreset(field)),
		);
}

const isSet = (value: unknown, preset: unknown) => value !== undefined && String(value) !== String(preset);

/** The settings as they stand in the dialog, by property. */
function shownSettings(node: EditorNode): Record<string, unknown> {
	const settings: Record<string, unknown> = { id: node.id };
	for (const { name, kind } of WATCH_FIELDS) {
		if (kind === 'mailbox' || kind === 'folder') settings[name] = valueOf(name);
		else if (kind === 'choices') settings[name] = chosenEvents();
		else settings[name] = kind === 'boolean' ? input(name).prop('checked') : input(name).val();
	}
	return { ...settings, folderType: typeOf('folder'), folderName: parts?.folder.name ?? '' };
}

/** Called when the dialog is left without saving. */
export function closeWatch(): void {
	setEdited();
	parts = undefined;
}

export function saveWatch(this: EditorNode): void {
	this.events = chosenEvents();
	input('folderName').val(parts?.folder.name ?? '');
	const mailbox = parts?.mailbox.wrong;
	const folder = parts?.folder.wrong;
	remember(this, {
		account: input('account').val(),
		mailbox: valueOf('mailbox'),
		folder: valueOf('folder'),
		...(mailbox ? { mailboxText: mailbox } : {}),
		...(folder ? { folderText: folder } : {}),
	});
	closeWatch();
}
