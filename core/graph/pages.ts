import { DraftError, LOCAL_CODES } from '../errors';
import type { Purpose } from './call';
import type { Graph, Listing } from './client';
import { followUpPath } from './paths';

/**
 * The pages of a collection, one after the other; each is asked for only when it is wanted. `path` has its query. Throws DraftError.
 */
export async function* pagesOf<T>(graph: Graph, path: string, purpose: Purpose): AsyncGenerator<T[]> {
	const links = new Set<string>();
	for (let next: string | undefined = path; next !== undefined; ) {
		const page: Listing<T> = await graph.json<Listing<T>>({ method: 'GET', path: next, purpose });
		yield entriesOf(page);
		const link = nextLinkOf(page, links);
		next = link && followUpPath(graph.graphUrl, link);
	}
}

/** What a page holds; an entry that is nothing is passed over. */
export const entriesOf = <T>({ value }: Listing<T>): T[] =>
	(value ?? []).filter((entry) => entry !== null && entry !== undefined);

/**
 * The same where each is known by its id. Throws DraftError for an answer without a list: to take it for an empty one loses what is there.
 */
export function namedEntriesOf<T extends { id?: string }>(page: Listing<T>): T[] {
	if (!Array.isArray(page.value))
		throw new DraftError(LOCAL_CODES.network, 'Outlook answered, but without the list that it was asked for.', {
			hint: 'Try again later. The state of the service is shown at https://status.cloud.microsoft.',
		});
	return entriesOf(page).filter(({ id }) => Boolean(id));
}

/** Where the collection goes on. `links`: those that were followed, since a link that comes again would never end. */
export function nextLinkOf({ '@odata.nextLink': link }: Listing<unknown>, links: Set<string>): string | undefined {
	if (link === undefined || link === null || links.has(link)) return undefined;
	links.add(link);
	return link;
}
