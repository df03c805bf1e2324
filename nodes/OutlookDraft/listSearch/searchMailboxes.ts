import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findMailboxes } from '../../../core';
import { openList } from './openList';

const MY_MAILBOX = 'My mailbox';

/** The signed-in person first, then people by name or address. `paginationToken` comes back from the browser: core checks it. */
export async function searchMailboxes(this: ILoadOptionsFunctions, filter = '', paginationToken?: string): Promise<INodeListSearchResult> {
	return await openList(this, async ({ graph, account }) => {
		const page = await findMailboxes(graph, account, filter, paginationToken);
		const offersMe = account.signIn === 'delegated' && !paginationToken && MY_MAILBOX.toLowerCase().includes(filter.trim().toLowerCase());
		return { results: [...(offersMe ? [{ name: MY_MAILBOX, value: 'me' }] : []), ...page.results], ...(page.next ? { paginationToken: page.next } : {}) };
	});
}
