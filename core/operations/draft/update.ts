import type { Message } from '@microsoft/microsoft-graph-types';

import { addFiles } from '../../attachments/addFiles';
import { checkFileSizes, sizeWarnings } from '../../attachments/file';
import { withInlineImages } from '../../attachments/inlineImages';
import { readFiles } from '../../attachments/read';
import { DraftError, invalidInput, toDraftError } from '../../errors';
import { newMark, STATE_ID, stateOf, stateProperty, withProperties } from '../../messages/mark';
import type { MessagePlace } from '../../graph/paths';
import type { ItemBody } from '../../message/body';
import { changesFromFields } from '../../message/changes';
import { bodyTaken } from '../../message/message';
import { above, below } from '../../html/join';
import { withSignature } from '../../message/signature';
import { labelOf, read } from '../../fields/read';
import { warningsAfter, warningsBefore } from '../../message/warnings';
import { checkSize } from '../../graph/requestSize';
import { getMessage } from '../../messages/get';
import { moveMessage } from '../../messages/move';
import { patchMessage, type Changes } from '../../messages/patch';
import { changedMeanwhile, patchExpected } from '../../messages/patchExpected';
import { findTarget } from '../../folders/findFolder';
import type { Context, OperationResult } from '../operation';
import { readMessageId } from '../../messages/ids';
import { readFolder } from '../../folders/readFolder';
import { simplified } from '../../messages/simplified';

/**
 * draft:update: PATCH with the members that change and no others (Microsoft Graph, "Update message"), then the move, if any.
 * Nothing is read before unless a text joins the body that is there, or a change key has to be compared.
 */
export async function updateDraft({ graph, account, mailbox, fields, item }: Context): Promise<OperationResult> {
	const { memory, onProgress } = item;
	const place: MessagePlace = { mailbox, id: readMessageId(fields.draftId, labelOf('draftId')) };
	const simplify = read.flag(fields, 'simplify', true);
	const given = readFiles(fields.attachments);
	checkFileSizes(given.files);
	const entered = changesFromFields(fields);
	const shown = withInlineImages(entered.message, given.files, read.flag(fields, 'inlineImages', false));
	const { message: changes, files } = shown;
	const bodyMode = read.choice(fields, 'bodyMode', ['replace', 'append', 'prepend']) ?? 'replace';
	const join = joinOf(entered.isSignatureOnly ? 'signature' : bodyMode);
	const expected = read.line(fields, 'changeKey');
	const moveTo = read.line(fields, 'moveTo');
	const target = moveTo === '' ? undefined : readFolder(moveTo, mailbox);
	const hasChanges = Object.keys(changes).length > 0;
	if (!hasChanges && !target && files.length === 0)
		throw invalidInput(
			'There is nothing to change: no field is filled in.',
			'Fill in what to change. To empty a field, name it in Clear.',
		);
	checkSize(changes);
	const warnings = [...warningsBefore(changes), ...given.warnings, ...shown.warnings, ...sizeWarnings(files)];

	const joins = changes.body && join;
	const there =
		joins || expected !== ''
			? await getMessage(graph, place, { select: 'id,body,changeKey,isDraft', properties: [STATE_ID] })
			: undefined;
	const folder =
		target && (await findTarget(graph, account, mailbox, target, read.flag(fields, 'createFolders', false)));
	let draft: Message | undefined;
	if (hasChanges) {
		const mark = (memory.mark ??= newMark());
		// An earlier try of this very step has got this far.
		const isThere = there !== undefined && stateOf(there).text === mark;
		if (expected !== '' && there?.changeKey !== expected && !isThere) throw changedMeanwhile(place.id);
		const body = joins && there ? joins(changes.body as ItemBody, there.body as ItemBody) : changes.body;
		// By its mark the change is known again after a lost answer: the change key is another one then.
		const patch = there
			? withProperties({ ...changes, ...(body ? { body } : {}) } as never, [
					stateProperty({ ...stateOf(there), text: mark }),
				])
			: changes;
		draft = isThere
			? await getMessage(graph, place)
			: await (expected === ''
					? patchMessage(graph, place, patch as Changes)
					: patchExpected(graph, place, patch as Changes, { expected, mark }));
		if (draft.isDraft === false)
			warnings.push(
				'This message is no longer a draft: it was sent. Outlook changes only its marks, such as categories and flag, not its recipients.',
			);
		else if (!joins) warnings.push(...warningsAfter(changes, draft, account.graphUrl));
	} else if (expected !== '' && there?.changeKey !== expected) throw changedMeanwhile(place.id);

	const attachments = await addFiles(graph, account, place, files, {
		earlier: { kind: 'ofThisItem', memory, continues: false },
		made: false,
		warn: (text) => warnings.push(text),
		onProgress,
	}).catch((thrown: unknown) => {
		const { code, message, cause } = toDraftError(thrown);
		// So that a run that was stopped in between does not count as one that did nothing.
		throw new DraftError(code, message, { ...cause, ...(hasChanges ? { draftId: place.id } : {}) });
	});
	const moved =
		folder === undefined
			? files.length > 0 || !draft
				? await getMessage(graph, place)
				: draft
			: await moveMessage(graph, place, folder).catch((thrown: unknown) => {
					const { code, message, cause } = toDraftError(thrown);
					throw new DraftError(
						code,
						hasChanges || files.length > 0 ? `The draft was changed, but not moved. ${message}` : message,
						{ ...cause, draftId: place.id },
					);
				});
	const output = simplify
		? simplified(
				moved,
				{ mailbox, folder: folder?.name },
				{
					...bodyTaken(fields),
					changeKey: moved.changeKey,
					...(attachments.length > 0 ? { attachments } : {}),
					warnings,
				},
			)
		: { ...moved };
	return { id: moved.id ?? '', output, warnings };
}

/** How a text joins the one that is there; undefined: it takes its place. */
function joinOf(mode: string): ((text: ItemBody, there: ItemBody) => ItemBody) | undefined {
	if (mode === 'signature') return (text, there) => withSignature(there, text.content)!;
	return mode === 'append' ? below : mode === 'prepend' ? above : undefined;
}
