import type { Message } from '@microsoft/microsoft-graph-types';

import { addFiles } from '../../attachments/addFiles';
import { checkFileSizes, sizeWarnings, type AddedFile, type AttachedFile } from '../../attachments/file';
import { withInlineImages } from '../../attachments/inlineImages';
import type { AttachmentInfo } from '../../attachments/list';
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
import { makeCategories, makesCategories } from '../../messages/categories';
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
import { isCompared, listsToRead, renewedDigest } from '../../watch/renewedDigest';
import { filesAfterAdding, renewFiles } from './renewFiles';

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
 * move, if any. Before that only the draft is read, where something of it is needed.
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
	const there = await readBefore(context, update);
	const createFolders = read.flag(fields, 'createFolders', false);
	const folder = update.moveTo && (await findTarget(graph, account, mailbox, update.moveTo, createFolders));
	if (!update.hasChanges && expected !== '' && there?.changeKey !== expected) throw changedMeanwhile(place.id);

	const patched = update.hasChanges ? await patchDraft(context, update, there) : undefined;
	const changed = patched?.message;
	const warnings = [...checked, ...update.warnings, ...(changed ? warningsOf(update, changed, account.graphUrl) : [])];
	warnings.push(...(await makeCategories(context, update.changes.categories)));
	const attachments = await addNewFiles(context, update, patched?.there ?? there, (text) => warnings.push(text));
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
	const warnings = [
		...warningsBefore(changes, { makesCategories: makesCategories(fields) }),
		...given.warnings,
		...shown.warnings,
		...sizeWarnings(files),
	];
	return { place, changes, hasChanges, join, expected, files, moveTo, warnings };
}

/**
 * The draft before, where that is needed: for a text that joins, for a change key, and for the digest, by which a watch tells what a flow
 * has changed from what a person has. Where it is read for the digest alone, a failure is left to the change itself.
 */
async function readBefore({ graph }: Context, update: Update): Promise<Message | undefined> {
	const { place, changes, files } = update;
	const members = ['id', 'isDraft', ...listsToRead(changes), ...(isNeeded(update) ? ['body', 'changeKey'] : [])];
	const read = async () => await getMessage(graph, place, { select: members.join(), properties: [STATE_ID] });
	if (isNeeded(update)) return await read();
	return isCompared(changes) || files.length > 0 ? await read().catch(() => undefined) : undefined;
}

const isNeeded = ({ join, expected }: Update) => join !== undefined || expected !== '';

/** A draft after a change, and as it was read, with the state that it has now. */
interface Patched {
	message: Message;
	there: Message | undefined;
}

/** Changes the draft, unless an earlier try of this step has. `there` is the draft before, where it was read. */
async function patchDraft({ graph, item }: Context, update: Update, there: Message | undefined): Promise<Patched> {
	const { place, changes, join, expected } = update;
	const mark = (item.memory.mark ??= newMark());
	const state = there ? stateOf(there) : {};
	if (there && state.text === mark) return { message: await getMessage(graph, place), there };
	if (expected !== '' && there?.changeKey !== expected) throw changedMeanwhile(place.id);
	const body = join && there ? join(changes.body as ItemBody, there.body as ItemBody) : changes.body;
	const all: Message = { ...changes, ...(body ? { body } : {}) };
	const digest =
		there && there.isDraft !== false
			? renewedDigest({ digest: state.digest, before: there, changes: all, joinsText: join !== undefined })
			: undefined;
	// By its mark the change is known again after a lost answer: the change key is another one then.
	const next = { ...state, ...(isNeeded(update) ? { text: mark } : {}), ...(digest === undefined ? {} : { digest }) };
	const property = isNeeded(update) || digest !== undefined ? [stateProperty(next)] : [];
	const patch = withProperties(all as never, property) as Changes;
	const message =
		expected === ''
			? await patchMessage(graph, place, patch)
			: await patchExpected(graph, place, patch, { expected, mark });
	return { message, there: there && { ...there, singleValueExtendedProperties: [stateProperty(next)] } };
}

async function addNewFiles(
	{ graph, account, item }: Context,
	{ place, files, hasChanges }: Update,
	draft: Message | undefined,
	warn: (text: string) => void,
): Promise<AddedFile[]> {
	let there: AttachmentInfo[] = [];
	const added = await addFiles(graph, account, place, files, {
		earlier: { kind: 'ofThisItem', memory: item.memory, continues: false },
		made: false,
		warn,
		onProgress: item.onProgress,
		onListed: (listed) => (there = listed),
	}).catch((thrown: unknown) => {
		const { code, message, cause } = toDraftError(thrown);
		// So that a run that was stopped in between does not count as one that did nothing.
		throw new DraftError(code, message, { ...cause, ...(hasChanges ? { draftId: place.id } : {}) });
	});
	if (draft && draft.isDraft !== false && files.length > 0)
		await renewFiles(graph, place, draft, filesAfterAdding(there, files, added), warn);
	return added;
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
