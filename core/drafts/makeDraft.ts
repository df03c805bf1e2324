import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { DraftError, toDraftError } from '../errors';
import type { FieldValues } from '../fields';
import type { Purpose } from '../graph/call';
import { finishing, type Graph } from '../graph/client';
import { repeatable } from '../graph/repeatable';
import { messagePath } from '../graph/paths';
import { createOnce, type Creation, type KnownBy } from './createOnce';
import { createWithKey, type CreatedOrThere } from './createWithKey';
import type { Unlabelled } from './findByKey';
import { keyLock, oneAtATime } from './keyLocks';
import { readDraftKey, type DraftKey } from './draftKey';
import { findMade } from './findMade';
import type { Place } from './lookUp';
import { forget, madeBefore, type ItemIdentity, type ItemMemory } from './memory';
import {
	newMark,
	ownProperties,
	stateOf,
	stateProperty,
	type DraftState,
	type ExtendedProperty,
} from '../messages/mark';

/** `Told` is what the steps after the create tell besides the message, such as how each file went up. */
export interface NewDraft<Told = undefined> {
	/** Where the create puts it; a later step may move it. */
	place: Place;
	/** Where an earlier run's draft may be besides Drafts and Sent Items: its final folder. */
	folder: string;
	/** Sends the message with these properties of this package added to its own. A message that cannot carry them gets them by `label`. */
	post(mark: string, properties: ExtendedProperty[]): Promise<Message>;
	/** `$filter` by which a message made with this mark is found, and maybe others (`isMine`); undefined when it has nothing of its own. */
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
	 * a draft that was left unfinished.
	 */
	finish?(message: Message, graph: Graph, knownBy: KnownBy): Promise<Finished<Told>>;
	/** Changes a draft that exists already into this one, for `onExisting: update`; these properties of this package go with it. */
	update(id: string, properties: ExtendedProperty[]): Promise<Message>;
	/** What a watch compares the draft with, unless only `finish` knows it. */
	digest?: string;
	/** The same after `update` has changed a draft that is there; `digest` is the one that goes with it. */
	digestAfterUpdate?(there: Message, digest: string | undefined): string | undefined;
	/** What `duplicates: sameContent` compares. */
	content: unknown;
}

/** A draft after its last step. */
export interface Finished<Told> {
	message: Message;
	told?: Told;
	/** What a watch compares the draft with. */
	digest?: string;
}

export interface Made<Told = undefined> extends Finished<Told> {
	existing: boolean;
	warnings: string[];
	/** Finds the draft again whatever its id becomes: its key, or its mark. Not known of a draft that existed. */
	mark?: string | undefined;
}

/** What the steps of making one draft share. */
interface Making<Told> {
	graph: Graph;
	/** For what finishes a draft that was begun. */
	begun: Graph;
	/** Tells one account from another. */
	app: string;
	mailbox: string;
	draft: NewDraft<Told>;
	key: DraftKey | undefined;
	memory: ItemMemory;
	onlyProcess: boolean;
}

/**
 * Makes one draft, once: whatever is lost on the way, whatever was tried before in this execution, and, with a key,
 * whatever earlier or other runs have made. A draft whose later step fails is named in the error (`draftId`).
 */
export async function makeDraft<Told = undefined>(
	graph: Graph,
	account: Account,
	fields: FieldValues,
	draft: NewDraft<Told>,
	{ scope, memory, onlyProcess }: ItemIdentity,
): Promise<Made<Told>> {
	const key = await readDraftKey(fields, scope, draft.content);
	const { mailbox } = draft.place;
	const app = `${account.graphUrl} ${account.clientId}`;
	const making = { graph, begun: finishing(graph), app, mailbox, draft, key, memory, onlyProcess };
	const work = async () => await make(making);
	return key ? await oneAtATime(graph, keyLock(app, mailbox, key.value), work) : await work();
}

async function make<Told>(making: Making<Told>): Promise<Made<Told>> {
	const { draft, key, memory } = making;
	const made = (await doneBefore(making)) ?? (await create(making));
	const { existing, warnings } = made;
	const finished: Finished<Told> = made.complete ? { message: made.message } : await finishDraft(making, made);
	// An existing draft is looked for again: what is to be done with it may not have succeeded.
	if (!existing) memory.complete = true;
	if (!existing || !key || key.onExisting === 'return')
		return { ...finished, existing, warnings, ...(existing ? {} : { mark: key?.value ?? memory.mark }) };
	if (key.onExisting === 'fail') throw draftExists(finished.message);
	return await updateExisting(draft, finished.message);
}

