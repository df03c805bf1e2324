import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findMessages } from '../../../core';
import { chosenMailbox } from './chosenMailbox';
import { openList } from './openList';

/** For operations on any message, such as a reply. */
export async function searchMessages(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchIn(this, { search: filter, draftsOnly: false }, paginationToken);
}

/** For operations that only a draft allows, such as an update. */
export async function searchDrafts(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchIn(this, { search: filter, draftsOnly: true }, paginationToken);
}

/** By subject, most recent first. `paginationToken` comes back from the browser: core checks it. */
async function searchIn(
	context: ILoadOptionsFunctions,
	query: { search: string; draftsOnly: boolean },
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await openList(context, async ({ graph, account }) => {
		const { results, next } = await findMessages(graph, account, {
			mailbox: chosenMailbox(context),
			...query,
			...(paginationToken ? { next: paginationToken } : {}),
		});
		return { results, ...(next ? { paginationToken: next } : {}) };
	});
}
