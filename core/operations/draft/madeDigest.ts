import type { Message } from '@microsoft/microsoft-graph-types';

import { digestOf, readDigest, UNKNOWN, writeDigest } from '../../watch/digest';
import { renewedDigest } from '../../watch/renewedDigest';

/** A file that is attached, or a picture of the text. */
interface Attached {
	name?: string | null;
	isInline?: boolean | null;
}

/**
 * What a watch compares a draft with, as it goes into the draft's state. `files`: those that are added to what the message holds itself;
 * undefined where nobody knows which there are.
 */
export function madeDigest(message: Message, files: Attached[] | undefined): string {
	const own = (message.attachments ?? []) as Attached[];
	const fileNames = [...own, ...(files ?? [])].flatMap(({ name, isInline }) => (isInline ? [] : [name ?? '']));
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
