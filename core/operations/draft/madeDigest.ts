import type { Message } from '@microsoft/microsoft-graph-types';

import { digestOf, readDigest, UNKNOWN, writeDigest } from '../../watch/digest';
import { renewedDigest } from '../../watch/renewedDigest';

/** A file that is attached, or a picture of the text. */
interface Attached {
	name?: string | null;
	isInline?: boolean | null;
}

/** What a person calls a file: not the pictures of a text, a letterhead or a signature. */
const ownFiles = ({ attachments }: Pick<Message, 'attachments'>, files: Attached[] = []): Attached[] =>
	[...((attachments ?? []) as Attached[]), ...files].filter(({ isInline }) => !isInline);

/** Whether a message that is about to be made has files, its own and these. */
export const hasOwnFiles = (message: Pick<Message, 'attachments'>, files: Attached[]): boolean =>
	ownFiles(message, files).length > 0;

/**
 * What a watch compares a draft with, as it goes into the draft's state. `files`: those that are added to what the message holds itself;
 * undefined where nobody knows which there are.
 */
export function madeDigest(message: Message, files: Attached[] | undefined): string {
	const fileNames = ownFiles(message, files).map(({ name }) => name ?? '');
	const digest = digestOf({ ...message, fileNames });
	return writeDigest(files === undefined ? { ...digest, attachments: UNKNOWN } : digest);
}

/**
 * The same of a draft of an earlier run that this one changes. One that has no digest yet is compared from now on; which files it
 * should have is not known then.
 */
export const digestAfterUpdate = (there: Message, digest: string | undefined, changes: Message): string | undefined =>
	readDigest(digest)
		? renewedDigest({ digest, before: there, changes })
		: madeDigest({ ...there, ...changes, attachments: [] }, undefined);
