import type { FileAttachment } from '@microsoft/microsoft-graph-types';

import { DraftError, quoted } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { decodeBase64 } from '../mime/base64';
import type { MessagePlace } from '../graph/paths';
import { fileFromBytes, type AttachedFile } from './file';
import { attachmentPath, type AttachmentInfo } from './list';

const kindOf = (attachment: AttachmentInfo) => (attachment['@odata.type'] ?? '').toLowerCase().replace(/^#/, '');

/** A link to a file elsewhere (OneDrive, SharePoint) has no content of its own. */
export const isLink = (attachment: AttachmentInfo) => kindOf(attachment) === 'microsoft.graph.referenceattachment';

/**
 * The content of one attachment, in memory: a file as it is; an attached message as `.eml`, an event as `.ics`, a contact
 * as `.vcf` (Graph, "Get attachment", `$value`). Not for links.
 */
export async function download(graph: Graph, place: MessagePlace, attachment: AttachmentInfo): Promise<AttachedFile> {
	const name = attachment.name ?? '';
	const purpose: Purpose = { task: `fetch the attachment ${quoted(name)}`, mailbox: place.mailbox, repeat: 'safe' };
	const path = attachmentPath(place, attachment.id);
	if (kindOf(attachment) === 'microsoft.graph.itemattachment')
		return fromItem(name, await graph.text({ method: 'GET', path: `${path}/$value`, purpose }));
	// As JSON: hosts hand over answers as text, in which raw bytes do not survive.
	const { contentBytes, contentType, contentId, isInline } = await graph.json<FileAttachment>({
		method: 'GET',
		path,
		purpose,
	});
	const bytes = decodeBase64((contentBytes as string | null | undefined) ?? '');
	if (!(bytes instanceof Uint8Array))
		throw new DraftError('NoContent', `Microsoft Graph gave no usable content of the attachment ${quoted(name)}.`, {
			hint: 'Try again later.',
		});
	return fileFromBytes(
		{
			name,
			...(contentType ? { contentType } : {}),
			...(contentId ? { contentId } : {}),
			...(isInline ? { isInline } : {}),
		},
		bytes,
	);
}

const ITEMS: Array<[begin: RegExp, ending: string, contentType: string]> = [
	[/^\s*BEGIN:VCALENDAR/i, '.ics', 'text/calendar'],
	[/^\s*BEGIN:VCARD/i, '.vcf', 'text/vcard'],
	[/^/, '.eml', 'message/rfc822'],
];

function fromItem(name: string, text: string): AttachedFile {
	const [, ending, contentType] = ITEMS.find(([begin]) => begin.test(text))!;
	const fullName = name.toLowerCase().endsWith(ending) ? name : `${name || 'attachment'}${ending}`;
	return fileFromBytes({ name: fullName, contentType }, new TextEncoder().encode(text));
}
