import type { Content, Sighting } from './draftState';

/** Some of what has changed, the longest ago first. `isWhole`: there is no more. */
export interface ChangedPage {
	rows: Sighting[];
	isWhole: boolean;
}

/** Asks a mailbox what a watch of drafts wants to know. */
export interface DraftReader {
	/** The service's clock, as its last answer told it. */
	now(): number;
	/** What a first look needs: when something last changed in the mailbox, its drafts of ours, two folders, and the mailbox's address. */
	begin(): Promise<{ newest: number; drafts: Content[]; deletedItems: string; sentItems: string; self: string }>;
	/** In one request: what has changed at `from` or later, and messages by their ids; undefined for what is not found. */
	look(from: number, ids: string[]): Promise<{ page: ChangedPage; byId: Array<Sighting | undefined> }>;
	/** The same list from another time on. */
	changed(from: number): Promise<ChangedPage>;
	/** Messages with what is compared. */
	contents(ids: string[]): Promise<Array<Content | undefined>>;
	/** Messages that carry a mark, wherever they are; else those with an internetMessageId. */
	find(mark: string, identity: string, internetMessageId: string): Promise<Sighting[]>;
	/** What came into a conversation at a time or later, without what programs sent by themselves. */
	answers(conversationId: string, since: number): Promise<Array<Sighting & { text: string }>>;
}
