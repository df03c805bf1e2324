import type { Account } from '../account';
import type { Purpose } from '../graph/call';
import { encodeSegment, followUpPath, messagePath, withQuery, type MessagePlace } from '../graph/paths';
import type { Graph, Listing } from '../graph/client';

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
export async function listAttachments(
	graph: Graph,
	account: Pick<Account, 'graphUrl'>,
	place: MessagePlace,
): Promise<AttachmentInfo[]> {
	const purpose: Purpose = { task: 'list the attachments', mailbox: place.mailbox, repeat: 'safe' };
	const all: AttachmentInfo[] = [];
	let next: string | undefined = withQuery(`${messagePath(place.mailbox, place.id)}/attachments`, { $select: MEMBERS });
	while (next) {
		const answer: Listing<AttachmentInfo> = await graph.json({ method: 'GET', path: next, purpose });
		all.push(...(answer.value ?? []));
		const link: string | undefined = answer['@odata.nextLink'];
		next = link && followUpPath(account.graphUrl, link);
	}
	return all;
}
