import type { Account } from '../account';
import { ItemMemory, type OnProgress } from '../drafts/memory';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { addAttachments, notYetThere } from './add';
import { unfinishedDraft } from './errors';
import type { AddedFile, AttachedFile } from './file';
import { listAttachments } from './list';

interface AddOnceOptions {
	memory: ItemMemory;
	/** The draft is new in this step, which the error says. */
	made: boolean;
	/** An earlier run may have added some of the files. */
	again: boolean;
	onProgress?: OnProgress | undefined;
}

/**
 * Adds files to a draft that may have others, such as those of a message that is forwarded. What an earlier try of the same
 * item has added is not added again. Throws DraftError that names the draft, the files on it and the missing ones.
 */
export async function addOnce(
	graph: Graph,
	account: Account,
	place: MessagePlace,
	files: AttachedFile[],
	{ memory, made, again, onProgress }: AddOnceOptions,
): Promise<AddedFile[]> {
	if (files.length === 0) return [];
	const there = await listAttachments(graph, account, place);
	const tried = memory.there?.draft === place.id ? memory.there : undefined;
	const ofEarlierTries = tried ? there.filter(({ id }) => !tried.ids.includes(id)) : again ? there : [];
	memory.there = tried ?? { draft: place.id, ids: again ? [] : there.map(({ id }) => id) };
	const { before, missing } = notYetThere(files, ofEarlierTries);
	const { added, failed } = await addAttachments(graph, account, place, missing, {
		there: there.map(({ name }) => name ?? ''),
		...(onProgress ? { onProgress } : {}),
	});
	const all = [...before, ...added];
	if (failed)
		throw unfinishedDraft(failed.error, { draft: place, made, added: all, missing: missing.slice(added.length) });
	return all;
}
