import { checkDeleting, checkMailbox, type Account } from '../account';
import { attachmentPath, listAttachments, type AttachmentInfo } from '../attachments/list';
import { DraftError, invalidInput, quoted } from '../errors';
import type { FieldValues } from '../fields';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import type { OperationResult } from './index';
import { readDraft } from './addAttachments';
import { readMessageId } from './messageId';
import { readId, readMailbox } from './places';

/** attachment:remove: removes one attachment, told by its id or its name, from a draft. It is gone for good. */
export async function removeAttachment(graph: Graph, account: Account, fields: FieldValues): Promise<OperationResult> {
	const mailbox = readMailbox(fields.mailbox);
	checkMailbox(account, mailbox);
	checkDeleting(account);
	const place = { mailbox, id: readMessageId(fields.draftId, 'Draft') };
	const wanted = readId(fields.attachmentId, 'Attachment');

	await readDraft(graph, place);
	const { id, name } = find(await listAttachments(graph, account, place), wanted);
	const purpose: Purpose = {
		task: `remove the attachment ${quoted(name ?? '')}`,
		mailbox,
		repeat: 'safe',
		permission: 'Mail.ReadWrite',
	};
	const remove = async () => await graph.text({ method: 'DELETE', path: attachmentPath(place, id), purpose });
	// A lost answer is asked for again, and then it may be gone already.
	await remove().catch(async (thrown: unknown) => {
		const stillThere =
			thrown instanceof DraftError && thrown.cause.status === 404
				? await listAttachments(graph, account, place)
				: undefined;
		if (!stillThere || stillThere.some((one) => one.id === id)) throw thrown;
	});
	return { id: place.id, output: { id: place.id, mailbox, removed: { id, name } }, warnings: [] };
}

function find(there: AttachmentInfo[], wanted: string): AttachmentInfo {
	const byId = there.find(({ id }) => id === wanted);
	if (byId) return byId;
	const exact = there.filter(({ name }) => name === wanted);
	const named = exact.length > 0 ? exact : there.filter(({ name }) => name?.toLowerCase() === wanted.toLowerCase());
	if (named.length === 1) return named[0]!;
	const list = there.map(({ name }) => quoted(name ?? '')).join(', ');
	if (named.length === 0)
		throw invalidInput(
			`Attachment: the draft has none with the id or name ${quoted(wanted)}.`,
			there.length > 0 ? `It has: ${list}.` : 'It has no attachments.',
		);
	throw invalidInput(
		`Attachment: the draft has ${named.length} attachments with the name ${quoted(wanted)}.`,
		`Use the id of one of them: ${named.map(({ id }) => id).join(', ')}.`,
	);
}
