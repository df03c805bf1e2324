import type { Message } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { removeMessage } from '../messages/remove';
import { addAttachments, notYetThere } from './add';
import { type OnProgress } from '../drafts/memory';
import { unfinishedDraft } from './errors';
import type { AddedFile, AttachedFile } from './file';
import { listAttachments } from './list';
import type { AttachmentPlan } from './plan';

export interface FinishOptions {
	/** This call made the draft; otherwise an earlier try did, and may have added some of the files. */
	made: boolean;
	/** Move the draft to Deleted Items when a file cannot be attached. Only one that this run made. */
	removeUnfinished: boolean;
	/** The draft as the create returned it. */
	known?: Pick<Message, 'parentFolderId'>;
	onProgress?: OnProgress | undefined;
}

/** What a plan puts into the request that makes the draft. */
export const inMessage = ({ inRequest }: AttachmentPlan): AddedFile[] =>
	inRequest.map(({ name, size }) => ({ name, size, upload: 'message' }));

/**
 * Adds the files that did not fit into the request, or what is missing of all files where an earlier try was interrupted.
 * Throws DraftError that names the draft, the files on it and the missing ones.
 */
export async function finishAttachments(
	graph: Graph,
	account: Account,
	place: MessagePlace,
	plan: AttachmentPlan,
	{ made, removeUnfinished, known, onProgress }: FinishOptions,
): Promise<AddedFile[]> {
	const files = [...plan.inRequest, ...plan.following];
	const { before, missing } = made
		? { before: inMessage(plan), missing: plan.following }
		: notYetThere(files, await listAttachments(graph, account, place));
	const { added, failed } = await addAttachments(graph, account, place, missing, {
		there: before.map(({ name }) => name),
		...(onProgress ? { onProgress } : {}),
	});
	const all = [...before, ...added];
	if (!failed) return all;
	const about = { draft: place, made, added: all, missing: missing.slice(added.length) };
	if (!removeUnfinished || !made) throw unfinishedDraft(failed.error, about);
	throw unfinishedDraft(failed.error, { ...about, removed: await removeDraft(graph, place, known) });
}

/** After an update: images that the new html shows and the draft does not have yet. Other files stay as they are. */
export async function addMissingImages(
	graph: Graph,
	account: Account,
	place: MessagePlace,
	files: AttachedFile[],
): Promise<void> {
	const images = files.filter(({ isInline }) => isInline);
	if (images.length === 0) return;
	const there = await listAttachments(graph, account, place);
	const missing = images.filter(({ contentId }) => !there.some((one) => one.contentId === contentId));
	const { added, failed } = await addAttachments(graph, account, place, missing, {
		there: there.map(({ name }) => name ?? ''),
	});
	if (failed)
		throw unfinishedDraft(failed.error, { draft: place, made: false, added, missing: missing.slice(added.length) });
}

/** Into Deleted Items. Resolves with whether it is there. */
async function removeDraft(graph: Graph, place: MessagePlace, known: FinishOptions['known']): Promise<boolean> {
	return await removeMessage(graph, place, { task: 'delete the unfinished draft', ...(known ? { known } : {}) })
		.then(() => true)
		.catch(() => false);
}
