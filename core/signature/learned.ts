import { download } from '../attachments/download';
import type { AttachedFile } from '../attachments/file';
import { listAttachments, type AttachmentInfo } from '../attachments/list';
import { quoted, type DraftError } from '../errors';
import type { Graph } from '../graph/client';
import type { MessagePlace } from '../graph/paths';
import { htmlOf, textOf } from './blocks';
import { learnDress, learnSignatures, type Variant, type Writer } from './dress';
import type { Font } from './font';
import type { Found } from './learn';
import { makePortable } from './portable';
import { readSentItems } from './sentItems';
import { readStyles, type StyleSheet } from './styles';
import { hashedId } from '../attachments/hashedId';

/** A signature that can be put into a mail. */
export interface Signature {
	html: string;
	/** As it is read. */
	text: string;
	/** The pictures that it shows. */
	images: AttachedFile[];
	warnings: string[];
}

/** What was learned for one writer of a mailbox. `signatures` fetch their pictures when they are asked for, and once. */
export interface Learned {
	found: Record<Variant, Found>;
	font: Font | undefined;
	/** The mailbox in whose Sent Items it was found. */
	mailbox: string;
	signature(variant: Variant): Promise<Signature | undefined>;
}

export type Learning = Learned | { denied: DraftError };

/** Reads Sent Items and learns from them. */
export async function learn(graph: Graph, mailbox: string, writer: () => Writer): Promise<Learning> {
	const sent = await readSentItems(graph, mailbox, (mails) => isEnough(learnSignatures(mails, writer())));
	if ('denied' in sent) return sent;
	const { signatures: found, font } = learnDress(sent.mails, writer());
	const known = new Map<Found, Promise<Signature>>();
	return {
		found,
		font,
		mailbox,
		signature: async (variant) => {
			const one = found[variant];
			if (one.kind !== 'found') return undefined;
			const signature = known.get(one) ?? signatureOf(graph, mailbox, one);
			known.set(one, signature);
			return await signature.catch((reason: unknown) => {
				known.delete(one);
				throw reason;
			});
		},
	};
}

/** By more mails than these, what is not there will not be found either. */
const ENOUGH = 10;

const isEnough = (found: Record<Variant, Found>): boolean =>
	Object.values(found).every((one) => one.kind === 'found' || one.looked >= ENOUGH);

async function signatureOf(
	graph: Graph,
	mailbox: string,
	{ block, mail }: Extract<Found, { kind: 'found' }>,
): Promise<Signature> {
	const sheet = readStyles(block.outline.html);
	const carried = await carryOver(graph, { mailbox, id: mail.id }, { html: htmlOf(block), sheet });
	return { ...carried, html: `<div id="Signature">${carried.html}</div>`, text: textOf(block) };
}

/** Of one picture; a signature is not a poster. */
const LARGEST_PICTURE = 3_000_000;

interface Part {
	html: string;
	/** Styles of the mail that it comes from. */
	sheet: StyleSheet;
	/** The files of that mail, where they were read already. */
	files?: AttachedFile[];
}

/** Makes a part of a message fit for another one, with the pictures that it shows. */
export async function carryOver(
	graph: Graph,
	place: MessagePlace,
	{ html, sheet, files }: Part,
): Promise<Omit<Signature, 'text'>> {
	const portable = makePortable(html, sheet, contentIdFor);
	const images: AttachedFile[] = [];
	const missing: string[] = [];
	const warnings: string[] = [];
	const find = portable.contentIds.length === 0 ? undefined : await picturesOf(graph, place, files);
	for (const contentId of portable.contentIds) {
		const image = await find!(contentId).catch((reason: unknown) => {
			if (!(reason instanceof TooLarge)) throw reason;
			warnings.push(`The picture ${quoted(reason.message)} of the signature is too large, so it was left out.`);
			return undefined;
		});
		if (image) images.push({ ...image, contentId: contentIdFor(contentId), isInline: true, ofSignature: true });
		else missing.push(contentIdFor(contentId));
	}
	if (missing.length > warnings.length)
		warnings.push('A picture of the signature is not among the files of the message that it was taken from.');
	return { html: withoutPictures(portable.html, missing), images, warnings };
}

class TooLarge extends Error {}

const bare = (contentId: string) => contentId.replace(/^<(.*)>$/, '$1').toLowerCase();

/** Finds the file of a content id, in the message or among those that were read. */
async function picturesOf(
	graph: Graph,
	place: MessagePlace,
	files: AttachedFile[] | undefined,
): Promise<(contentId: string) => Promise<AttachedFile | undefined>> {
	if (files)
		return async (wanted) =>
			await Promise.resolve(files.find(({ contentId }) => contentId && bare(contentId) === bare(wanted)));
	const all: AttachmentInfo[] = await listAttachments(graph, place);
	return async (wanted) => {
		const attachment = all.find(({ contentId }) => contentId && bare(contentId) === bare(wanted));
		if (!attachment) return undefined;
		if ((attachment.size ?? 0) > LARGEST_PICTURE) throw new TooLarge(attachment.name ?? '');
		return await download(graph, place, attachment);
	};
}

const withoutPictures = (html: string, contentIds: string[]): string =>
	contentIds.length === 0
		? html
		: html.replace(/<img\b[^>]*>/g, (tag) => (contentIds.some((id) => tag.includes(`src="cid:${id}"`)) ? '' : tag));

/** Its own in the new mail, whose history and files may have the same. */
const contentIdFor = (contentId: string): string => `signature.${hashedId(contentId)}`;
