import type { Message } from '@microsoft/microsoft-graph-types';

import { invalidField, labelOf, read } from '../../fields/read';
import { findFolder } from '../../folders/findFolder';
import { folderFacts, folderText, readFolder } from '../../folders/readFolder';
import type { Purpose } from '../../graph/call';
import { encodeSegment, mailboxPath, withQuery } from '../../graph/paths';
import { readMoment } from '../../message/dateTime';
import { simplifiedReceived } from '../../messages/simplified';
import { newestText } from '../../quoting/newestText';
import { readLimit } from '../draft/getAll';
import type { Context, OperationResult, OperationRow } from '../operation';
import { textLiteral } from '../../graph/filter';
import { pagesOf } from '../../graph/pages';

export const operation: OperationRow = {
	permission: 'Mail.Read',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: getMessages,
};

const SELECT = 'id,subject,body,from,toRecipients,ccRecipients,receivedDateTime,isDraft,webLink,conversationId';
/** With their bodies. */
const LARGEST_PAGE = 50;

/** message:getAll: messages of a folder or of a conversation, those received last first, each with the text of its newest part. */
async function getMessages({ graph, account, mailbox, fields }: Context): Promise<OperationResult> {
	const conversation = read.line(fields, 'conversationId');
	const chosen = conversation === '' ? readFolder(fields.folder, mailbox) : undefined;
	const search = read.line(fields, 'search');
	const filter = read.line(fields, 'filter');
	const moment = readMoment(fields.receivedSince, labelOf('receivedSince'), graph.host.timeZone ?? 'UTC');
	const since = moment?.date.getTime() ?? 0;
	const simplify = read.flag(fields, 'simplify', true);
	const limit = readLimit(fields);
	if (search !== '' && (filter !== '' || conversation !== ''))
		throw invalidField(
			'search',
			`Outlook does not combine a search with ${filter === '' ? 'a conversation' : 'a filter'}.`,
			'Leave one of the two empty; Received Since works with both.',
		);

	const list = chosen
		? `${mailboxPath(mailbox)}/mailFolders/${encodeSegment(await findFolder(graph, account, mailbox, chosen))}/messages`
		: `${mailboxPath(mailbox)}/messages`;
	const purpose: Purpose = {
		task: 'list the messages',
		mailbox,
		...(chosen ? folderFacts(chosen) : {}),
		repeat: 'safe',
	};
	const found: Message[] = [];
	const first = withQuery(list, {
		...(simplify ? { $select: SELECT } : {}),
		$top: String(Math.min(limit, LARGEST_PAGE)),
		...(search === '' ? conditions(conversation, since, filter) : { $search: `"${search.replace(/[\\"]/g, '\\$&')}"` }),
	});
	for await (const page of pagesOf<Message>(graph, first, purpose)) {
		found.push(
			...page.filter(
				({ id, receivedDateTime }) => typeof id === 'string' && Date.parse(receivedDateTime ?? '') >= since,
			),
		);
		// A conversation comes in no order, so all of it is read.
		if (conversation === '' && found.length >= limit) break;
	}
	if (conversation !== '') found.sort((a, b) => ((a.receivedDateTime ?? '') < (b.receivedDateTime ?? '') ? 1 : -1));
	const where = { mailbox, folder: chosen && folderText(chosen) };
	const items = found
		.slice(0, limit)
		.map((message) => (simplify ? simplifiedReceived(message, where, listed(message)) : { ...message, mailbox }));
	return { id: '', output: {}, items, warnings: [] };
}

/** A conversation holds drafts as well. */
const listed = ({ body, conversationId, isDraft }: Message) => ({
	text: newestText(body),
	conversationId,
	...(isDraft ? { isDraft } : {}),
});

/** What is sorted by has to be the first condition of the filter, or Graph answers InefficientFilter ("List messages"). */
function conditions(conversation: string, since: number, filter: string): Record<string, string> {
	const more = filter === '' ? [] : [`(${filter})`];
	if (conversation !== '') {
		const same = `conversationId eq ${textLiteral(conversation)}`;
		return { $filter: [same, ...more].join(' and ') };
	}
	const from = since > 0 ? `${new Date(since).toISOString().slice(0, 19)}Z` : '1900-01-01T00:00:00Z';
	return { $orderby: 'receivedDateTime desc', $filter: [`receivedDateTime ge ${from}`, ...more].join(' and ') };
}
