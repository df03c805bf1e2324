import type { Message } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import { DraftError } from '../errors';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { encodeSegment, mailboxPath, newMessagePath } from '../graph/paths';
import { messageFromFields, messageFromJson } from '../message/message';
import { readChoice, readFlag } from '../message/values';
import { makeDraft, type ItemIdentity } from '../exactlyOnce/makeDraft';
import { filterBy, MARK_ID, withProperties } from '../exactlyOnce/mark';
import type { OperationResult } from './index';
import { readFolder, readMailbox } from './places';

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

	const purpose = { task: 'create the draft', mailbox, folder, write: true, permission: 'Mail.ReadWrite' };
	const made = await makeDraft(
		graph,
		account,
		fields,
		{
			place: { mailbox, folder },
			folder,
			content: { mailbox, folder, message },
			filter: (mark) => filterBy(MARK_ID, mark),
			post: async (mark, properties) => {
				const body = withProperties(message, [{ id: MARK_ID, value: mark }, ...properties]);
				const created = await graph.json<Message>({ method: 'POST', path: newMessagePath(mailbox, folder), body, purpose });
				if (typeof created.id === 'string' && created.id !== '') return created;
				throw new DraftError('NoDraftId', 'Microsoft Graph answered without the id of a draft. The draft may exist all the same.', {
					draftMayExist: true,
					hint: 'Look into the folder before you run it again, and check the Graph address of the account.',
				});
			},
			update: async (id) => await graph.json<Message>({ method: 'PATCH', path: `${mailboxPath(mailbox)}/messages/${encodeSegment(id)}`, body: updatable(message), purpose: { ...purpose, task: 'update the draft' } }),
		},
		item,
	);
	const created = made.message;
	const warnings = [...made.warnings, ...warningsFor(account, mailbox, message)];
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
const FIXED = new Set(['internetMessageHeaders', 'attachments']);
const updatable = (message: Message): Message => Object.fromEntries(Object.entries(message).filter(([name]) => !FIXED.has(name)));

function warningsFor(account: Account, mailbox: string, message: Message): string[] {
	if (mailbox === 'me' || account.signIn === 'application' || message.from) return [];
	return [
		`No sender is set: whoever sends this draft from "${mailbox}" may send it from a personal address. Set From to the address of that mailbox.`,
	];
}

