import type { Message } from '@microsoft/microsoft-graph-types';

import { digestOf, UNKNOWN, writeDigest } from '../../watch/digest';

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
