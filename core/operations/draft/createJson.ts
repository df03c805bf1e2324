import type { Message } from '@microsoft/microsoft-graph-types';

import { describeFiles, givenFiles } from '../../attachments/digest';
import { addFiles, sentInRequest } from '../../attachments/addFiles';
import { gatherAttachments } from '../../attachments/gather';
import type { AddedFile, AttachedFile } from '../../attachments/file';
import { describePlan, planAttachments, withFiles, type AttachmentPlan } from '../../attachments/plan';
import { withRoom } from '../../attachments/room';
import { checkDraft } from '../../checks';
import { DraftError } from '../../errors';
import { isSameContent, readDraftKey, type DraftKey } from '../../drafts/draftKey';
import type { KnownBy } from '../../drafts/createOnce';
import { makeDraft, type Finished, type NewDraft } from '../../drafts/makeDraft';
import { forget } from '../../drafts/memory';
import {
	expanding,
	filterBy,
	IDENTITY_ID,
	markOf,
	newMark,
	OURS,
	ownProperties,
	withProperties,
	type ExtendedProperty,
} from '../../messages/mark';
import type { GraphRequest } from '../../graph/client';
import { newMessagePath } from '../../graph/paths';
import { bodyTaken, filledIn, messageFromFields, messageFromJson, messageOver } from '../../message/message';
import { mergeTemplate } from '../../templates/mergeTemplate';
import { senderWarnings, withSender } from '../../message/sender';
import { readOrigin } from '../../fields/messageSource';
import { dressed } from '../../signature/dressed';
import { warningsAfter, warningsBefore } from '../../message/warnings';
import { makeCategories, makesCategories } from '../../messages/categories';
import { getMessage } from '../../messages/get';
import { patchMessage, type Changes } from '../../messages/patch';
import { removesUnfinished, ruleWarnings, type Creating } from './creating';
import { draftResult, updatable, withId } from './draftResult';
import { dryRun } from './dryRun';
import { digestAfterUpdate, madeDigest } from './madeDigest';
import { findTarget } from '../../folders/findFolder';
import type { OperationResult } from '../operation';
import { folderFacts, folderIdentity, folderText } from '../../folders/readFolder';
import { checkSize } from '../../graph/requestSize';
import { ownFiles } from '../../attachments/ownFiles';

/** A message that is ready to be sent, and what is foreseen of it. */
interface Prepared {
	/** Its html shows the images that are attached. */
	message: Message;
	files: AttachedFile[];
	/** Which files go with the message. */
	plan: AttachmentPlan;
	/** As it would be sent without the files, to the folder as it was entered. */
	request: GraphRequest;
	/** What `duplicates: sameContent` compares: as the step was given it, so what is made of the images does not count. */
	content: unknown;
	key: DraftKey | undefined;
	/** The dress of the message in words. */
	summary: string[];
	/** What a watch compares the draft with. */
	digest: string;
	warnings: string[];
}

/**
 * POST {mailbox}/messages or {mailbox}/mailFolders/{folder}/messages with JSON. Everything is checked before anything is
 * sent: one request, and before it the look-up of a folder that is given as a path.
 */
export async function createJson(creating: Creating): Promise<OperationResult> {
	const { graph, account, fields, item, mailbox, simplify } = creating;
	const prepared = await prepare(creating);
	if (creating.onlyShow) return show(creating, prepared);
	// What cannot be used is rejected before a folder is made.
	const target = await findTarget(graph, account, mailbox, creating.folder, creating.createFolders);
	const made = await makeDraft(graph, account, fields, newDraft(creating, prepared, target.key), item);
	// What an earlier run made, and a person may have edited, is not compared with what this one would have made.
	const changed = made.existing ? [] : warningsAfter(prepared.message, made.message, account.graphUrl);
	const ofCategories = made.existing ? [] : await makeCategories(creating, prepared.message.categories);
	return draftResult(made, {
		mailbox,
		folder: target.name,
		simplify,
		warnings: [...made.warnings, ...prepared.warnings, ...changed, ...ofCategories],
		attachments: made.told ?? sentInRequest(prepared.plan.inRequest),
		mark: made.mark,
		more: bodyTaken(fields),
	});
}

async function prepare(creating: Creating): Promise<Prepared> {
	const { graph, policy, fields, item, mailbox } = creating;
	const { entered, ofTemplate, hasOwnFont, told } = await enteredIn(creating);
	// As it was entered, until it is looked up.
	const folder = 'key' in creating.folder ? creating.folder.key : folderText(creating.folder);
	checkSize(requestWith(creating, folder, entered, ownProperties(newMark(), undefined, true)).body);
	const dress = await dressed(creating, entered, 'new', { hasOwnFont });
	const { message, files, warnings } = await gatherAttachments(graph, fields, mailbox, dress.message, [
		...(ofTemplate ?? []),
		...dress.images,
	]);
	const given = givenFiles(files);
	const ruled = await ruleWarnings(creating, policy.checkMessage(message));
	const { subject, body } = entered;
	const hasFiles = ownFiles(entered, files).length > 0;
	const checked = checkDraft(fields, { subject, body, hasFiles, isNew: true }, creating.onlyShow);
	const content = {
		mailbox,
		folder: folderIdentity(creating.folder),
		message: entered,
		...(given.length > 0 && isSameContent(fields) ? { files: await describeFiles(given) } : {}),
	};
	const key = await readDraftKey(fields, item.scope, content);
	const digest = madeDigest(message, files);
	const request = requestWith(creating, folder, message, ownProperties(newMark(), key?.value, true, digest));
	checkSize(request.body);
	return {
		message,
		files,
		plan: planAttachments(request.body as object, files),
		request,
		content,
		key,
		digest,
		summary: dress.summary,
		warnings: [
			...ruled,
			...checked,
			...told,
			...warningsBefore(entered, { makesCategories: makesCategories(fields) }),
			...senderWarnings(mailbox, entered),
			...dress.warnings,
			...warnings,
		],
	};
}

