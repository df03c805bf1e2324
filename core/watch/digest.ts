import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { ownText } from '../quoting/newestText';
import { shortHash } from './shortHash';

/** What a person may have changed of a draft. */
export const PARTS = ['recipients', 'subject', 'text', 'attachments'] as const;
export type Part = (typeof PARTS)[number];

/** What is compared of a message: a hash of each part, so that no text has to be kept. */
export type Digest = Record<Part, string>;

/** In place of the hash of a part that nobody knows: it is not compared. */
export const UNKNOWN = '0';

type Compared = Pick<Message, 'toRecipients' | 'ccRecipients' | 'bccRecipients' | 'subject' | 'body'> & {
	/** Names of the files that are attached, without pictures of the text. */
	fileNames: string[];
};

/** The digest of a message as it is made, or as Graph shows it. */
export function digestOf({ toRecipients, ccRecipients, bccRecipients, subject, body, fileNames }: Compared): Digest {
	const people = [toRecipients, ccRecipients, bccRecipients].map((list) => addresses(list).sort().join(' ')).join('\n');
	return {
		recipients: shortHash(people),
		subject: shortHash(normalised(subject ?? '')),
		text: shortHash(normalised(ownText(body))),
		attachments: shortHash(fileNames.map(normalised).sort().join('\n')),
	};
}

/** The parts in which two digests differ. */
export const changedParts = (before: Digest, after: Digest): Part[] =>
	PARTS.filter((part) => before[part] !== after[part] && before[part] !== UNKNOWN && after[part] !== UNKNOWN);

/** In place of a hash, and longer than any: a person had changed this part, and then a flow did, which made it what this hash says. */
export const changedBefore = (hash: string): string => `p${hash}`;

/** Whether a part is as a flow has left it, whoever changed it before. */
export const isAsLeft = (digest: Digest, part: Part, now: Digest): boolean =>
	digest[part] === now[part] || digest[part] === changedBefore(now[part]);

/** For a property of the message; versions may follow. */
export const writeDigest = (digest: Digest): string => ['1', ...PARTS.map((part) => digest[part])].join('.');

/** Undefined for what is none, or of a later version. */
export function readDigest(text: string | undefined): Digest | undefined {
	const [version, ...parts] = (text ?? '').split('.');
	if (version !== '1' || parts.length !== PARTS.length || parts.some((part) => !/^[0-9a-z]{1,13}$/.test(part)))
		return undefined;
	return Object.fromEntries(PARTS.map((part, at) => [part, parts[at]])) as Digest;
}

function addresses(list: Recipient[] | null | undefined): string[] {
	return (list ?? []).map(({ emailAddress }) =>
		(emailAddress?.address ?? emailAddress?.name ?? '').trim().toLowerCase(),
	);
}

/** What Outlook and Word put in place of what was typed, and what stands at the beginning of a list's line. */
const REPLACED: Array<[RegExp, string]> = [
	[/\p{Default_Ignorable_Code_Point}/gu, ''],
	[/[\u2018\u2019\u201a\u201b\u2032`´]/g, "'"],
	[/[\u201c\u201d\u201e\u201f\u2033«»]/g, '"'],
	[/[\u2010-\u2015\u2212]/g, '-'],
	[/\u2026/g, '...'],
	// List items: Word writes · and o, Outlook on the web makes a list of what begins with a dash or a number.
	[/^[ \t\u00a0]*(?:[-*•·▪◦§o]|\d{1,3}[.)])[ \t\u00a0]+/gm, ''],
	// An address that Outlook made a link of.
	[/<(?:https?:\/\/|mailto:|tel:)[^>\s]*>/gi, ''],
	[/(https?:\/\/[^\s/]+)\/(?=\s|$)/gi, '$1'],
];

/**
 * A text as it is compared: the same whatever Outlook on the web, classic Outlook or a phone make of spaces, paragraphs, quotation marks,
 * dashes and lists when they store a message that nobody has changed.
 */
export function normalised(text: string): string {
	const plain = REPLACED.reduce((result, [form, instead]) => result.replace(form, instead), text.normalize('NFKC'));
	return plain.replace(/\s+/g, ' ').trim();
}
