import type { MimeAttachment } from '../mime/attachment';
import { checkMimeSize } from '../mime/size';
import { readWhole, type AttachedFile } from './file';

/** What of a MIME message comes from files. */
export interface MimeFiles {
	attachments: MimeAttachment[];
	/** iCalendar text of an invitation: mail programs show it as one only beside the text, not among the files. */
	calendar?: string;
}

/** Reads all files for a MIME message, which holds them itself; what cannot fit is rejected before anything is read. */
export async function toMimeFiles(files: AttachedFile[]): Promise<MimeFiles> {
	// In the message they are base64, and the message as a whole is base64 again.
	checkMimeSize(files.reduce((sum, { size }) => sum + Math.ceil(size / 3) * 4, 0));
	const result: MimeFiles = { attachments: [] };
	for (const file of files) {
		const { name, contentType, contentId, isInline } = file;
		const content = await readWhole(file);
		const invitation = result.calendar === undefined ? asInvitation(file, content) : undefined;
		if (invitation !== undefined) result.calendar = invitation;
		else
			result.attachments.push({
				name,
				content,
				...(contentType ? { contentType } : {}),
				...(contentId ? { contentId } : {}),
				...(isInline ? { isInline } : {}),
			});
	}
	return result;
}

/** A calendar file that says what is to be done with it (RFC 5546 §1.4), such as METHOD:REQUEST. */
function asInvitation({ name, contentType = '' }: AttachedFile, content: Uint8Array): string | undefined {
	if (!/^text\/calendar\b/i.test(contentType) && !/\.ics$/i.test(name)) return undefined;
	const text = new TextDecoder().decode(content);
	return /^METHOD[;:]/im.test(text) ? text : undefined;
}
