import { download, isLink } from '../../attachments/download';
import { readWhole } from '../../attachments/file';
import { listAttachments, type AttachmentInfo } from '../../attachments/list';
import { quoted } from '../../errors';
import { labelOf, read } from '../../fields/read';
import type { Context, OperationResult, OperationRow, ResultFile } from '../operation';
import { readMessageId } from '../../messages/ids';

export const operation: OperationRow = {
	permission: 'Mail.Read',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: getAttachments,
};

/** attachment:getAll: names, types and sizes of a message's attachments, with their contents if wanted (in memory). */
export async function getAttachments({ graph, mailbox, fields }: Context): Promise<OperationResult> {
	const place = { mailbox, id: readMessageId(fields.messageId, labelOf('messageId')) };
	const withContents = read.flag(fields, 'download', false);
	const includeInline = read.flag(fields, 'includeInline', true);
	const prefix = read.text(fields, 'binaryPrefix') ?? 'attachment_';

	const all = (await listAttachments(graph, place)).filter(({ isInline }) => includeInline || !isInline);
	const files: ResultFile[] = [];
	const attachments: object[] = [];
	for (const one of all) {
		const file = withContents && !isLink(one) ? await download(graph, place, one) : undefined;
		const field = `${prefix}${files.length}`;
		if (file)
			files.push({
				at: attachments.length,
				field,
				name: file.name,
				contentType: file.contentType ?? 'application/octet-stream',
				content: await readWhole(file),
			});
		attachments.push({ ...described(one), ...(file ? { field } : {}) });
	}
	const warnings = withContents
		? all
				.filter(isLink)
				.map(({ name }) => `${quoted(name ?? '')} is a link to a file elsewhere, so there is no content to fetch.`)
		: [];
	return { id: place.id, output: { id: place.id, mailbox, attachments, warnings }, files, warnings };
}

const KINDS: Record<string, string> = { fileattachment: 'file', itemattachment: 'item', referenceattachment: 'link' };

function described(one: AttachmentInfo): object {
	const { id, name, contentType, size, isInline, contentId } = one;
	const kind = KINDS[(one['@odata.type'] ?? '').toLowerCase().replace(/^.*\./, '')] ?? 'file';
	return { id, name, kind, contentType, size, isInline, ...(contentId ? { contentId } : {}) };
}
