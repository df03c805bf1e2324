import type { Message } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import { describeFiles } from '../attachments/digest';
import { addMissingImages, finishAttachments, inMessage, rereadDraft } from '../attachments/finish';
import { gatherAttachments } from '../attachments/gather';
import { planAttachments, withFiles } from '../attachments/plan';
import { withRoom } from '../attachments/room';
import { DraftError } from '../errors';
import { DUPLICATES, readDraftKey } from '../exactlyOnce/draftKey';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath, newMessagePath } from '../graph/paths';
import { messageFromFields, messageFromJson } from '../message/message';
import { readChoice, readFlag } from '../message/values';
import { makeDraft, type ItemIdentity } from '../exactlyOnce/makeDraft';
import { COMPLETE_ID, filterBy, KEY_ID, MARK_ID, newMark, withProperties, type ExtendedProperty } from '../exactlyOnce/mark';
import type { OperationResult } from './index';
import { readFolder, readMailbox } from './places';
import { checkDeleting } from './removeAttachment';

/**
 * draft:create, JSON mode: POST {mailbox}/messages or {mailbox}/mailFolders/{folder}/messages
 * (Microsoft Graph, "Create message"). Everything is checked before the one request is sent.
 */
export async function createDraft(graph: Graph, account: Account, fields: FieldValues, item: ItemIdentity): Promise<OperationResult> {
	readChoice(fields.mode, 'Format', ['json']);
	const simplify = readFlag(fields.simplify, 'Simplify', true);
	const mailbox = readMailbox(fields.mailbox);
	const folder = readFolder(fields.folder);
	checkMailbox(account, mailbox);
	const source = readChoice(fields.jsonSource, 'Message From', ['fields', 'json']) ?? 'fields';
	const message = source === 'json' ? messageFromJson(fields.messageJson) : messageFromFields(fields);

	const removeUnfinished = readChoice(fields.ifUnfinished, 'If a File Fails', ['keep', 'delete']) === 'delete';
	if (removeUnfinished) checkDeleting(account, 'An unfinished draft cannot be deleted');
	const gathered = await gatherAttachments(graph, account, fields, mailbox, message);
	const { files } = gathered;
	// Contents are compared as the step was given them.
	const content = { mailbox, folder, message, ...(files.length > 0 && isSameContent(fields) ? { files: await describeFiles(files) } : {}) };
	const plan = planAttachments(withProperties(gathered.message, await ownProperties(newMark(), fields, item.scope, content)), files);
	let posted = false;
	let attachments = inMessage(plan);

	const purpose = { task: 'create the draft', mailbox, folder, write: true, permission: 'Mail.ReadWrite' };
	const postWithFiles = async (body: Message): Promise<Message> => {
		const post = async () => await graph.json<Message>({ method: 'POST', path: newMessagePath(mailbox, folder), body: await withFiles(body, plan.inRequest), purpose });
		return await (plan.inRequest.length > 0 ? withRoom(post) : post());
	};
	const finish = async (draft: Message): Promise<Message> => {
		const place = { mailbox, id: draft.id ?? '' };
		attachments = await finishAttachments(graph, account, place, plan, { made: posted, removeUnfinished, onProgress: item.onProgress }).catch((thrown: unknown) => {
			// Removed again: another try starts from the beginning.
			if (thrown instanceof DraftError && thrown.cause.draftId === undefined) forget(item.memory);
			throw thrown;
		});
		return simplify ? draft : await rereadDraft(graph, place);
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
				const created = await postWithFiles(withProperties(gathered.message, [{ id: MARK_ID, value: mark }, ...properties]));
				if (typeof created.id === 'string' && created.id !== '') return created;
				throw new DraftError('NoDraftId', 'Microsoft Graph answered without the id of a draft. The draft may exist all the same.', {
					draftMayExist: true,
					hint: 'Look into the folder before you run it again, and check the Graph address of the account.',
				});
			},
			...(plan.following.length > 0 ? { finish } : {}),
			update: async (id) => {
				const updated = await graph.json<Message>({ method: 'PATCH', path: `${mailboxPath(mailbox)}/messages/${encodeSegment(id)}`, body: updatable(gathered.message), purpose: { ...purpose, task: 'update the draft' } });
				await addMissingImages(graph, account, { mailbox, id }, files);
				return updated;
			},
		},
		item,
	);
	const created = made.message;
	const warnings = [...made.warnings, ...gathered.warnings, ...warningsFor(account, mailbox, message)];
	const simplified = {
		id: created.id,
		subject: created.subject,
		webLink: created.webLink,
		mailbox,
		folder,
		internetMessageId: created.internetMessageId,
		conversationId: created.conversationId,
		createdDateTime: created.createdDateTime,
		...(files.length > 0 && !made.existing ? { attachments } : {}),
		...(made.existing ? { existing: true } : {}),
		warnings,
	};
	return { id: created.id ?? '', output: simplify ? simplified : { ...created }, warnings };
}

const isSameContent = (fields: FieldValues) => readChoice(fields.duplicates, 'If It Runs Again', DUPLICATES) === 'sameContent';

/** All properties that the draft may get besides the user's own, for counting: they are as long as those that will be sent. */
async function ownProperties(mark: string, fields: FieldValues, scope: string, content: unknown): Promise<ExtendedProperty[]> {
	const key = await readDraftKey(fields, scope, content);
	return [{ id: MARK_ID, value: mark }, ...(key ? [{ id: KEY_ID, value: key.value }, { id: COMPLETE_ID, value: '1' }] : [])];
}

function forget(memory: ItemIdentity['memory']): void {
	delete memory.id;
	delete memory.mark;
}

/** Graph cannot change these of a message that exists ("Update message"). */
const FIXED = new Set(['internetMessageHeaders', 'attachments']);
const updatable = (message: Message): Message => Object.fromEntries(Object.entries(message).filter(([name]) => !FIXED.has(name)));

function warningsFor(account: Account, mailbox: string, message: Message): string[] {
	if (mailbox === 'me' || account.signIn === 'application' || message.from) return [];
	return [
		`No sender is set: whoever sends this draft from "${mailbox}" may send it from a personal address. Set From to the address of that mailbox.`,
	];
}

