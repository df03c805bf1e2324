import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findFolders } from '../../../core';
import { chosenMailbox } from './chosenMailbox';
import { openList } from './openList';

/** The folders of the mailbox that is chosen at the moment. */
export async function searchFolders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await openList(this, async ({ graph, account, keeper }) => {
		const { listHiddenFolders } = (this.getCurrentNodeParameter('options') ?? {}) as { listHiddenFolders?: boolean };
		const query = { mailbox: chosenMailbox(this), search: filter, hidden: listHiddenFolders === true };
		return { results: (await findFolders(graph, account, query, keeper)).results };
	});
}
