import type { Message } from '@microsoft/microsoft-graph-types';

import { quoted } from '../errors';
import { decodeBase64 } from '../mime/base64';
import { replaceAddresses } from '../html/shownAddresses';
import { fileFromBytes, type AttachedFile } from './file';
import { hashedId } from './hashedId';

export interface WithImages {
	message: Message;
	files: AttachedFile[];
	problems: ImageProblem[];
	/** The texts of the problems. */
	warnings: string[];
}

/** What stays open between html and files. */
interface ImageProblem {
	/** A reference without a file, an inline file that nothing shows, images left as `data:`, `data:` that is no image. */
	kind: 'noFile' | 'notShown' | 'leftAsData' | 'unreadable';
	text: string;
}

/** A content id that needs no quoting anywhere: in html, in a header, in an address (RFC 2392). */
const PLAIN_ID = /^[\w.@+-]{1,200}$/;

/**
 * Makes those files inline that the html shows by `cid:`. A reference may be the file's content id, its name or the field
 * it comes from; the file gets the reference as its content id. References that cannot be content ids (spaces, umlauts)
 * are replaced in the html. With `dataImages`, images written into the html as `data:` become inline files too, since mail
 * programs do not show them. What stays open is said: references without a file, inline files that nothing shows.
 */
export function withInlineImages(message: Message, files: AttachedFile[], dataImages: boolean): WithImages {
	const { body } = message;
	const html = body?.contentType?.toLowerCase() === 'html' ? (body.content ?? '') : '';
	const given = contentIdsOf(message);
	const matching = byReference(files);
	const shown = new Map<AttachedFile, string>();
	const images = new Map<string, AttachedFile>();
	const unmatched = new Set<string>();
	let leftAsData = 0;
	let unreadable = 0;

	const content = replaceAddresses(html, (address) => {
		if (/^data:/i.test(address)) {
			const image = imageFromData(address, images);
			if (image === undefined) unreadable += /^data:image\//i.test(address) ? 1 : 0;
			else if (!dataImages) leftAsData += 1;
			return dataImages && image ? `cid:${image.contentId ?? ''}` : undefined;
		}
		const reference = decoded(address.slice('cid:'.length));
		const file = matching(reference);
		if (!file) {
			if (!given.has(reference)) unmatched.add(reference);
			return undefined;
		}
		const id = shown.get(file) ?? plainId(reference, shown.size);
		shown.set(file, id);
		return id === address.slice('cid:'.length) ? undefined : `cid:${id}`;
	});

	const notShown = files.filter(
		(file) => !shown.has(file) && (file.isInline || file.contentId !== undefined) && html !== '',
	);
	const problems = [
		...[...unmatched].map(noFile),
		...notShown.map(notInBody),
		...(leftAsData > 0 ? [imagesLeft(leftAsData)] : []),
		...(unreadable > 0 ? [imagesUnreadable(unreadable)] : []),
	];
	return {
		message: content === html ? message : { ...message, body: { ...body, content } },
		files: [...files.map((file) => asShown(file, shown.get(file))), ...(dataImages ? images.values() : [])],
		problems,
		warnings: problems.map(({ text }) => text),
	};
}

const noFile = (reference: string): ImageProblem => ({
	kind: 'noFile',
	text: `The body shows an image "cid:${reference}", but no attachment has this content ID, name or field.`,
});

const notInBody = ({ name }: AttachedFile): ImageProblem => ({
	kind: 'notShown',
	text: `The body does not show the inline image ${quoted(name)}, so it is attached as an ordinary file.`,
});

const counted = (images: number) => (images === 1 ? 'an image' : `${images} images`);

const imagesLeft = (images: number): ImageProblem => ({
	kind: 'leftAsData',
	text: `The body holds ${counted(images)} as data:, which many mail programs do not show. Turn on Inline Images to attach them.`,
});

