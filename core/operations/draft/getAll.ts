import type { Message } from '@microsoft/microsoft-graph-types';

import { invalidField, labelOf, read } from '../../fields/read';
import type { FieldValues } from '../../fields';
import type { Purpose } from '../../graph/call';
import { encodeSegment, mailboxPath, withQuery } from '../../graph/paths';
import { readMoment } from '../../message/dateTime';
import { personText } from '../../message/people';
import { simplified } from '../../messages/simplified';
import { findFolder } from '../../folders/findFolder';
import type { Context, OperationResult, OperationRow } from '../operation';
import { folderFacts, folderText, readFolder } from '../../folders/readFolder';
import { pagesOf } from '../../graph/pages';

export const operation: OperationRow = {
	permission: 'Mail.Read',
	sends: false,
	deletes: false,
	doneOnce: false,
	perform: getDrafts,
};

const SELECT =
	'id,subject,bodyPreview,toRecipients,ccRecipients,bccRecipients,from,createdDateTime,lastModifiedDateTime,isDraft,webLink';
/** More take long enough for Graph to give up (user-list-messages: 504). */
const LARGEST_PAGE = 100;

/** draft:getAll: the drafts of a folder, last changed first. Text is searched by Outlook itself, which then sorts by its own order. */
async function getDrafts({ graph, account, mailbox, fields }: Context): Promise<OperationResult> {
	const chosen = readFolder(fields.folder, mailbox);
	const search = read.line(fields, 'search');
	const filter = read.line(fields, 'filter');
	const since = readSince(fields.since, graph.host.timeZone);
	const draftsOnly = read.flag(fields, 'draftsOnly', true);
	const simplify = read.flag(fields, 'simplify', true);
	const limit = readLimit(fields);
	if (search !== '' && filter !== '')
		throw invalidField(
			'filter',
			'Outlook does not combine a filter with a search.',
			'Leave one of the two empty; Changed Since and Drafts Only work with both.',
		);

	const folder = await findFolder(graph, account, mailbox, chosen);
	const purpose: Purpose = { task: 'list the drafts', mailbox, ...folderFacts(chosen), repeat: 'safe' };
	const list = `${mailboxPath(mailbox)}/mailFolders/${encodeSegment(folder)}/messages`;
	// A search cannot be filtered, so what does not fit is left out here; pages then may hold few that do.
	const fits = ({ isDraft, lastModifiedDateTime }: Message) =>
		search === '' ||
		((!draftsOnly || isDraft === true) &&
			(since === undefined || Date.parse(lastModifiedDateTime ?? '') >= Date.parse(since)));
	const found: Message[] = [];
	const first = withQuery(list, {
		...(simplify ? { $select: SELECT } : {}),
		$top: String(Math.min(limit, LARGEST_PAGE)),
		...(search === '' ? conditions(since, draftsOnly, filter) : { $search: `"${search.replace(/[\\"]/g, '\\$&')}"` }),
	});
	for await (const page of pagesOf<Message>(graph, first, purpose)) {
		// Within a search Graph has answered 200 with an error among the values (OBS contrib#1274).
		found.push(...page.filter((message) => typeof message.id === 'string' && fits(message)));
		if (found.length >= limit) break;
	}
	const where = { mailbox, folder: folderText(chosen) };
	const items = found
		.slice(0, limit)
		.map((message) => (simplify ? simplified(message, where, listed(message)) : { ...message, mailbox }));
	return { id: '', output: {}, items, warnings: [] };
}

/** What helps to tell messages apart in a list. */
const listed = ({ from, isDraft, bodyPreview }: Message) => ({
	...(from ? { from: personText(from) } : {}),
	isDraft,
	bodyPreview,
});

/** What is sorted by has to be the first condition of the filter, or Graph answers InefficientFilter ("List messages"). */
function conditions(since: string | undefined, draftsOnly: boolean, filter: string): Record<string, string> {
	const all = [
		`lastModifiedDateTime ge ${since ?? '1900-01-01T00:00:00Z'}`,
		...(draftsOnly ? ['isDraft eq true'] : []),
		...(filter === '' ? [] : [`(${filter})`]),
	];
	return { $orderby: 'lastModifiedDateTime desc', $filter: all.join(' and ') };
}

function readSince(value: unknown, timeZone = 'UTC'): string | undefined {
	const moment = readMoment(value, labelOf('since'), timeZone);
	return moment && `${moment.date.toISOString().slice(0, 19)}Z`;
}

/** How many are wanted at most. */
export const readLimit = (fields: FieldValues): number =>
	read.flag(fields, 'returnAll', false) ? Infinity : (read.whole(fields, 'limit', 1, 1_000_000) ?? 50);
