import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import { DraftError, toDraftError } from '../errors';
import type { FieldValues } from '../fields';
import type { Purpose } from '../graph/call';
import { finishing, type Graph } from '../graph/client';
import { repeatable } from '../graph/repeatable';
import { messagePath } from '../graph/paths';
import { createOnce, type Creation } from './createOnce';
import { createWithKey, type CreatedOrThere, type Unlabelled } from './createWithKey';
import { keyLock, oneAtATime } from './keyLocks';
import { readDraftKey } from './draftKey';
import { findMade } from './findMade';
import type { Place } from './lookUp';
import { forget, madeBefore, type ItemIdentity } from './memory';
import { newMark, ownProperties, stateOf, stateProperty, type ExtendedProperty } from '../messages/mark';

export interface NewDraft {
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
	/** Finds the draft again whatever its id becomes: its key, or its mark. Not known of a draft that existed. */
	mark?: string | undefined;
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
	return key ? await oneAtATime(graph, keyLock(app, mailbox, key.value), make) : await make();

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
			return {
				message,
				existing: made.existing,
				warnings: made.warnings,
				...(made.existing ? {} : { mark: key?.value ?? memory.mark }),
			};
		if (key.onExisting === 'fail') throw draftExists(message);
		return await updateExisting(draft, message);
	}

	async function create(): Promise<CreatedOrThere> {
		const before = memory.made && (await findMade(graph, mailbox, memory.made));
		if (memory.made && !before) forget(memory);
		const mark = (memory.mark ??= newMark());
		const completeAtOnce = !draft.finish;
		const properties = ownProperties(mark, key?.value, completeAtOnce);
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
					? await setProperties(begun, mailbox, message.id ?? '', properties)
					: message,
			setKey: async (id: string): Promise<Message> => await setProperties(begun, mailbox, id, properties),
			...(unlabelled ? { unlabelled } : {}),
		};
		const making = key
			? createWithKey(graph, creation, key.value, options)
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

	async function finishDraft(made: Pick<CreatedOrThere, 'message' | 'existing'>): Promise<Message> {
		const work = async (): Promise<Message> => {
			const finished = draft.finish ? await draft.finish(made.message, begun) : made.message;
			// A draft of another run keeps its mark, by which that run knows it.
			const mark = (made.existing ? stateOf(made.message).mark : memory.mark) ?? newMark();
			if (key) await setProperties(begun, mailbox, finished.id ?? '', [stateProperty({ mark, complete: true })]);
			return finished;
		};
		return await work().catch((thrown: unknown) => {
			throw unfinished(toDraftError(thrown), made.message);
		});
	}
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

async function updateExisting(draft: NewDraft, message: Message): Promise<Made> {
	if (message.isDraft === false)
		return { message, existing: true, warnings: ['The draft with this key was already sent, so it was not updated.'] };
	return { message: await draft.update(message.id ?? ''), existing: true, warnings: [] };
}

function draftExists({ id, subject }: Message): DraftError {
	return new DraftError('DraftExists', `A draft with this key already exists${subject ? `: "${subject}"` : ''}.`, {
		existingId: id ?? '',
		hint: 'To return or update it instead, change If the Draft Exists.',
	});
}
