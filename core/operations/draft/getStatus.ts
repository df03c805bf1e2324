import type { Message } from '@microsoft/microsoft-graph-types';

import { invalidField, labelOf, read } from '../../fields/read';
import { toDraftError } from '../../errors';
import { binOf } from '../../messages/deletedItems';
import { EARLIER_MARK_ID, filterBy, IDENTITY_ID } from '../../messages/mark';
import type { Graph, Listing } from '../../graph/client';
import { mailboxPath } from '../../graph/paths';
import { openLink } from '../../messages/openLink';
import { getMessage } from '../../messages/get';
import type { Context, OperationResult, OperationRow } from '../operation';
import { readMessageId } from '../../messages/ids';
import { textLiteral } from '../../graph/filter';

export const operation: OperationRow = {
	permission: 'Mail.Read',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: getStatus,
};

type DraftStatus = 'draft' | 'edited' | 'sent' | 'deleted' | 'unknown';

const MEMBERS =
	'id,subject,webLink,isDraft,parentFolderId,changeKey,internetMessageId,conversationId,lastModifiedDateTime,sentDateTime';

/**
 * draft:getStatus: what became of a draft, found by its id, else by its mark or its internetMessageId. Never guessed: what
 * cannot be found is `unknown`, and `edited` needs the change key with which it is compared.
 */
export async function getStatus({ graph, mailbox, fields }: Context): Promise<OperationResult> {
	const mark = read.line(fields, 'mark');
	const internetMessageId = read.line(fields, 'internetMessageId');
	const hasId = fields.draftId !== undefined && fields.draftId !== null && fields.draftId !== '';
	if (!hasId && mark === '' && internetMessageId === '')
		throw invalidField(
			'draftId',
			'it is empty, and there is nothing else to find the draft by.',
			'Give the ID, mark or internetMessageId from the step that created the draft.',
		);
	const id = hasId ? readMessageId(fields.draftId, labelOf('draftId')) : undefined;

	const byId =
		id === undefined
			? undefined
			: await getMessage(graph, { mailbox, id }, { task: 'look for the draft', select: MEMBERS }).catch(
					undefinedIfGone,
				);
	const message =
		byId ??
		(mark === '' ? undefined : await findByMark(graph, mailbox, mark)) ??
		(internetMessageId === ''
			? undefined
			: await findBy(graph, mailbox, `internetMessageId eq ${textLiteral(internetMessageId)}`));
	const changeKey = read.line(fields, 'changeKey');
	const status = message ? await statusOf(graph, mailbox, message, changeKey) : 'unknown';
	const foundBy = !message ? undefined : byId ? 'id' : 'search';
	const { subject, conversationId, lastModifiedDateTime, sentDateTime } = message ?? {};
	const about = message
		? {
				subject,
				openLink: openLink(message),
				id: message.id,
				internetMessageId: message.internetMessageId,
				conversationId,
				changeKey: message.changeKey,
				lastModifiedDateTime,
				...(status === 'sent' ? { sentDateTime } : {}),
				foundBy,
			}
		: { ...(id === undefined ? {} : { id }) };
	const warnings =
		status === 'unknown'
			? [
					'No message was found: it was deleted for good, or sent or moved under another ID. Give its mark ' +
						'or internetMessageId too, so that it can be found anyway.',
				]
			: [];
	return { id: message?.id ?? '', output: { status, ...about, mailbox, warnings }, warnings };
}

async function statusOf(graph: Graph, mailbox: string, message: Message, changeKey: string): Promise<DraftStatus> {
	if (message.isDraft === false) return 'sent';
	if (message.parentFolderId === (await binOf(graph, mailbox))) return 'deleted';
	return changeKey !== '' && changeKey !== message.changeKey ? 'edited' : 'draft';
}

/** Malformed ids are no drafts either, but someone's mistake. */
function undefinedIfGone(thrown: unknown): undefined {
	if (toDraftError(thrown).cause.status !== 404) throw thrown;
	return undefined;
}

/** A mark as this build sets it, which may be a key; else, where it can be, as earlier builds set it. */
async function findByMark(graph: Graph, mailbox: string, mark: string): Promise<Message | undefined> {
	const found = await findBy(graph, mailbox, filterBy(IDENTITY_ID, mark));
	return found ?? (mark.includes('#') ? undefined : await findBy(graph, mailbox, filterBy(EARLIER_MARK_ID, mark)));
}

/** In the whole mailbox. Of several the sent one counts: a message to oneself is in the Inbox too. */
async function findBy(graph: Graph, mailbox: string, filter: string): Promise<Message | undefined> {
	const answer = await graph.json<Listing<Message>>({
		method: 'GET',
		path: `${mailboxPath(mailbox)}/messages`,
		query: { $filter: filter, $select: MEMBERS, $top: '10' },
		purpose: { task: 'look for the draft', mailbox, repeat: 'safe' },
	});
	const found = answer.value ?? [];
	return found.find(({ isDraft }) => isDraft === false) ?? found[0];
}
