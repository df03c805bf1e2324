import type { Message } from '@microsoft/microsoft-graph-types';

import { invalidField, labelOf } from '../../fields/read';
import { addFiles } from '../../attachments/addFiles';
import { checkFileSizes, sizeWarnings } from '../../attachments/file';
import { withInlineImages } from '../../attachments/inlineImages';
import { readFiles } from '../../attachments/read';
import { invalidInput } from '../../errors';
import type { AttachmentInfo } from '../../attachments/list';
import type { Graph } from '../../graph/client';
import { openLink } from '../../messages/openLink';
import { getMessage } from '../../messages/get';
import { STATE_ID } from '../../messages/mark';
import { filesAfterAdding, renewFiles } from '../draft/renewFiles';
import type { Context, OperationResult, OperationRow } from '../operation';
import { readMessageId } from '../../messages/ids';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: false,
	doneOnce: true,
	perform: addToDraft,
};

/**
 * attachment:add: adds files to a draft that exists, each by its own POST or in an upload session. Files that its body shows
 * by `cid:` become inline. What an earlier try of the same item has added is not added again.
 */
async function addToDraft({ graph, account, mailbox, fields, item }: Context): Promise<OperationResult> {
	const { memory, onProgress } = item;
	const place = { mailbox, id: readMessageId(fields.draftId, labelOf('draftId')) };
	const given = readFiles(fields.attachments);
	if (given.files.length === 0)
		throw invalidField(
			'attachments',
			'there is no file to attach.',
			'Choose at least one file; if it comes from the item or message, check that it exists.',
		);
	checkFileSizes(given.files);

	const draft = await readDraft(graph, place);
	const shown = withInlineImages({ body: draft.body ?? null }, given.files, false);
	// References in the body may belong to files that are on the draft already; only what is said of the new ones counts.
	const unused = shown.problems.filter(({ kind }) => kind === 'notShown').map(({ text }) => text);
	const warnings = [...given.warnings, ...unused, ...sizeWarnings(given.files)];
	let there: AttachmentInfo[] = [];
	const attachments = await addFiles(graph, account, place, shown.files, {
		earlier: { kind: 'ofThisItem', memory, continues: false },
		made: false,
		warn: (text) => warnings.push(text),
		onProgress,
		onListed: (listed) => (there = listed),
	});
	await renewFiles(graph, place, draft, filesAfterAdding(there, shown.files, attachments), (text) =>
		warnings.push(text),
	);
	return {
		id: place.id,
		output: { subject: draft.subject, openLink: openLink(draft), id: place.id, mailbox, attachments, warnings },
		warnings,
	};
}

/** With its state. A message that was sent or received is not changed. */
export async function readDraft(graph: Graph, place: { mailbox: string; id: string }): Promise<Message> {
	const draft = await getMessage(graph, place, { select: 'id,subject,webLink,isDraft,body', properties: [STATE_ID] });
	if (draft.isDraft === false)
		throw invalidInput(
			'This message is not a draft: it was sent or received, so its attachments stay as they are.',
			'Use the ID of a draft.',
		);
	return draft;
}
