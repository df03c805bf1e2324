import type { Message } from '@microsoft/microsoft-graph-types';

import { describeFiles } from '../../attachments/digest';
import { addFiles, sentInRequest } from '../../attachments/addFiles';
import { gatherAttachments } from '../../attachments/gather';
import { describePlan, planAttachments, withFiles } from '../../attachments/plan';
import { withRoom } from '../../attachments/room';
import { DraftError } from '../../errors';
import { isSameContent, readDraftKey } from '../../drafts/draftKey';
import { makeDraft } from '../../drafts/makeDraft';
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
import type { Purpose } from '../../graph/call';
import type { GraphRequest } from '../../graph/client';
import { newMessagePath } from '../../graph/paths';
import { bodyTaken, messageFromFields, messageFromJson } from '../../message/message';
import { senderWarnings, withSender } from '../../message/sender';
import { readOrigin } from '../../fields/messageSource';
import { warningsAfter, warningsBefore } from '../../message/warnings';
import { getMessage } from '../../messages/get';
import { patchMessage, type Changes } from '../../messages/patch';
import { removesUnfinished, type Creating } from './creating';
import { draftResult, updatable, withId } from './draftResult';
import { dryRun } from './dryRun';
import { findTarget } from '../../folders/findFolder';
import type { OperationResult } from '../operation';
import { folderFacts, folderIdentity, folderText } from '../../folders/readFolder';
import { checkSize } from '../../graph/requestSize';

/**
 * POST {mailbox}/messages or {mailbox}/mailFolders/{folder}/messages with JSON. Everything is checked before anything is
 * sent: one request, and before it the look-up of a folder that is given as a path.
 */
export async function createJson(creating: Creating): Promise<OperationResult> {
	const { graph, account, fields, item, mailbox, simplify, onlyShow } = creating;
	const { source } = readOrigin(fields);
	const message = withSender(source === 'json' ? messageFromJson(fields) : messageFromFields(fields), mailbox);

	const removeUnfinished = removesUnfinished(fields);

	// As it was entered, until it is looked up.
	let folder = 'key' in creating.folder ? creating.folder.key : folderText(creating.folder);
	const purpose: Purpose = { task: 'create the draft', mailbox, ...folderFacts(creating.folder), repeat: 'never' };
	const requestWith = (sent: Message, properties: ExtendedProperty[]): GraphRequest => ({
		method: 'POST',
		path: newMessagePath(mailbox, folder),
		body: withProperties(sent, properties),
		purpose,
	});
	checkSize(requestWith(message, ownProperties(newMark(), undefined, true)).body);
	const gathered = await gatherAttachments(graph, account, fields, mailbox, message);
	const { files } = gathered;
	const foreseen = [...warningsBefore(message), ...senderWarnings(mailbox, message), ...gathered.warnings];
	// As the step was given them: what is made of the images does not count.
	const content = {
		mailbox,
		folder: folderIdentity(creating.folder),
		message,
		...(files.length > 0 && isSameContent(fields) ? { files: await describeFiles(files) } : {}),
	};
	const key = await readDraftKey(fields, item.scope, content);
	const request = requestWith(gathered.message, ownProperties(newMark(), key?.value, true));
	checkSize(request.body);
	const plan = planAttachments(request.body as object, files);
	if (onlyShow) {
		const shown = dryRun(account, request, gathered.message, foreseen, describePlan(plan));
		return { ...shown, output: { ...shown.output, ...bodyTaken(fields) } };
	}
	// What cannot be used is rejected before a folder is made.
	const target = await findTarget(graph, account, mailbox, creating.folder, creating.createFolders);
	folder = target.key;

	let posted = false;
	let attachments = sentInRequest(plan.inRequest);
	const post = async (properties: ExtendedProperty[]): Promise<Message> => {
		const request = requestWith(gathered.message, properties);
		return await graph.json<Message>({ ...request, body: await withFiles(request.body as object, plan.inRequest) });
	};
	const finish = async (draft: Message): Promise<Message> => {
		const place = { mailbox, id: draft.id ?? '' };
		attachments = await addFiles(graph, account, place, [...plan.inRequest, ...plan.following], {
			earlier: posted ? { kind: 'inRequest', files: plan.inRequest } : { kind: 'everything' },
			made: posted,
			removeUnfinished: removeUnfinished && posted ? draft : undefined,
			warn: (text) => foreseen.push(text),
			onProgress: item.onProgress,
		}).catch((thrown: unknown) => {
			// Removed again: another try starts from the beginning.
			if (thrown instanceof DraftError && thrown.cause.draftId === undefined) forget(item.memory);
			throw thrown;
		});
		return simplify ? draft : await getMessage(graph, place);
	};
	const made = await makeDraft(
		graph,
		account,
		fields,
		{
			place: { mailbox, folder },
			folder,
			content,
			filter: (mark) => filterBy(IDENTITY_ID, key?.value ?? mark),
			// Of the drafts with one key this is the one that this run has made.
			...(key ? { query: { $expand: expanding(...OURS) }, isMine: (found) => markOf(found) === item.memory.mark } : {}),
			post: async (_mark, properties) => {
				posted = true;
				return withId(
					await (plan.inRequest.length > 0 ? withRoom(graph, async () => await post(properties)) : post(properties)),
				);
			},
			...(plan.following.length > 0 ? { finish } : {}),
			update: async (id) => {
				const updated = await patchMessage(graph, { mailbox, id }, updatable(gathered.message) as Changes);
				const images = files.filter(({ isInline }) => isInline);
				await addFiles(graph, account, { mailbox, id }, images, {
					earlier: { kind: 'shown' },
					made: false,
					warn: (text) => foreseen.push(text),
				});
				return updated;
			},
		},
		item,
	);
	// What an earlier run made, and a person may have edited, is not compared with what this one would have made.
	const changed = made.existing ? [] : warningsAfter(gathered.message, made.message, account.graphUrl);
	const warnings = [...made.warnings, ...foreseen, ...changed];
	return draftResult(made, {
		mailbox,
		folder: target.name,
		simplify,
		warnings,
		attachments,
		mark: made.mark,
		more: bodyTaken(fields),
	});
}
