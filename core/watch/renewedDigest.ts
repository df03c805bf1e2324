import type { Message } from '@microsoft/microsoft-graph-types';

import { changedBefore, digestOf, PARTS, readDigest, UNKNOWN, writeDigest, type Digest, type Part } from './digest';

/** Changes that a flow makes to a draft that is there. */
interface Renewal {
	/** The digest that goes with the draft. */
	digest: string | undefined;
	/** The draft before, as far as it was read. */
	before: Message;
	/** New values of whole members. */
	changes: Message;
	/** The new body is the old one with something added, and `before` has the old one. */
	joinsText?: boolean;
	/** Names of its files, without pictures of the text, where they change. */
	files?: { before: string[]; after: string[] };
}

const LISTS = ['toRecipients', 'ccRecipients', 'bccRecipients'] as const;

/**
 * The digest after a flow has changed a draft, so that what the flow changes does not count as a person's change. What a person has changed
 * before still counts, unless the flow replaces that part as a whole.
 * Undefined where nothing is to be renewed.
 */
export function renewedDigest({ digest, before, changes, joinsText = false, files }: Renewal): string | undefined {
	const old = readDigest(digest);
	if (!old) return undefined;
	const was = digestOf({ ...before, fileNames: files?.before ?? [] });
	const is = digestOf({ ...before, ...changes, fileNames: files?.after ?? [] });
	const hasText = changes.body !== undefined;
	const isReplaced: Record<Part, boolean> = {
		recipients: LISTS.every((name) => changes[name] !== undefined),
		subject: changes.subject !== undefined,
		text: hasText && !joinsText,
		attachments: false,
	};
	const isChanged: Record<Part, boolean> = {
		recipients: LISTS.some((name) => changes[name] !== undefined),
		subject: changes.subject !== undefined,
		text: hasText,
		attachments: files !== undefined,
	};
	const part = (name: Part) =>
		isReplaced[name] || (isChanged[name] && old[name] === was[name])
			? is[name]
			: isChanged[name] && old[name] !== UNKNOWN
				? changedBefore(is[name])
				: old[name];
	const renewed = writeDigest(Object.fromEntries(PARTS.map((name) => [name, part(name)])) as Digest);
	return renewed === digest ? undefined : renewed;
}

/** Whether a change of these members may have to renew the digest. */
export const isCompared = (changes: Message): boolean =>
	changes.subject !== undefined || changes.body !== undefined || changesLists(changes);

/** Members of the draft before that are needed for the recipients; none where all or no lists are replaced. */
export const listsToRead = (changes: Message): string[] =>
	changesLists(changes) && !LISTS.every((name) => changes[name] !== undefined) ? [...LISTS] : [];

const changesLists = (changes: Message) => LISTS.some((name) => changes[name] !== undefined);
