import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import type { ItemMemory, OnProgress } from '../drafts/memory';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { removeMessage } from '../messages/remove';
import { addAttachments } from './add';
import { imageWarnings, type Image } from './afterAdding';
import { unfinishedDraft } from './errors';
import type { AddedFile, AttachedFile } from './file';
import { listAttachments, type AttachmentInfo } from './list';

/** Which attachments of the draft are taken for one of the files, so that it is not added again. */
type Earlier =
	/** Those of the request that has just made the draft. It has no others, so nothing is asked for. */
	| { kind: 'inRequest'; files: AttachedFile[] }
	/** Any of the same name: only this package has added files to the draft, maybe in an interrupted run. */
	| { kind: 'everything' }
	/**
	 * Any of the same name that an earlier try of this item has added. What the draft had before the first try stays beside
	 * them; where another run made the draft (`continues`), it may have added some of the files, so all of them count.
	 */
	| { kind: 'ofThisItem'; memory: ItemMemory; continues: boolean }
	/** Any with the same content id: the html shows it already. */
	| { kind: 'shown' };

interface AddFilesOptions {
	earlier: Earlier;
	/** The draft is new in this step, which the error says. */
	made: boolean;
	/** Move the draft, given as the create returned it, to Deleted Items when a file cannot be attached. */
	removeUnfinished?: Pick<Message, 'parentFolderId'> | undefined;
	/** Told what a person has to know about the draft. */
	warn(text: string): void;
	onProgress?: OnProgress | undefined;
	/** Told what is on the draft before, where that is asked for. */
	onListed?(there: AttachmentInfo[]): void;
}

/**
 * Adds files to a draft: looks which of them it has already, then adds those that are missing one after the other. Resolves
 * with all of them. Throws DraftError that names the draft, the files on it and the missing ones.
 */
export async function addFiles(
	graph: Graph,
	account: Account,
	place: MessagePlace,
	files: AttachedFile[],
	{ earlier, made, removeUnfinished, warn, onProgress, onListed }: AddFilesOptions,
): Promise<AddedFile[]> {
	if (files.length === 0) return [];
	const listed = async () => {
		const there = await listAttachments(graph, place);
		onListed?.(there);
		return there;
	};
	const { before, missing, there } =
		earlier.kind === 'inRequest' ? afterRequest(files, earlier.files) : compared(files, await listed(), earlier, place);
	const { added, failed } = await addAttachments(graph, account, place, missing, {
		there: there.map(({ name }) => name ?? ''),
		...(onProgress ? { onProgress } : {}),
	});
	const all = [...before, ...added];
	for (const text of await imageWarnings(graph, place, { before: there, files: missing, added })) warn(text);
	if (!failed) return all;
	const removed = removeUnfinished && (await removeDraft(graph, place, removeUnfinished));
	throw unfinishedDraft(failed.error, {
		draft: place,
		made,
		added: all,
		missing: missing.slice(added.length),
		...(removed === undefined ? {} : { removed }),
	});
}

/** What a draft has of the files that are to be added. */
interface Comparison {
	before: AddedFile[];
	missing: AttachedFile[];
	/** Everything on the draft. */
	there: Image[];
}

function afterRequest(files: AttachedFile[], inRequest: AttachedFile[]): Comparison {
	return {
		before: sentInRequest(inRequest),
		missing: files.filter((file) => !inRequest.includes(file)),
		there: inRequest,
	};
}

/** What becomes of files that go with the request that makes the message. */
export const sentInRequest = (files: AttachedFile[]): AddedFile[] =>
	files.map(({ name, size }) => ({ name, size, upload: 'message' }));

function compared(
	files: AttachedFile[],
	there: AttachmentInfo[],
	earlier: Exclude<Earlier, { kind: 'inRequest' }>,
	place: MessagePlace,
): Comparison {
	if (earlier.kind === 'shown') {
		const missing = files.filter(({ contentId }) => !there.some((one) => one.contentId === contentId));
		return { before: [], missing, there };
	}
	const ours = earlier.kind === 'everything' ? there : addedSince(earlier, there, place);
	return { ...byName(files, ours), there };
}

/** Attachments that were not there before the first try of this item, which is remembered for the next one. */
function addedSince(
	{ memory, continues }: Extract<Earlier, { kind: 'ofThisItem' }>,
	there: AttachmentInfo[],
	{ id }: MessagePlace,
): AttachmentInfo[] {
	const remembered = memory.there?.draft === id ? memory.there : undefined;
	memory.there = remembered ?? { draft: id, ids: continues ? [] : there.map((one) => one.id) };
	const { ids } = memory.there;
	return there.filter((one) => !ids.includes(one.id));
}

/** Each attachment stands for one file. */
function byName(files: AttachedFile[], there: AttachmentInfo[]): Pick<Comparison, 'before' | 'missing'> {
	const left = there.map(({ id, name }) => ({ id, name }));
	const before: AddedFile[] = [];
	const missing = files.filter((file) => {
		const at = left.findIndex(({ name }) => name === file.name);
		if (at < 0) return true;
		const [found] = left.splice(at, 1);
		before.push({ id: found!.id, name: file.name, size: file.size, upload: 'before' });
		return false;
	});
	return { before, missing };
}

/** Into Deleted Items. Resolves with whether it is there. */
async function removeDraft(
	graph: Graph,
	place: MessagePlace,
	known: Pick<Message, 'parentFolderId'>,
): Promise<boolean> {
	return await removeMessage(graph, place, { task: 'delete the unfinished draft', known })
		.then(() => true)
		.catch(() => false);
}
