import { toJson } from '../errors';
import { LARGEST_REQUEST } from '../mime/size';
import { base64Length, encodeBase64 } from '../mime/base64';
import { readWhole, type AttachedFile } from './file';

/** Bytes of the largest file that is posted by itself: below both limits that were seen (Graph, "Attach large files": 3 MB). */
export const LARGEST_POST = 3_000_000;

/** Which files go into the request that makes the message, and which follow one by one. */
export interface AttachmentPlan {
	inRequest: AttachedFile[];
	following: AttachedFile[];
}

/** Graph's `fileAttachment`, to be written. */
export interface FileAttachment {
	'@odata.type': '#microsoft.graph.fileAttachment';
	name: string;
	contentBytes: string;
	contentType?: string;
	isInline?: boolean;
	contentId?: string;
}

/**
 * Divides files by the size of the JSON that would be sent: in their order, as long as the whole request stays within
 * 4 MiB. `body` is the message with everything else that it will hold.
 */
export function planAttachments(body: object, files: AttachedFile[]): AttachmentPlan {
	let size = jsonBytes({ attachments: [], ...body });
	const hasOthers =
		Array.isArray((body as { attachments?: unknown }).attachments) &&
		(body as { attachments: unknown[] }).attachments.length > 0;
	let fitting = 0;
	for (const file of files) {
		size += jsonBytes(withContent(file, '')) + base64Length(file.size) + (fitting > 0 || hasOthers ? 1 : 0);
		if (size > LARGEST_REQUEST) break;
		fitting += 1;
	}
	return { inRequest: files.slice(0, fitting), following: files.slice(fitting) };
}

/** What would become of the files, for a dry run. */
export function describePlan({ inRequest, following }: AttachmentPlan): object[] {
	const describe = ({ name, contentType, size, isInline, contentId }: AttachedFile, upload: string) => ({
		name,
		contentType,
		size,
		...(isInline ? { isInline, contentId } : {}),
		upload,
	});
	return [
		...inRequest.map((file) => describe(file, 'message')),
		...following.map((file) => describe(file, file.size > LARGEST_POST ? 'session' : 'post')),
	];
}

/** Graph's form of a file with its whole content, for files that go into one request. */
export async function toFileAttachment(file: AttachedFile): Promise<FileAttachment> {
	return withContent(file, encodeBase64(await readWhole(file)));
}

/** Adds files to a message's own attachments. */
export async function withFiles<T extends object>(message: T, files: AttachedFile[]): Promise<T> {
	if (files.length === 0) return message;
	const own = (message as { attachments?: unknown }).attachments;
	const added: FileAttachment[] = [];
	for (const file of files) added.push(await toFileAttachment(file));
	return { ...message, attachments: [...(Array.isArray(own) ? (own as unknown[]) : []), ...added] };
}

function withContent({ name, contentType, isInline, contentId }: AttachedFile, contentBytes: string): FileAttachment {
	return {
		'@odata.type': '#microsoft.graph.fileAttachment',
		name,
		contentBytes,
		...(contentType === undefined ? {} : { contentType }),
		...(isInline ? { isInline } : {}),
		...(contentId === undefined ? {} : { contentId }),
	};
}

const jsonBytes = (value: unknown) => new TextEncoder().encode(toJson(value)).length;