/** The message before anything is made of its images: a template is an ordinary message from here on. */
interface Entered {
	entered: Message;
	/** Absent: it comes from no template. */
	ofTemplate: AttachedFile[] | undefined;
	/** The text is as someone has written it in Outlook. */
	hasOwnFont: boolean;
	told: string[];
}

async function enteredIn(creating: Creating): Promise<Entered> {
	const { fields, mailbox } = creating;
	const { source } = readOrigin(fields);
	if (source !== 'template') {
		const entered = source === 'json' ? messageFromJson(fields) : messageFromFields(fields);
		return { entered: withSender(entered, mailbox), ofTemplate: undefined, hasOwnFont: false, told: [] };
	}
	const over = filledIn(fields);
	const { message, files, warnings } = await mergeTemplate(creating, over, 'message');
	return {
		entered: withSender(messageOver(message, over, fields), mailbox),
		ofTemplate: files,
		hasOwnFont: over.body === undefined,
		told: warnings,
	};
}

/** The request that makes the draft, `folder` being its id, its well-known name or what was entered. */
function requestWith(
	{ mailbox, folder: entered }: Creating,
	folder: string,
	message: Message,
	properties: ExtendedProperty[],
): GraphRequest {
	return {
		method: 'POST',
		path: newMessagePath(mailbox, folder),
		body: withProperties(message, properties),
		purpose: { task: 'create the draft', mailbox, ...folderFacts(entered), repeat: 'never' },
	};
}

/** Says what would be sent. */
function show({ account, fields }: Creating, { request, message, summary, warnings, plan }: Prepared): OperationResult {
	const shown = dryRun(account, request, { message, more: summary }, warnings, describePlan(plan));
	return { ...shown, output: { ...shown.output, ...bodyTaken(fields) } };
}

function newDraft(creating: Creating, prepared: Prepared, folder: string): NewDraft<AddedFile[]> {
	const { graph, account, item, mailbox } = creating;
	const { message, files, plan, content, key, digest, warnings } = prepared;
	return {
		place: { mailbox, folder },
		folder,
		content,
		filter: (mark) => filterBy(IDENTITY_ID, key?.value ?? mark),
		// Of the drafts with one key this is the one that this run has made.
		...(key ? { query: { $expand: expanding(...OURS) }, isMine: (found) => markOf(found) === item.memory.mark } : {}),
		post: async (_mark, properties) => {
			const request = requestWith(creating, folder, message, properties);
			const send = async () =>
				await graph.json<Message>({ ...request, body: await withFiles(request.body as object, plan.inRequest) });
			return withId(await (plan.inRequest.length > 0 ? withRoom(graph, send) : send()));
		},
		...(plan.following.length > 0
			? { finish: async (draft, _ahead, knownBy) => await addFollowing(creating, prepared, draft, knownBy) }
			: {}),
		digest,
		digestAfterUpdate: (there, before) => digestAfterUpdate(there, before, updatable(message)),
		update: async (id, properties) => {
			const changes = withProperties(updatable(message), properties);
			const updated = await patchMessage(graph, { mailbox, id }, changes as Changes);
			const images = files.filter(({ isInline }) => isInline);
			await addFiles(graph, account, { mailbox, id }, images, {
				earlier: { kind: 'shown' },
				made: false,
				warn: (text) => warnings.push(text),
			});
			return updated;
		},
	};
}

/** Adds the files that did not fit into the request, and tells how each file went up. */
async function addFollowing(
	{ graph, account, fields, item, mailbox, simplify }: Creating,
	{ plan: { inRequest, following }, warnings }: Prepared,
	draft: Message,
	knownBy: KnownBy,
): Promise<Finished<AddedFile[]>> {
	const place = { mailbox, id: draft.id ?? '' };
	const made = knownBy !== 'earlier';
	const told = await addFiles(graph, account, place, [...inRequest, ...following], {
		earlier: made ? { kind: 'inRequest', files: inRequest } : { kind: 'everything' },
		made,
		removeUnfinished: made && removesUnfinished(fields) ? draft : undefined,
		warn: (text) => warnings.push(text),
		onProgress: item.onProgress,
	}).catch((thrown: unknown) => {
		// Removed again: another try starts from the beginning.
		if (thrown instanceof DraftError && thrown.cause.draftId === undefined) forget(item.memory);
		throw thrown;
	});
	return { message: simplify ? draft : await getMessage(graph, place), told };
}
