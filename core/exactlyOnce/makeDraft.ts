import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { DraftError, toDraftError } from '../errors';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { createOnce, read, type Creation } from './createOnce';
import { createUnlessThere, type CreatedOrThere } from './createUnlessThere';
import { readDraftKey } from './draftKey';
import type { Place } from './lookUp';
import { COMPLETE_ID, filterBy, KEY_ID, MARK_ID, newMark, type ExtendedProperty } from './mark';

/** What the host keeps for one item between the tries of one execution (n8n's Retry On Fail). Starts empty. */
export interface ItemMemory {
	/** Mark of a create whose outcome is not known. */
	mark?: string;
	/** Id of the draft that was made. */
	id?: string;
}

/** What identifies an item besides its fields. */
export interface ItemIdentity {
	/** Names the workflow and the node: the same `draftKey` in another one means another draft. */
	scope: string;
	memory: ItemMemory;
	/** No other process runs the same flow. */
	onlyProcess: boolean;
}

export interface NewDraft {
	place: Place;
	/** Sends the message with these properties added to its own. */
	post(properties: ExtendedProperty[]): Promise<Message>;
	/** Changes a draft that exists already into this one, for `onExisting: update`. */
	update(id: string): Promise<Message>;
	/** What `duplicates: sameContent` compares. */
	content: unknown;
}

export interface Made {
	message: Message;
	existing: boolean;
	warnings: string[];
}

/**
 * Makes one draft, once: whatever is lost on the way, whatever was tried before in this execution, and, with a key,
 * whatever earlier or other runs have made.
 */
export async function makeDraft(graph: Graph, account: Account, fields: FieldValues, draft: NewDraft, { scope, memory, onlyProcess }: ItemIdentity): Promise<Made> {
	const key = await readDraftKey(fields, scope, draft.content);
	const { mailbox } = draft.place;

	const finished = memory.id === undefined ? undefined : await read(graph, mailbox, memory.id).catch(() => undefined);
	if (finished) return { message: finished, existing: false, warnings: [] };

	const lookFirst = memory.mark !== undefined;
	const mark = (memory.mark ??= newMark());
	const properties = [{ id: MARK_ID, value: mark }, ...(key ? [{ id: KEY_ID, value: key.value }, { id: COMPLETE_ID, value: '1' }] : [])];
	const creation: Creation = { place: draft.place, filter: filterBy(MARK_ID, mark), lookFirst, post: async () => await draft.post(properties) };
	const options = { onlyProcess, app: `${account.graphUrl} ${account.clientId}` };
	const make = key ? createUnlessThere(graph, creation, key.value, options) : createOnce(graph, creation);
	const made: CreatedOrThere = await make
		.then((result) => ({ existing: false, complete: true, ...result }))
		.catch((thrown: unknown) => {
			const error = toDraftError(thrown);
			// Refused for good: a later try need not look for it.
			if (!error.cause.draftMayExist) delete memory.mark;
			throw error;
		});
	memory.id = made.message.id;
	if (!made.existing || key?.onExisting === 'return') return made;
	if (key?.onExisting === 'fail') throw draftExists(made.message);
	return await updateExisting(draft, made.message);
}

async function updateExisting(draft: NewDraft, message: Message): Promise<Made> {
	if (message.isDraft === false) return { message, existing: true, warnings: ['The draft with this key was already sent, so it was not updated.'] };
	return { message: await draft.update(message.id ?? ''), existing: true, warnings: [] };
}

function draftExists({ id, subject }: Message): DraftError {
	return new DraftError('DraftExists', `A draft with this key exists already${subject ? `: "${subject}"` : ''}.`, {
		hint: `Its id is ${id ?? ''}. To return or update it instead, change what happens if the draft exists.`,
	});
}
