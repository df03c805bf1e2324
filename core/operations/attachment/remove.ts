import { invalidField, labelOf } from '../../fields/read';
import { attachmentPath, listAttachments, type AttachmentInfo } from '../../attachments/list';
import { DraftError, quoted } from '../../errors';
import type { Purpose } from '../../graph/call';
import type { Context, OperationResult, OperationRow } from '../operation';
import { namesOf, renewFiles } from '../draft/renewFiles';
import { readDraft } from './add';
import { readMessageId } from '../../messages/ids';
import { readId } from '../../folders/readFolder';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: true,
	doneOnce: true,
	perform: removeAttachment,
};

/** attachment:remove: removes one attachment, told by its id or its name, from a draft. It is gone for good. */
async function removeAttachment({ graph, mailbox, fields }: Context): Promise<OperationResult> {
	const place = { mailbox, id: readMessageId(fields.draftId, labelOf('draftId')) };
	const wanted = readId(fields.attachmentId, labelOf('attachmentId'));

	const draft = await readDraft(graph, place);
	const there = await listAttachments(graph, place);
	const { id, name } = find(there, wanted);
	const purpose: Purpose = { task: `remove the attachment ${quoted(name ?? '')}`, mailbox, repeat: 'safe' };
	const remove = async () => await graph.text({ method: 'DELETE', path: attachmentPath(place, id), purpose });
	// A lost answer is asked for again, and then it may be gone already.
	await remove().catch(async (thrown: unknown) => {
		const stillThere =
			thrown instanceof DraftError && thrown.cause.status === 404 ? await listAttachments(graph, place) : undefined;
		if (!stillThere || stillThere.some((one) => one.id === id)) throw thrown;
	});
	const warnings: string[] = [];
	const left = there.filter((one) => one.id !== id);
	await renewFiles(graph, place, draft, { before: namesOf(there), after: namesOf(left) }, (text) =>
		warnings.push(text),
	);
	return { id: place.id, output: { id: place.id, mailbox, removed: { id, name } }, warnings };
}

function find(there: AttachmentInfo[], wanted: string): AttachmentInfo {
	const byId = there.find(({ id }) => id === wanted);
	if (byId) return byId;
	const exact = there.filter(({ name }) => name === wanted);
	const named = exact.length > 0 ? exact : there.filter(({ name }) => name?.toLowerCase() === wanted.toLowerCase());
	if (named.length === 1) return named[0]!;
	const list = there.map(({ name }) => quoted(name ?? '')).join(', ');
	if (named.length === 0)
		throw invalidField(
			'attachmentId',
			`the draft has none with the ID or name ${quoted(wanted)}.`,
			there.length > 0 ? `It has: ${list}.` : 'It has no attachments.',
		);
	throw invalidField(
		'attachmentId',
		`the draft has ${named.length} attachments with the name ${quoted(wanted)}.`,
		'Use the ID of one of them: Get Many Attachments lists it.',
	);
}
