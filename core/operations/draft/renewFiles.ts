import type { Message } from '@microsoft/microsoft-graph-types';

import type { AddedFile, AttachedFile } from '../../attachments/file';
import type { AttachmentInfo } from '../../attachments/list';
import type { Graph } from '../../graph/client';
import type { MessagePlace } from '../../graph/paths';
import { stateOf, stateProperty } from '../../messages/mark';
import { patchMessage } from '../../messages/patch';
import { renewedDigest } from '../../watch/renewedDigest';

interface Files {
	before: string[];
	after: string[];
}

/** Names that are compared: those of files, and not of pictures of the text. */
export const namesOf = (files: Array<Pick<AttachmentInfo, 'name' | 'isInline'>>): string[] =>
	files.filter(({ isInline }) => !isInline).map(({ name }) => name ?? '');

/** What a draft had before a step, in whatever try, and what it has now. */
export function filesAfterAdding(there: AttachmentInfo[], files: AttachedFile[], told: AddedFile[]): Files {
	const addedBefore = new Set(told.flatMap(({ upload, id }) => (upload === 'before' && id ? [id] : [])));
	const before = namesOf(there.filter(({ id }) => !addedBefore.has(id)));
	return { before, after: [...before, ...namesOf(files)] };
}

/**
 * Notes which files a flow has given a draft, or taken from it, so that they do not count as a person's change. `draft` was read with its
 * state; one without a digest costs no request. The files are what was asked for: a failure is only told.
 */
export async function renewFiles(
	graph: Graph,
	place: MessagePlace,
	draft: Message,
	files: Files,
	warn: (text: string) => void,
): Promise<void> {
	const state = stateOf(draft);
	const digest = renewedDigest({ digest: state.digest, before: {}, changes: {}, files });
	if (digest === undefined) return;
	const properties = [stateProperty({ ...state, digest })];
	await patchMessage(
		graph,
		place,
		{ singleValueExtendedProperties: properties },
		{ task: 'note the files of the draft' },
	).catch(() => warn(NOT_NOTED));
}

const NOT_NOTED =
	'The files are as you wanted them, but Outlook did not take our note of it: ' +
	'a watch on this mailbox will report them as changed by a person.';
