import type { Purpose } from './call';
import type { Graph, Listing } from './client';
import { followUpPath } from './paths';

/**
 * The pages of a collection, one after the other; each is asked for only when it is wanted. `path` has its query. Throws DraftError.
 */
export async function* pagesOf<T>(graph: Graph, path: string, purpose: Purpose): AsyncGenerator<T[]> {
	for (let next: string | undefined = path; next !== undefined; ) {
		const page: Listing<T> = await graph.json<Listing<T>>({ method: 'GET', path: next, purpose });
		yield page.value ?? [];
		const link = page['@odata.nextLink'];
		next = link && followUpPath(graph.graphUrl, link);
	}
}
