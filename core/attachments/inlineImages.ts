import type { Message } from '@microsoft/microsoft-graph-types';

import { quoted } from '../errors';
import { decodeBase64 } from '../mime/base64';
import { replaceAddresses } from '../html/shownAddresses';
import { fileFromBytes, type AttachedFile } from './file';

export interface WithImages {
	message: Message;
	files: AttachedFile[];
	warnings: string[];
}

/** A content id that needs no quoting anywhere: in html, in a header, in an address (RFC 2392). */
const PLAIN_ID = /^[\w.@+-]{1,200}$/;

/**
 * Makes those files inline that the html shows by `cid:`. A reference may be the file's content id, its name or the field
 * it comes from; the file gets the reference as its content id. References that cannot be content ids (blanks, umlauts)
 * are replaced in the html. With `dataImages`, images written into the html as `data:` become inline files too, since mail
 * programs do not show them. What stays open is said: references without a file, inline files that nothing shows.
 */
export function withInlineImages(message: Message, files: AttachedFile[], dataImages: boolean): WithImages {
	const { body } = message;
	const html = body?.contentType === 'html' ? (body.content ?? '') : '';
	const given = contentIdsOf(message);
	const shown = new Map<AttachedFile, string>();
	const images = new Map<string, AttachedFile>();
	const unmatched = new Set<string>();
	let leftAsData = 0;

	const content = replaceAddresses(html, (address) => {
		if (/^data:/i.test(address)) {
			const image = dataImages ? imageFromData(address, images) : undefined;
			if (!image && /^data:image\//i.test(address)) leftAsData += 1;
			return image && `cid:${image.contentId ?? ''}`;
		}
		const reference = decoded(address.slice('cid:'.length));
		const file = matching(files, reference);
		if (!file) {
			if (!given.has(reference)) unmatched.add(reference);
			return undefined;
		}
		const id = shown.get(file) ?? plainId(reference, shown.size);
		shown.set(file, id);
		return id === address.slice('cid:'.length) ? undefined : `cid:${id}`;
	});

	const unused = files.filter(
		(file) => !shown.has(file) && (file.isInline || file.contentId !== undefined) && html !== '',
	);
	return {
		message: content === html ? message : { ...message, body: { ...body, content } },
		files: [...files.map((file) => asShown(file, shown.get(file))), ...images.values()],
		warnings: [
			...[...unmatched].map(
				(reference) =>
					`The body shows an image "cid:${reference}", but no attachment has this content id, name or field.`,
			),
			...unused.map(
				({ name }) => `The body does not show the inline image ${quoted(name)}, so it is attached as an ordinary file.`,
			),
			...(leftAsData > 0
				? [
						`The body holds ${leftAsData === 1 ? 'an image' : `${leftAsData} images`} as data:, which many mail programs do not show. Turn on Inline Images to attach them.`,
					]
				: []),
		],
	};
}

/** Without a body that shows it, a file is an ordinary one: nobody would find it. */
function asShown(file: AttachedFile, contentId: string | undefined): AttachedFile {
	if (contentId !== undefined) return { ...file, contentId, isInline: true };
	const ordinary = { ...file };
	delete ordinary.isInline;
	return ordinary;
}

/** Exactly, then in any letter case: by content id, by name, by field. */
function matching(files: AttachedFile[], reference: string): AttachedFile | undefined {
	const by = (same: (value: string | undefined) => boolean) =>
		files.find(({ contentId }) => same(contentId)) ??
		files.find(({ name }) => same(name)) ??
		files.find(({ field }) => same(field));
	return by((value) => value === reference) ?? by((value) => value?.toLowerCase() === reference.toLowerCase());
}

const plainId = (reference: string, index: number) =>
	PLAIN_ID.test(reference) ? reference : `image${index + 1}.${shortHash(reference)}`;

/** The same in every run, so that a draft that is updated still shows the images it has (FNV-1a). */
function shortHash(text: string): string {
	let hash = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
	return `${(hash >>> 0).toString(16).padStart(8, '0')}.${text.length.toString(16)}`;
}

/** Content ids of attachments that the message itself brings, given as JSON. */
function contentIdsOf({ attachments }: Message): Set<string> {
	const list: unknown = attachments;
	const ids = Array.isArray(list) ? list.map((one) => (one as { contentId?: unknown } | null)?.contentId) : [];
	return new Set(ids.filter((id) => typeof id === 'string'));
}

function decoded(reference: string): string {
	try {
		return decodeURIComponent(reference);
	} catch {
		return reference;
	}
}

const ENDINGS: Record<string, string> = { jpeg: 'jpg', 'svg+xml': 'svg', 'x-icon': 'ico', 'vnd.microsoft.icon': 'ico' };

/** The image of a `data:` address (RFC 2397), kept in `images` by its address: what is shown twice is attached once. Undefined for what is no image. */
function imageFromData(address: string, images: Map<string, AttachedFile>): AttachedFile | undefined {
	const known = images.get(address);
	if (known) return known;
	const [, contentType, base64, content = ''] =
		/^data:(image\/[\w.+-]+)(?:;(?!base64,)[^;,]*)*(;base64)?,(.*)$/is.exec(address) ?? [];
	if (!contentType) return undefined;
	const bytes = base64
		? decodeBase64(decoded(content).replace(/\s+/g, ''))
		: new TextEncoder().encode(decoded(content));
	if (!(bytes instanceof Uint8Array) || bytes.length === 0) return undefined;
	const kind = contentType.slice('image/'.length).toLowerCase();
	const number = images.size + 1;
	const about = {
		name: `image${number}.${ENDINGS[kind] ?? kind}`,
		contentType: contentType.toLowerCase(),
		contentId: `image${number}.${shortHash(address)}`,
		isInline: true,
	};
	const image = fileFromBytes(about, bytes);
	images.set(address, image);
	return image;
}
