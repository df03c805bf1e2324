import type { Message } from '@microsoft/microsoft-graph-types';

import { checkMailbox, type Account } from '../account';
import { invalidInput } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import { encodeSegment, followUpPath, mailboxPath, withQuery } from '../graph/paths';
import { decoded } from '../folders/folderAddress';
import type { Page } from './mailboxes';
import { textLiteral } from '../graph/filter';

interface MessageQuery {
	mailbox: string;
	/** Any part of the subject. */
	search: string;
	/** Id or well-known name of a folder; absent: all of them. */
	folder?: string;
	/** Only what can still be changed and sent. */
	draftsOnly: boolean;
	/** The link of the page before; may come back from a browser. */
	next?: string;
}

const SELECT = 'id,subject,toRecipients,from,receivedDateTime,lastModifiedDateTime,isDraft,webLink';

/** Messages of a mailbox by subject, the most recent first: drafts by their last change, others by when they came. */
export async function findMessages(
	graph: Graph,
	account: Account,
	{ mailbox, folder, search, draftsOnly, next }: MessageQuery,
): Promise<Page> {
	checkMailbox(account, mailbox);
	const purpose: Purpose = { task: draftsOnly ? 'list the drafts' : 'list the messages', mailbox, repeat: 'safe' };
	const inFolder = folder === undefined ? '' : `/mailFolders/${encodeSegment(folder)}`;
	const list = `${mailboxPath(mailbox)}${inFolder}/messages`;
	const path =
		next === undefined ? withQuery(list, queryFor(search.trim(), draftsOnly)) : followUpPath(account.graphUrl, next);
	if (plain(path) !== plain(list))
		throw invalidInput('A follow-up link does not lead to the messages of this mailbox, so it was not requested.');
	const answer = await graph.json<Listing<Message>>({ method: 'GET', path, purpose });
	const results = (answer.value ?? []).flatMap((message) =>
		message.id
			? [
					{
						name: describe(message, draftsOnly, folder !== undefined),
						value: message.id,
						...(message.webLink ? { url: message.webLink } : {}),
					},
				]
			: [],
	);
	return { results, ...(answer['@odata.nextLink'] ? { next: answer['@odata.nextLink'] } : {}) };
}

/** Graph may write a mailbox in its links as `/users('{id}')`, and encode it in another way. */
const plain = (path: string) =>
	decoded(path.split('?')[0]!)
		.replace(/\('([^']*)'\)/, '/$1')
		.toLowerCase();

/** What is sorted by has to be the first condition of the filter, or Graph answers InefficientFilter ("List messages"). */
function queryFor(search: string, draftsOnly: boolean): Record<string, string> {
	const time = draftsOnly ? 'lastModifiedDateTime' : 'receivedDateTime';
	const conditions = [
		`${time} ge 1900-01-01T00:00:00Z`,
		...(draftsOnly ? ['isDraft eq true'] : []),
		...(search === '' ? [] : [`contains(subject,${textLiteral(search)})`]),
	];
	return { $select: SELECT, $top: '25', $orderby: `${time} desc`, $filter: conditions.join(' and ') };
}

/** `Your request - to anna@example.com, 2026-11-25`; a template is for nobody yet. */
function describe(message: Message, draftsOnly: boolean, isTemplate: boolean): string {
	const person = draftsOnly ? message.toRecipients?.[0] : message.from;
	const address = person?.emailAddress?.name ?? person?.emailAddress?.address;
	const day = (draftsOnly ? message.lastModifiedDateTime : message.receivedDateTime)?.slice(0, 10);
	const details = [!isTemplate && address && `${draftsOnly ? 'to' : 'from'} ${address}`, day]
		.filter(Boolean)
		.join(', ');
	return `${message.subject || '(no subject)'}${details ? ` - ${details}` : ''}`;
}