const imagesUnreadable = (images: number): ImageProblem => ({
	kind: 'unreadable',
	text:
		`The body holds ${counted(images)} as data: that cannot be read, because the data is damaged or missing. ` +
		'It is left unchanged, and mail programs will not show it.',
});

/** Without a body that shows it, a file is an ordinary one: nobody would find it. */
function asShown(file: AttachedFile, contentId: string | undefined): AttachedFile {
	if (contentId !== undefined) return { ...file, contentId, isInline: true };
	const ordinary = { ...file };
	delete ordinary.isInline;
	return ordinary;
}

/** Finds a file exactly, then in any letter case: by content id, by name, by field. */
function byReference(files: AttachedFile[]): (reference: string) => AttachedFile | undefined {
	const indexes = [(value: string) => value, (value: string) => value.toLowerCase()].flatMap((spelled) =>
		(['contentId', 'name', 'field'] as const).map((member) => {
			const index = new Map<string, AttachedFile>();
			for (const file of files) {
				const key = file[member] === undefined ? undefined : spelled(file[member]);
				if (key !== undefined && !index.has(key)) index.set(key, file);
			}
			return (reference: string) => index.get(spelled(reference));
		}),
	);
	return (reference) => {
		for (const find of indexes) {
			const file = find(reference);
			if (file) return file;
		}
		return undefined;
	};
}

const plainId = (reference: string, index: number) =>
	PLAIN_ID.test(reference) ? reference : `image${index + 1}.${hashedId(reference)}`;

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

/**
 * The image of a `data:` address (RFC 2397), kept in `images` by its address: what is shown twice is attached once.
 * Undefined for what is no image.
 */
function imageFromData(address: string, images: Map<string, AttachedFile>): AttachedFile | undefined {
	const known = images.get(address);
	if (known) return known;
	const [, stated = '', base64, content = ''] =
		/^data:([\w.+-]+\/[\w.+-]+)?(?:;(?!base64,)[^;,]*)*(;base64)?,(.*)$/is.exec(address) ?? [];
	const bytes = base64 ? fromBase64(content) : new TextEncoder().encode(decoded(content));
	if (!bytes || bytes.length === 0) return undefined;
	const contentType = (/^image\//i.test(stated) ? stated : kindOf(stated, bytes))?.toLowerCase();
	if (contentType === undefined) return undefined;
	const kind = contentType.slice('image/'.length);
	const number = images.size + 1;
	const about = {
		name: `image${number}.${ENDINGS[kind] ?? kind}`,
		contentType,
		contentId: `image${number}.${hashedId(address)}`,
		isInline: true,
	};
	const image = fileFromBytes(about, bytes);
	images.set(address, image);
	return image;
}

/** Wrapped, in the alphabet for URLs too, and without its padding, as browsers take it. */
function fromBase64(content: string): Uint8Array | undefined {
	const standard = decoded(content).replace(/\s+/g, '').replace(/-/g, '+').replace(/_/g, '/');
	const bytes = decodeBase64(standard);
	return bytes instanceof Uint8Array ? bytes : undefined;
}

/** First bytes of images, for data that is said to be of any kind. */
const FIRST_BYTES: Array<[RegExp, string]> = [
	[/^\x89PNG/, 'image/png'],
	[/^\xff\xd8\xff/, 'image/jpeg'],
	[/^GIF8/, 'image/gif'],
	[/^RIFF[\s\S]{4}WEBP/, 'image/webp'],
	[/^\s*(?:<\?xml[^>]*>\s*)?<svg[\s>]/i, 'image/svg+xml'],
];

function kindOf(stated: string, bytes: Uint8Array): string | undefined {
	if (!/^(?:|application\/octet-stream|binary\/octet-stream|text\/plain)$/i.test(stated)) return undefined;
	const start = String.fromCharCode(...bytes.subarray(0, 200));
	return FIRST_BYTES.find(([pattern]) => pattern.test(start))?.[1];
}
