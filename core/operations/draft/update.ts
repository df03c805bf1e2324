import type { Message } from '@microsoft/microsoft-graph-types';

import { addFiles } from '../../attachments/addFiles';
import { checkFileSizes, sizeWarnings, type AddedFile, type AttachedFile } from '../../attachments/file';
import { withInlineImages } from '../../attachments/inlineImages';
import { readFiles } from '../../attachments/read';
import { checkDraft } from '../../checks';
import { DraftError, invalidInput, toDraftError } from '../../errors';
import { newMark, STATE_ID, stateOf, stateProperty, withProperties } from '../../messages/mark';
import type { Graph } from '../../graph/client';
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
import type { Target } from '../../folders/target';
import type { Context, OperationResult, OperationRow } from '../operation';
import { readMessageId } from '../../messages/ids';
import { readFolder, type FolderChoice } from '../../folders/readFolder';
import { simplified } from '../../messages/simplified';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: false,
	doneOnce: true,
	perform: updateDraft,
};

/** An update as it was entered. */
interface Update {
	place: MessagePlace;
	/** The members that change; none where only files are added, or only the folder changes. */
	changes: Message;
	hasChanges: boolean;
	/** How a new text joins the one that is there; undefined: it takes its place, or there is none. */
	join: Join | undefined;
	/** The change key that the draft must still have; empty: any. */
	expected: string;
	files: AttachedFile[];
	moveTo: FolderChoice | undefined;
	warnings: string[];
}

/**
 * draft:update: PATCH with the members that change and no others (Microsoft Graph, "Update message"), then the files and the
 * move, if any. Nothing is read before unless a text joins the body that is there, or a change key has to be compared.
 */
async function updateDraft(context: Context): Promise<OperationResult> {
	const { graph, policy, account, mailbox, fields } = context;
	const simplify = read.flag(fields, 'simplify', true);
	const update = readUpdate(context);
	const { place, expected, files } = update;
	await policy.checkMessage(update.changes, place);
	const { subject, body } = update.changes;
	// What is attached already is not known.
	const checked = checkDraft(fields, { subject, body, hasFiles: true, isNew: false });
	const there =
		update.join || expected !== ''
			? await getMessage(graph, place, { select: 'id,body,changeKey,isDraft', properties: [STATE_ID] })
			: undefined;
	const createFolders = read.flag(fields, 'createFolders', false);
	const folder = update.moveTo && (await findTarget(graph, account, mailbox, update.moveTo, createFolders));
	if (!update.hasChanges && expected !== '' && there?.changeKey !== expected) throw changedMeanwhile(place.id);

	const changed = update.hasChanges ? await patchDraft(context, update, there) : undefined;
	const warnings = [...checked, ...update.warnings, ...(changed ? warningsOf(update, changed, account.graphUrl) : [])];
	const attachments = await addNewFiles(context, update, (text) => warnings.push(text));
	const draft = folder
		? await moveDraft(graph, update, folder)
		: changed && files.length === 0
			? changed
			: await getMessage(graph, place);
	const more = {
		...bodyTaken(fields),
		changeKey: draft.changeKey,
		...(attachments.length > 0 ? { attachments } : {}),
		warnings,
	};
	const output = simplify ? simplified(draft, { mailbox, folder: folder?.name }, more) : { ...draft };
	return { id: draft.id ?? '', output, warnings };
}

function readUpdate({ mailbox, fields }: Context): Update {
	const place = { mailbox, id: readMessageId(fields.draftId, labelOf('draftId')) };
	const given = readFiles(fields.attachments);
	checkFileSizes(given.files);
	const entered = changesFromFields(fields);
	const shown = withInlineImages(entered.message, given.files, read.flag(fields, 'inlineImages', false));
	const { message: changes, files } = shown;
	const bodyMode = read.choice(fields, 'bodyMode', ['replace', 'append', 'prepend']) ?? 'replace';
	const join = changes.body ? joinOf(entered.isSignatureOnly ? 'signature' : bodyMode) : undefined;
	const expected = read.line(fields, 'changeKey');
	const folder = read.line(fields, 'moveTo');
	const moveTo = folder === '' ? undefined : readFolder(folder, mailbox);
	const hasChanges = Object.keys(changes).length > 0;
	if (!hasChanges && !moveTo && files.length === 0)
		throw invalidInput(
			'There is nothing to change: no field is filled in.',
			'Fill in what to change. To empty a field, name it in Clear.',
		);
	checkSize(changes);
	const warnings = [...warningsBefore(changes), ...given.warnings, ...shown.warnings, ...sizeWarnings(files)];
	return { place, changes, hasChanges, join, expected, files, moveTo, warnings };
}

/** Changes the draft, unless an earlier try of this step has. `there` is the draft before, where it had to be read. */
async function patchDraft(
	{ graph, item }: Context,
	{ place, changes, join, expected }: Update,
	there: Message | undefined,
): Promise<Message> {
	const mark = (item.memory.mark ??= newMark());
	if (there && stateOf(there).text === mark) return await getMessage(graph, place);
	if (expected !== '' && there?.changeKey !== expected) throw changedMeanwhile(place.id);
	const body = join && there ? join(changes.body as ItemBody, there.body as ItemBody) : changes.body;
	// By its mark the change is known again after a lost answer: the change key is another one then.
	const patch = there
		? withProperties({ ...changes, ...(body ? { body } : {}) } as never, [
				stateProperty({ ...stateOf(there), text: mark }),
			])
		: changes;
	return expected === ''
		? await patchMessage(graph, place, patch as Changes)
		: await patchExpected(graph, place, patch as Changes, { expected, mark });
}

async function addNewFiles(
	{ graph, account, item }: Context,
	{ place, files, hasChanges }: Update,
	warn: (text: string) => void,
): Promise<AddedFile[]> {
	return await addFiles(graph, account, place, files, {
		earlier: { kind: 'ofThisItem', memory: item.memory, continues: false },
		made: false,
		warn,
		onProgress: item.onProgress,
	}).catch((thrown: unknown) => {
		const { code, message, cause } = toDraftError(thrown);
		// So that a run that was stopped in between does not count as one that did nothing.
		throw new DraftError(code, message, { ...cause, ...(hasChanges ? { draftId: place.id } : {}) });
	});
}

async function moveDraft(graph: Graph, { place, hasChanges, files }: Update, folder: Target): Promise<Message> {
	return await moveMessage(graph, place, folder).catch((thrown: unknown) => {
		const { code, message, cause } = toDraftError(thrown);
		const isChanged = hasChanges || files.length > 0;
		throw new DraftError(code, isChanged ? `The draft was changed, but not moved. ${message}` : message, {
			...cause,
			draftId: place.id,
		});
	});
}

/** What Outlook has made of the changes. */
function warningsOf({ changes, join }: Update, draft: Message, graphUrl: string): string[] {
	if (draft.isDraft === false) return [ALREADY_SENT];
	return join ? [] : warningsAfter(changes, draft, graphUrl);
}

const ALREADY_SENT =
	'This message is no longer a draft: it was sent. Outlook changes only its marks, such as categories and flag, ' +
	'not its recipients.';

type Join = (text: ItemBody, there: ItemBody) => ItemBody;

/** How a text joins the one that is there; undefined: it takes its place. */
function joinOf(mode: string): Join | undefined {
	if (mode === 'signature') return (text, there) => withSignature(there, text.content)!;
	return mode === 'append' ? below : mode === 'prepend' ? above : undefined;
}
