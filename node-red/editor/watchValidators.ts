import { DRAFT_EVENTS } from '../../core/watch/draftState';
import { isTimeZone } from '../../core/message/timeZone';
import { LIST } from '../fields';
import { LONGEST, SHORTEST } from '../watchFields';
import { checkPlace, listedFolder } from './validators';
import { isPerson, isVariable } from './rows';

// What the canvas shows of a watch: its label, and a triangle with a reason that names the field.

/** `mail in support@ / Inbox`, `drafts in my mailbox`; a node that is new is what the palette calls it. */
export function watchLabel(this: EditorNode): string {
	if (this.name) return this.name;
	const mailbox = String(this.mailbox ?? '').trim();
	const isOwn = mailbox === 'me' || (mailbox === '' && isPerson(this.account));
	if (mailbox === '' && !isOwn) return this._('outlook-draft.node.watch');
	const where = isOwn ? this._('outlook-draft.me') : mailbox.replace(/@.*$/, '@');
	if (this.watchFor === 'draft') return this._('outlook-draft.watch.label.draft').replace('{mailbox}', () => where);
	const path = (this.folderType ?? LIST) === LIST ? listedFolder(this, 'inbox') : String(this.folder ?? '');
	// An id says nothing to a person.
	const folder = path.length > 40 ? `${path.slice(0, 12)}…` : path.replace(/ \/ /g, '/');
	return this._('outlook-draft.watch.label.message')
		.replace('{mailbox}', () => where)
		.replace('{folder}', () => folder);
}

// Validators declare two parameters: with one, the editor takes a returned text for "valid".

/** A flow that was written by hand need not name what a field begins with. */
const isNumber = (value: unknown, least: number, most: number): boolean => {
	if (value === undefined) return true;
	const text = String(value ?? '').trim();
	return isVariable(text) || (/^\d+$/.test(text) && Number(text) >= least && Number(text) <= most);
};

export function checkInterval(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return isNumber(value, SHORTEST, LONGEST) || this._('outlook-draft.watch.invalid.interval');
}

/** A field of a watch is meant only while it is asked for. */
const isAsked = (node: EditorNode, event: string) =>
	node.watchFor === 'draft' && Array.isArray(node.events) && node.events.includes(event);

export function checkWaitingDays(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return !isAsked(this, 'waiting') || checkDays(this, 'waitingDays', value);
}

export function checkUnansweredDays(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return !isAsked(this, 'unanswered') || checkDays(this, 'unansweredDays', value);
}

const checkDays = (node: EditorNode, name: string, value: unknown): true | string =>
	isNumber(value, 1, 86_400) || invalid(node, name, 'days');

export function checkTimeout(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return isNumber(value, 1, 86_400) || invalid(this, 'timeout', 'seconds');
}

export function checkTimeZone(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	const name = String(value ?? '').trim();
	const isRight = name === '' || isVariable(name) || isTimeZone(name);
	return isRight || !isAsked(this, 'unanswered') || invalid(this, 'watchTimeZone', 'timeZone');
}

export function checkEvents(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	if (this.watchFor !== 'draft' || value === undefined) return true;
	const known = Array.isArray(value) && value.some((event) => (DRAFT_EVENTS as readonly unknown[]).includes(event));
	return known || wrongEvents(this);
}

export const wrongEvents = (node: EditorNode): string => invalid(node, 'events', 'events');

export function checkWatchFolder(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	return this.watchFor === 'draft' || checkPlace(this, 'folder', value ?? 'inbox');
}

const invalid = (node: EditorNode, field: string, what: string) =>
	`${node._(`outlook-draft.watch.field.${field}.label`)}: ${node._(`outlook-draft.watch.invalid.${what}`)}`;
