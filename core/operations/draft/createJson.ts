import type { Message } from '@microsoft/microsoft-graph-types';

import { describeFiles } from '../../attachments/digest';
import { addMissingImages, finishAttachments, inMessage } from '../../attachments/finish';
import { gatherAttachments } from '../../attachments/gather';
import { describePlan, planAttachments, withFiles } from '../../attachments/plan';
import { withRoom } from '../../attachments/room';
import { DraftError } from '../../errors';
import { isSameContent } from '../../drafts/draftKey';
import { makeDraft, propertiesOf } from '../../drafts/makeDraft';
import { forget } from '../../drafts/memory';
import { filterBy, MARK_ID, newMark, withProperties, type ExtendedProperty } from '../../messages/mark';
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
	const requestWith = (sent: Message, mark: string, properties: ExtendedProperty[]): GraphRequest => ({
		method: 'POST',
		path: newMessagePath(mailbox, folder),
		body: withProperties(sent, [{ id: MARK_ID, value: mark }, ...properties]),
		purpose,
	});
	checkSize(requestWith(message, newMark(), []).body);
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
	const request = requestWith(gathered.message, newMark(), await propertiesOf(fields, item.scope, content));
	checkSize(request.body);
	const plan = planAttachments(request.body as object, files);
	if (onlyShow) {
		const shown = dryRun(account, request, gathered.message, foreseen, describePlan(plan));
		return { ...shown, output: { ...shown.output, ...bodyTaken(fields) } };
	}
	// What cannot be used is refused before a folder is made.
	const target = await findTarget(graph, account, mailbox, creating.folder, creating.createFolders);
	folder = target.key;

	let posted = false;
	let attachments = inMessage(plan);
	const post = async (mark: string, properties: ExtendedProperty[]): Promise<Message> => {
		const request = requestWith(gathered.message, mark, properties);
		return await graph.json<Message>({ ...request, body: await withFiles(request.body as object, plan.inRequest) });
	};
	const finish = async (draft: Message): Promise<Message> => {
		const place = { mailbox, id: draft.id ?? '' };
		attachments = await finishAttachments(graph, account, place, plan, {
			made: posted,
			removeUnfinished,
			known: draft,
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
			filter: (mark) => filterBy(MARK_ID, mark),
			post: async (mark, properties) => {
				posted = true;
				return withId(
					await (plan.inRequest.length > 0
						? withRoom(graph, async () => await post(mark, properties))
						: post(mark, properties)),
				);
			},
			...(plan.following.length > 0 ? { finish } : {}),
			update: async (id) => {
				const updated = await patchMessage(graph, { mailbox, id }, updatable(gathered.message) as Changes);
				await addMissingImages(graph, account, { mailbox, id }, files);
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
		mark: item.memory.mark,
		more: bodyTaken(fields),
	});
}
