import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import type { OnProgress } from '../attachments/add';
import { DraftError, toDraftError } from '../errors';
import type { FieldValues } from '../fields';
import type { Purpose } from '../graph/call';
import { finishing, type Graph } from '../graph/client';
import { onceMore } from '../graph/onceMore';
import { messagePath } from '../graph/paths';
import { createOnce, madeBefore, type Creation, type MadeBefore, type Tries } from './createOnce';
import { createUnlessThere, laneOf, oneAtATime, type CreatedOrThere, type Unlabelled } from './createUnlessThere';
import { readDraftKey, type DraftKey } from './draftKey';
import { findMade } from './findMade';
import type { Place } from './lookUp';
import { COMPLETE_ID, KEY_ID, MARK_ID, newMark, type ExtendedProperty } from './mark';

/** What the host keeps for one item between the tries of one execution (n8n's Retry On Fail). Starts empty. */
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
	/** No other process runs the same flow. */
	onlyProcess: boolean;
	/** Told how much of a file has arrived. */
	onProgress?: OnProgress;
}

export interface NewDraft {
	/** Where the create puts it; a later step may move it. */
	place: Place;
	/** Where an earlier run's draft may be besides Drafts and Sent Items: its final folder. */
	folder: string;
	/** Sends the message with these properties added to its own. A message that cannot carry them gets them by `label`. */
	post(mark: string, properties: ExtendedProperty[]): Promise<Message>;
	/** `$filter` by which a message made with this mark is found; undefined when it has nothing of its own. */
	filter(mark: string): string | undefined;
	/** See Creation. */
	query?: Creation['query'];
	isMine?: Creation['isMine'];
	isUnmistakable?: Creation['isUnmistakable'];
	/**
	 * Where `post` cannot carry properties (MIME), or the service may not keep them (replies): whether they are still to be set
	 * of the message that was made.
	 */
	isUnlabelled?(graph: Graph, message: Message): Promise<boolean>;
	/** How a message is known again that an interrupted run could not label any more. */
	unlabelled?: Unlabelled;
	/**
	 * The steps after the create, such as attachments or a move; `graph` lets their requests go first. May be called again for
	 * a draft that was left unfinished. Returns the draft as it is then.
	 */
	finish?(message: Message, graph: Graph): Promise<Message>;
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
 * whatever earlier or other runs have made. A draft whose later step fails is named in the error (`draftId`).
 */
export async function makeDraft(
	graph: Graph,
	account: Account,
	fields: FieldValues,
	draft: NewDraft,
	{ scope, memory, onlyProcess }: ItemIdentity,
): Promise<Made> {
	const key = await readDraftKey(fields, scope, draft.content);
	const { mailbox } = draft.place;
	const app = `${account.graphUrl} ${account.clientId}`;
	const begun = finishing(graph);
	return key ? await oneAtATime(graph, laneOf(app, mailbox, key.value), make) : await make();

	async function make(): Promise<Made> {
		const remembered = memory.done && (await findMade(graph, mailbox, memory.done));
		// Thrown away by a person: what is made now is another draft.
		if (memory.done && !remembered) forget(memory);
		const made = remembered
			? { message: remembered, warnings: [], existing: false, complete: memory.complete === true }
			: await create();
		const message = made.complete ? made.message : await finishDraft(made);
		// An existing draft is looked for again: what is to be done with it may not have succeeded.
		if (!made.existing) memory.complete = true;
		if (!made.existing || !key || key.onExisting === 'return')
			return { message, existing: made.existing, warnings: made.warnings };
		if (key.onExisting === 'fail') throw draftExists(message);
		return await updateExisting(draft, message);
	}

	async function create(): Promise<CreatedOrThere> {
		const before = memory.made && (await findMade(graph, mailbox, memory.made));
		if (memory.made && !before) forget(memory);
		const mark = (memory.mark ??= newMark());
		const completeAtOnce = !draft.finish;
		const properties = keyProperties(key, completeAtOnce);
		const { place, query, isMine, isUnmistakable, unlabelled } = draft;
		const creation: Creation = {
			place,
			filter: draft.filter(mark),
			...(query ? { query } : {}),
			...(isMine ? { isMine } : {}),
			...(isUnmistakable ? { isUnmistakable } : {}),
			post: async () => await draft.post(mark, properties),
			tries: memory,
			...(before ? { made: before } : {}),
		};
		const options = {
			onlyProcess,
			app,
			folder: draft.folder,
			label: async (message: Message): Promise<Message> =>
				(await draft.isUnlabelled?.(begun, message))
					? await setProperties(begun, mailbox, message.id ?? '', [{ id: MARK_ID, value: mark }, ...properties])
					: message,
			setKey: async (id: string): Promise<Message> => await setProperties(begun, mailbox, id, properties),
			...(unlabelled ? { unlabelled } : {}),
		};
		const making = key
			? createUnlessThere(graph, creation, key.value, options)
			: createOnce(graph, creation).then(
					(created): CreatedOrThere => ({ ...created, existing: false, complete: false }),
				);
		const result = await making.catch((thrown: unknown) => {
			const error = toDraftError(thrown);
			throw memory.made ? unfinished(error, memory.made) : error;
		});
		if (result.existing) forget(memory);
		else if (result.unsettled) memory.made ??= madeBefore(result.message);
		else {
			memory.done = madeBefore(result.message);
			delete memory.made;
		}
		return { ...result, complete: result.complete || completeAtOnce || (!result.existing && memory.complete === true) };
	}

	async function finishDraft(made: Pick<CreatedOrThere, 'message'>): Promise<Message> {
		const work = async (): Promise<Message> => {
			const finished = draft.finish ? await draft.finish(made.message, begun) : made.message;
			if (key) await setProperties(begun, mailbox, finished.id ?? '', [COMPLETE]);
			return finished;
		};
		return await work().catch((thrown: unknown) => {
			throw unfinished(toDraftError(thrown), made.message);
		});
	}
}

/** Another try starts from the beginning. */
export function forget(memory: ItemMemory): void {
	for (const name of ['mark', 'sent', 'made', 'done', 'complete'] as const) delete memory[name];
}

const COMPLETE: ExtendedProperty = { id: COMPLETE_ID, value: '1' };

/** Sets properties of a message. */
async function setProperties(
	graph: Graph,
	mailbox: string,
	id: string,
	properties: ExtendedProperty[],
): Promise<Message> {
	const purpose: Purpose = { task: 'mark the draft', mailbox, repeat: 'never' };
	return await onceMore(
		graph,
		async () =>
			await graph.json<Message>({
				method: 'PATCH',
				path: messagePath(mailbox, id),
				body: { singleValueExtendedProperties: properties },
				purpose,
			}),
	);
}

/** The draft exists, but not everything that was asked for is in it. */
function unfinished(error: DraftError, draft: Pick<Message, 'id'>): DraftError {
	const { code, message, cause } = error;
	// The step itself has said what there is and what is missing.
	if (cause.missing !== undefined) return error;
	return new DraftError(code, message, {
		...cause,
		draftMayExist: true,
		draftId: draft.id ?? '',
		hint: `${cause.hint ? `${cause.hint} ` : ''}The draft exists, but is not complete: ${draft.id ?? ''}.`,
	});
}

function keyProperties(key: DraftKey | undefined, complete: boolean): ExtendedProperty[] {
	return key ? [{ id: KEY_ID, value: key.value }, ...(complete ? [COMPLETE] : [])] : [];
}

/** The properties that a draft of one step gets besides its mark, as a dry run shows them. */
export async function propertiesOf(fields: FieldValues, scope: string, content: unknown): Promise<ExtendedProperty[]> {
	return keyProperties(await readDraftKey(fields, scope, content), true);
}

async function updateExisting(draft: NewDraft, message: Message): Promise<Made> {
	if (message.isDraft === false)
		return { message, existing: true, warnings: ['The draft with this key was already sent, so it was not updated.'] };
	return { message: await draft.update(message.id ?? ''), existing: true, warnings: [] };
}

function draftExists({ id, subject }: Message): DraftError {
	return new DraftError('DraftExists', `A draft with this key exists already${subject ? `: "${subject}"` : ''}.`, {
		hint: `Its id is ${id ?? ''}. To return or update it instead, change what happens if the draft exists.`,
	});
}
