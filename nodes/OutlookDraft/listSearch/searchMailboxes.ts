import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findMailboxes } from '../../../core';
import { openList } from './openList';

/** The signed-in person first, then people by name or address. `paginationToken` comes back from the browser: core checks it. */
export async function searchMailboxes(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await openList(this, async ({ graph, account, keeper }) => {
		const { results, next, notice } = await findMailboxes(graph, account, filter, keeper, paginationToken);
		// n8n's list has no place for a remark and cuts long lines: each sentence is a line at the end. Choosing one leaves the
		// mailbox empty, which is rejected. Spaces, because n8n keeps lines apart by their values.
		const remarks =
			notice && !next ? notice.split(/(?<=\.) /).map((name, index) => ({ name, value: ' '.repeat(index) })) : [];
		return { results: [...results, ...remarks], ...(next ? { paginationToken: next } : {}) };
	});
}
