import type { Message } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import { DraftError, invalidInput } from '../errors';
import type { FieldValues } from '../fields';
import type { Graph, GraphRequest } from '../graph/client';
import { encodeSegment, mailboxPath, newMessagePath } from '../graph/paths';
import { NEEDED } from '../graph/permissions';
import { messageFromFields, messageFromJson } from '../message/message';
import { senderWarnings, withSender } from '../message/sender';
import { readChoice, readFlag } from '../message/values';
import { warningsAfter, warningsBefore } from '../message/warnings';
import { makeDraft, propertiesOf, type ItemIdentity } from '../exactlyOnce/makeDraft';
import { filterBy, MARK_ID, newMark, withProperties, type ExtendedProperty } from '../exactlyOnce/mark';
import { dryRun } from './dryRun';
import type { OperationResult } from './index';
import { findFolder } from './findFolder';
import { folderText, readFolder, readMailbox } from './places';

/**
 * draft:create, JSON mode: POST {mailbox}/messages or {mailbox}/mailFolders/{folder}/messages
 * (Microsoft Graph, "Create message"). Everything is checked before anything is sent: one request, and before it the
 * look-up of a folder that is given as a path.
 */
export async function createDraft(graph: Graph, account: Account, fields: FieldValues, item: ItemIdentity): Promise<OperationResult> {
	readChoice(fields.mode, 'Format', ['json']);
	const simplify = readFlag(fields.simplify, 'Simplify', true);
	const onlyShow = readFlag(fields.dryRun, 'Dry Run', false);
	const mailbox = readMailbox(fields.mailbox);
	const chosen = readFolder(fields.folder);
	const createFolders = readFlag(fields.createFolders, 'Create folders', false);
	checkMailbox(account, mailbox);
	const source = readChoice(fields.jsonSource, 'Message From', ['fields', 'json']) ?? 'fields';
	const message = withSender(source === 'json' ? messageFromJson(fields) : messageFromFields(fields), mailbox);

	const foreseen = [...warningsBefore(message), ...senderWarnings(mailbox, message)];
	// Compared as it was entered: what is found for a path may be another folder some day.
	const content = { mailbox, folder: chosen, message };
	const shownFolder = 'key' in chosen ? chosen.key : folderText(chosen);
	const dry = await propertiesOf(fields, item.scope, content);
	checkSize(withProperties(message, [{ id: MARK_ID, value: newMark() }, ...dry]));
	const folder = onlyShow ? shownFolder : await findFolder(graph, account, mailbox, chosen, createFolders);
	const purpose = { task: 'create the draft', mailbox, folder, write: true, permission: NEEDED['draft:create'] };
	const requestWith = (mark: string, properties: ExtendedProperty[]): GraphRequest => ({
		method: 'POST',
		path: newMessagePath(mailbox, folder),
		body: withProperties(message, [{ id: MARK_ID, value: mark }, ...properties]),
		purpose,
	});
	if (onlyShow) return dryRun(account, requestWith(newMark(), dry), message, foreseen);

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
				const created = await graph.json<Message>(requestWith(mark, properties));
				if (typeof created.id === 'string' && created.id !== '') return created;
				throw new DraftError('NoDraftId', 'Microsoft Graph answered without the id of a draft. The draft may exist all the same.', {
					draftMayExist: true,
					hint: 'Look into the folder before you run it again, and check the Graph address of the account.',
				});
			},
			update: async (id) => await graph.json<Message>({ method: 'PATCH', path: `${mailboxPath(mailbox)}/messages/${encodeSegment(id)}`, body: updatable(message), purpose: { ...purpose, task: 'update the draft', draft: id } }),
		},
		item,
	);
	const created = made.message;
	// What an earlier run made, and a person may have edited, is not compared with what this one would have made.
	const changed = made.existing ? [] : warningsAfter(message, created, account.graphUrl);
	const warnings = [...made.warnings, ...foreseen, ...changed];
	const simplified = {
		id: created.id,
		subject: created.subject,
		webLink: created.webLink,
		mailbox,
		folder,
		internetMessageId: created.internetMessageId,
		conversationId: created.conversationId,
		createdDateTime: created.createdDateTime,
		...(made.existing ? { existing: true } : {}),
		warnings,
	};
	return { id: created.id ?? '', output: simplify ? simplified : { ...created }, warnings };
}

/** Graph cannot change these of a message that exists ("Update message"). */
const FIXED = new Set(['internetMessageHeaders', 'attachments', 'extensions']);
const updatable = (message: Message): Message => Object.fromEntries(Object.entries(message).filter(([name]) => !FIXED.has(name)));

/** Bytes of a request: one of this size was refused with 413 (OBS pnp/cli-microsoft365#3832). */
const TOO_LARGE = 4 * 1024 * 1024;

export function checkSize(body: unknown): void {
	const json = JSON.stringify(body);
	// A character is at most three bytes.
	if (json.length * 3 < TOO_LARGE) return;
	const size = new TextEncoder().encode(json).length;
	if (size < TOO_LARGE) return;
	throw invalidInput(
		`The message has ${size.toLocaleString('en-US')} bytes as JSON; Outlook accepts less than ${TOO_LARGE.toLocaleString('en-US')} in one request.`,
		'Shorten the body or move large content into a file that you link to.',
	);
}
