import type { Message } from '@microsoft/microsoft-graph-types';

import { ownFiles, type Attached } from '../../attachments/ownFiles';
import { digestOf, readDigest, UNKNOWN, writeDigest } from '../../watch/digest';
import { renewedDigest } from '../../watch/renewedDigest';

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
