import type { Digest } from './digest';

/** What can happen to a draft; saved in workflows. */
export const DRAFT_EVENTS = ['sent', 'edited', 'deleted', 'waiting', 'answered', 'unanswered'] as const;
export type DraftEventName = (typeof DRAFT_EVENTS)[number];

/** How this package knows one of its drafts again. */
export interface Own {
	/** Of the one create that made it. */
	mark: string;
	/** By which a filter finds it: the mark, or the key that it was made with. */
	identity: string;
	/** As it was made, or last changed by a flow; missing in drafts of earlier versions. */
	digest?: Digest;
}

/** A message as a list shows it. Times are milliseconds since 1970, by the service's clock. */
export interface Sighting {
	id: string;
	isDraft: boolean;
	parentFolderId: string;
	changeKey: string;
	modified: number;
	created: number;
	sent: number;
	received: number;
	internetMessageId: string;
	conversationId: string;
	subject: string;
	/** Address of the sender, in lower case; `''` where there is none. */
	from: string;
	own?: Own;
}

/** One that was read itself, with what is compared. */
export interface Content extends Sighting {
	digest: Digest;
	/** Without quoted history and signature. */
	text: string;
	/** Its recipients in To, as text. */
	to: string;
	hasRecipients: boolean;
	/** When Outlook sends it by itself (*Send At*); 0 where it does not. */
	leaves: number;
	/** Opens it in Outlook on the web. */
	openLink?: string | undefined;
}

interface Doubt {
	since: number;
	is: 'gone' | 'bin';
	/** Since when it was not found anywhere either. */
	nowhere?: number;
}

/** In place of a change key: a change is not believed yet. */
export const UNSETTLED = '';

/** What is remembered of one draft. */
export interface DraftRecord {
	id: string;
	identity?: string;
	internetMessageId: string;
	conversationId: string;
	subject: string;
	phase: 'open' | 'deleted' | 'sent';
	/** As it was when it was last read; another value means that something was done to it. `UNSETTLED`: it is read at each look. */
	changeKey: string;
	parentFolderId: string;
	/** When its content last changed. */
	touched: number;
	made?: Digest;
	last: Digest;
	/** With *difference*: the text as it was made, as far as it was seen. */
	text?: string;
	/** Since when it seems to be gone for good, or lies in Deleted Items: nothing is said before that has lasted. */
	doubt?: Doubt;
	/** Final events and reminders that were given. */
	said: DraftEventName[];
	/** Of one that was sent: when, from which address, and to whom, as text. */
	sent?: { at: number; from: string; to: string };
}

/** All that a watch of drafts remembers: plain JSON. */
export interface DraftWatchState {
	version: 1;
	watchFor: 'draft';
	/** The mailbox: another one is another watch. */
	place: string;
	/** Newest time of a change that was seen. */
	newest: number;
	/** Where looks began that had to end before they had seen everything. */
	behind?: number;
	/** The service's time of the last look. */
	looked: number;
	/** The service's time of the first look. */
	began: number;
	/** Ids of Deleted Items and Sent Items. */
	deletedItems: string;
	sentItems: string;
	/** The address from which the mailbox sends, as far as it was seen. */
	self: string;
	/** Whose turn it is to be looked at by its id. */
	turn: number;
	/** By mark, the longest known first. */
	drafts: Record<string, DraftRecord>;
	/** By mark: open drafts that were forgotten, and the newest change that was seen then. A list may still show them. */
	left?: Record<string, number>;
	/** By id: messages with a mark that is not known, which a list showed but which could not be read yet. */
	unread: Record<string, Unread>;
}

export interface Unread {
	mark: string;
	/** Looks in which it was not found by its id. */
	tries: number;
	/** From when on that look told what has changed. */
	since: number;
}

/** Drafts that are remembered at most. */
export const MOST_DRAFTS = 2_000;

/** One thing that happened. */
export interface DraftEvent {
	event: DraftEventName;
	at: number;
	mark: string;
	record: DraftRecord;
	/** The message as it is now; missing where it is gone for good. */
	content?: Content;
	/** Of `sent` and `edited`: what is not as it was made; undefined where that is not known. */
	changed?: string[];
	/** Of `sent` and `edited` with *difference*: both texts. */
	texts?: { before: string | undefined; after: string };
	/** Of `answered`. */
	answer?: Sighting & { text: string };
}

/** What comes of one look. */
export interface Look<State, Event> {
	events: Event[];
	/** To be stored when the events were handed on. */
	state: State;
	warnings: string[];
}

/** Leaves out the longest known drafts of which nothing more is to be said, then the others. */
export function bounded(
	drafts: Record<string, DraftRecord>,
	isOver: (record: DraftRecord) => boolean,
	most = MOST_DRAFTS,
) {
	let excess = Object.keys(drafts).length - most;
	if (excess <= 0) return { drafts, forgotten: [] };
	const kept = new Map(Object.entries(drafts));
	for (const [mark, record] of Object.entries(drafts)) {
		if (excess === 0) break;
		if (isOver(record) && kept.delete(mark)) excess -= 1;
	}
	const forgotten = [...kept.keys()].slice(0, excess);
	for (const mark of forgotten) kept.delete(mark);
	return { drafts: Object.fromEntries(kept), forgotten };
}
