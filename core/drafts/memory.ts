import type { Message } from '@microsoft/microsoft-graph-types';

/** Percent of a file that has arrived; of those that go up in pieces only. */
export type OnProgress = (file: string, percent: number) => void;

/** What is remembered of one message from one try of an item to the next. */
export interface Tries {
	/** How often it was sent and not rejected. */
	sent?: number;
	/** What came of it, as long as nobody has looked whether there is a second one. */
	made?: MadeBefore;
}

/** Enough of a message to find it again and to tell whether someone has changed it. */
export type MadeBefore = Pick<Message, 'id' | 'changeKey' | 'parentFolderId'>;

export const madeBefore = ({ id, changeKey, parentFolderId }: Message): MadeBefore => ({
	id,
	changeKey,
	parentFolderId,
});

/**
 * What the host keeps for one item between the tries of one execution (n8n's Retry On Fail). Starts empty: nothing was sent.
 *
 * | state | holds | means | set by | ended by |
 * |---|---|---|---|---|
 * | new | nothing | nothing was sent | the host | `makeDraft` |
 * | named | `mark`, `began` | what is sent from now on is known by this mark, or by when it was made | the operations that make drafts, before the first request | `forget` |
 * | sent | `sent` | so many creates went out and none of them was rejected: one of them may have made a draft | `createOnce` | `createOnce` finds that none did; `forget` |
 * | made | `made` | this draft exists; nobody has looked yet whether there is a second one | `createOnce`, `createWithKey` | `makeDraft`, when it is the only one |
 * | done | `done` | this draft exists, and it is the only one | `makeDraft` | `forget`, when a person has thrown it away |
 * | complete | `done`, `complete` | it has everything: text, files, folder | `makeDraft` | `forget` |
 * | maybe sent | `maybeSent` | it was asked to send, and no answer said what came of it: it is only looked, never sent again | the operations that send | the answer to a look |
 * | adding | `there` | what the draft had before this step began to add files | `attachments/` | – |
 *
 * Nobody else writes to it. `forget` begins with a new draft: the old one is gone, or belongs to another run.
 */
export interface ItemMemory extends Tries {
	/** Names the create in what is sent. */
	mark?: string;
	/** The draft that was made, once it is known to be the only one. */
	done?: MadeBefore;
	/** Every step of it is done. */
	complete?: boolean;
	/** The service's time before the first try, in milliseconds since 1970: where a draft is recognised by when it was made. */
	began?: number;
	/** Of the operations that send: it was asked for, and no answer said what came of it. What was known of the draft, if it was one. */
	maybeSent?: Message;
	/** Of attachment:add: the draft, and ids of the attachments that it had before the first try. */
	there?: { draft: string; ids: string[] };
}

/** What identifies an item besides its fields. */
export interface ItemIdentity {
	/** Names the workflow and the node: the same `draftKey` in another one means another draft. */
	scope: string;
	memory: ItemMemory;
	/** The same object for all items of a run: what they share is read once. Without it, items with the same account object are a run. */
	run?: object;
	/** No other process runs the same flow. */
	onlyProcess: boolean;
	/** Told how much of a file has arrived. */
	onProgress?: OnProgress;
}

/** Another try starts from the beginning. */
export function forget(memory: ItemMemory): void {
	for (const name of ['mark', 'sent', 'made', 'done', 'complete'] as const) delete memory[name];
}
