import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findTemplates } from '../../../core';
import { chosenMailbox } from './chosenMailbox';
import { openList } from './openList';

/** The drafts of the template folder by subject, the newest change first. `paginationToken` comes from the browser: core checks it. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await openList(this, async ({ graph, account }) => {
		const folder = this.getCurrentNodeParameter('templateFolder');
		const { results, next } = await findTemplates(graph, account, {
			mailbox: chosenMailbox(this),
			folder: typeof folder === 'string' ? folder : '',
			search: filter,
			...(paginationToken ? { next: paginationToken } : {}),
		});
		return { results, ...(next ? { paginationToken: next } : {}) };
	});
}
