import type { User } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import type { Graph, Listing } from '../graph/client';
import { followUpPath, withQuery } from '../graph/paths';

/** One choice of a searchable list; `next` of a page is the link that continues it. */
export interface Page {
	results: Array<{ name: string; value: string }>;
	next?: string;
}

/** Searches people by name and address (GET /users; Microsoft Graph, "List users"). Only people with an address are listed. */
export async function findMailboxes(graph: Graph, account: Account, search: string, next?: string): Promise<Page> {
	const permission = account.signIn === 'application' ? 'User.Read.All' : 'User.ReadBasic.All';
	const purpose = { task: 'list the people of the organisation', mailbox: 'directory', write: false, permission };
	const path = next
		? followUpPath(account.graphUrl, next)
		: withQuery('/users', { $select: 'id,displayName,mail,userPrincipalName', $top: '50', ...searchFor(search) });
	const answer = await graph.json<Listing<User>>({ method: 'GET', path, headers: { ConsistencyLevel: 'eventual' }, purpose });
	const results = (answer.value ?? []).flatMap(({ displayName, mail, userPrincipalName }) =>
		mail && userPrincipalName ? [{ name: `${displayName ?? mail} (${mail})`, value: userPrincipalName }] : [],
	);
	return { results, ...(answer['@odata.nextLink'] ? { next: answer['@odata.nextLink'] } : {}) };
}

/** Clauses are quoted; `"` and `\` are escaped with a backslash (Microsoft Graph, "search-query-parameter"). */
function searchFor(text: string): Record<string, string> {
	const term = text.trim().replace(/["\\]/g, '\\$&');
	return term === '' ? {} : { $search: `"displayName:${term}" OR "mail:${term}"`, $count: 'true' };
}
