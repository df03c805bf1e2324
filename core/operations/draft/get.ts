import type { Purpose } from '../../graph/call';
import type { Graph } from '../../graph/client';
import { messagePath, type MessagePlace } from '../../graph/paths';
import { labelOf, read } from '../../fields/read';
import { folderName } from '../../folders/folderName';
import { getMessage } from '../../messages/get';
import type { Context, OperationResult, OperationRow, ResultFile } from '../operation';
import { getAttachments } from '../attachment/getAll';
import { readMessageId } from '../../messages/ids';
import { simplified } from '../../messages/simplified';

export const operation: OperationRow = {
	permission: 'Mail.Read',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: getDraft,
};

/** All that Graph returns by default, and the custom headers, which it returns only when they are named (OBS docs#3066). */
const MEMBERS = [
	'id,createdDateTime,lastModifiedDateTime,changeKey,categories,receivedDateTime,sentDateTime,hasAttachments',
	'internetMessageId,subject,bodyPreview,importance,parentFolderId,conversationId,conversationIndex',
	'isDeliveryReceiptRequested,isReadReceiptRequested,isRead,isDraft,webLink,inferenceClassification,body',
	'sender,from,toRecipients,ccRecipients,bccRecipients,replyTo,flag,internetMessageHeaders',
].join();

/** draft:get: the draft with its body and recipients, on request also as a whole, with its attachments, or as an .eml file. */
async function getDraft(context: Context): Promise<OperationResult> {
	const { graph, mailbox, fields } = context;
	const place: MessagePlace = { mailbox, id: readMessageId(fields.draftId, labelOf('draftId')) };
	const simplify = read.flag(fields, 'simplify', true);
	const draft = await getMessage(graph, place, { select: MEMBERS });
	const attached = read.flag(fields, 'downloadAttachments', false)
		? await getAttachments({
				...context,
				fields: { messageId: place.id, download: true, binaryPrefix: fields.binaryPrefix },
			})
		: undefined;
	const mime: ResultFile[] = read.flag(fields, 'downloadMime', false)
		? [await mimeFile(graph, place, draft.subject ?? '', read.text(fields, 'mimeField')?.trim() || 'mime')]
		: [];
	const files = [...(attached?.files ?? []), ...mime];
	const warnings = attached?.warnings ?? [];
	const attachments = attached ? { attachments: attached.output.attachments, warnings } : {};
	const { internetMessageHeaders } = draft;
	const output = simplify
		? simplified(
				draft,
				{ mailbox, folder: await folderName(graph, context.account, mailbox, draft.parentFolderId) },
				{
					changeKey: draft.changeKey,
					bodyType: draft.body?.contentType,
					body: draft.body?.content,
					...(internetMessageHeaders ? { internetMessageHeaders } : {}),
					...attachments,
				},
			)
		: { ...draft, ...attachments };
	return { id: draft.id ?? '', output, warnings, ...(files.length > 0 ? { files } : {}) };
}

/** The message as RFC 5322 source, byte by byte (Microsoft Graph, "Get MIME content"). */
async function mimeFile(
	graph: Graph,
	{ mailbox, id }: MessagePlace,
	subject: string,
	field: string,
): Promise<ResultFile> {
	const purpose: Purpose = { task: 'read the draft as MIME', mailbox, draft: id, repeat: 'safe' };
	const content = await graph.bytes({ method: 'GET', path: `${messagePath(mailbox, id)}/$value`, purpose });
	const name =
		subject
			.replace(/[\p{Cc}\s\\/:*?"<>|]+/gu, ' ')
			.trim()
			.slice(0, 80) || 'message';
	return { field, name: `${name}.eml`, contentType: 'message/rfc822', content };
}