/** The draft that an earlier try of this item has made. */
async function doneBefore({ graph, mailbox, memory }: Making<unknown>): Promise<CreatedOrThere | undefined> {
	if (!memory.done) return undefined;
	const message = await findMade(graph, mailbox, memory.done);
	if (message)
		return { message, knownBy: 'earlier', warnings: [], existing: false, complete: memory.complete === true };
	// Thrown away by a person: what is made now is another draft.
	forget(memory);
	return undefined;
}

/** Makes the draft, or finds the one that an earlier or another run has made. */
async function create(making: Making<unknown>): Promise<CreatedOrThere> {
	const { graph, mailbox, draft, key, memory } = making;
	const before = memory.made && (await findMade(graph, mailbox, memory.made));
	if (memory.made && !before) forget(memory);
	const mark = (memory.mark ??= newMark());
	const completeAtOnce = !draft.finish;
	const properties = ownProperties(mark, key?.value, completeAtOnce, draft.digest);
	const creation = creationOf(making, mark, properties, before);
	const result = await (
		key ? createWithKey(graph, creation, key.value, keyOptions(making, properties)) : createNew(graph, creation)
	).catch((thrown: unknown) => {
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

async function createNew(graph: Graph, creation: Creation): Promise<CreatedOrThere> {
	return { ...(await createOnce(graph, creation)), existing: false, complete: false };
}

/** `before`: what an earlier try of this item has made, as the service has it now. */
function creationOf(
	{ draft, memory }: Making<unknown>,
	mark: string,
	properties: ExtendedProperty[],
	before: Message | undefined,
): Creation {
	const { place, query, isMine, isUnmistakable } = draft;
	return {
		place,
		filter: draft.filter(mark),
		...(query ? { query } : {}),
		...(isMine ? { isMine } : {}),
		...(isUnmistakable ? { isUnmistakable } : {}),
		post: async () => await draft.post(mark, properties),
		tries: memory,
		...(before ? { made: before } : {}),
	};
}

/** With a key: how a message gets it that could not be created with it. */
function keyOptions(
	{ begun, app, mailbox, draft, onlyProcess }: Making<unknown>,
	properties: ExtendedProperty[],
): Parameters<typeof createWithKey>[3] {
	const { folder, unlabelled } = draft;
	return {
		onlyProcess,
		app,
		folder,
		label: async (message) =>
			(await draft.isUnlabelled?.(begun, message))
				? await setProperties(begun, mailbox, message.id ?? '', properties)
				: message,
		setKey: async (id) => await setProperties(begun, mailbox, id, properties),
		...(unlabelled ? { unlabelled } : {}),
	};
}

/** The steps after the create, and with a key the sign that nothing is missing. */
async function finishDraft<Told>(making: Making<Told>, made: CreatedOrThere): Promise<Finished<Told>> {
	return await finishSteps(making, made).catch((thrown: unknown) => {
		throw unfinished(toDraftError(thrown), made.message);
	});
}

async function finishSteps<Told>(
	{ begun, mailbox, draft, key, memory }: Making<Told>,
	{ message, knownBy, existing }: CreatedOrThere,
): Promise<Finished<Told>> {
	const finished: Finished<Told> = draft.finish ? await draft.finish(message, begun, knownBy) : { message };
	if (!key) return finished;
	// A draft of another run keeps its mark, by which that run knows it.
	const mark = (existing ? stateOf(message).mark : memory.mark) ?? newMark();
	const digest = finished.digest ?? draft.digest;
	const state: DraftState = { mark, complete: true, ...(digest === undefined ? {} : { digest }) };
	await setProperties(begun, mailbox, finished.message.id ?? '', [stateProperty(state)]);
	return finished;
}

/** Sets properties of a message. */
async function setProperties(
	graph: Graph,
	mailbox: string,
	id: string,
	properties: ExtendedProperty[],
): Promise<Message> {
	const purpose: Purpose = { task: 'mark the draft', mailbox, repeat: 'never' };
	return await repeatable(
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
		hint: `${cause.hint ? `${cause.hint} ` : ''}The draft exists, but is not complete.`,
	});
}

async function updateExisting<Told>(draft: NewDraft<Told>, message: Message): Promise<Made<Told>> {
	if (message.isDraft === false)
		return { message, existing: true, warnings: ['The draft with this key was already sent, so it was not updated.'] };
	// Only where its state was read: it would be lost otherwise.
	const state = stateOf(message);
	const digest = state.mark === undefined ? undefined : draft.digestAfterUpdate?.(message, state.digest);
	const properties = digest === undefined ? [] : [stateProperty({ ...state, digest })];
	return { message: await draft.update(message.id ?? '', properties), existing: true, warnings: [] };
}

function draftExists({ id, subject }: Message): DraftError {
	return new DraftError('DraftExists', `A draft with this key already exists${subject ? `: "${subject}"` : ''}.`, {
		existingId: id ?? '',
		hint: 'To return or update it instead, change If the Draft Exists.',
	});
}
