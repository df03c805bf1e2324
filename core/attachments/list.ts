import type { Purpose } from '../graph/call';
import { encodeSegment, messagePath, withQuery, type MessagePlace } from '../graph/paths';
import type { Graph } from '../graph/client';
import { pagesOf } from '../graph/pages';

/** What Graph tells of an attachment without its content. `size` is Exchange's, a little more than the file's. */
export interface AttachmentInfo {
	'@odata.type'?: string;
	id: string;
	name?: string | null;
	contentType?: string | null;
	size?: number;
	isInline?: boolean;
	/** Of files only. */
	contentId?: string | null;
}

/** `contentId` belongs to one kind of attachment, so it needs a cast. */
const MEMBERS = 'id,name,contentType,size,isInline,microsoft.graph.fileAttachment/contentId';

export const attachmentPath = ({ mailbox, id }: MessagePlace, attachmentId: string) =>
	`${messagePath(mailbox, id)}/attachments/${encodeSegment(attachmentId)}`;

/** All attachments of a message, without their contents. */
export async function listAttachments(graph: Graph, place: MessagePlace): Promise<AttachmentInfo[]> {
	const purpose: Purpose = { task: 'list the attachments', mailbox: place.mailbox, repeat: 'safe' };
	const all: AttachmentInfo[] = [];
	const list = withQuery(`${messagePath(place.mailbox, place.id)}/attachments`, { $select: MEMBERS });
	for await (const page of pagesOf<AttachmentInfo>(graph, list, purpose)) all.push(...page);
	return all;
}
