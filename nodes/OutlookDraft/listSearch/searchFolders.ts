import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findFolders, readMailbox } from '../../../core';
import { openList } from './openList';

/** The folders of the mailbox that is chosen at the moment. */
export async function searchFolders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await openList(this, async ({ graph, account }) => {
		const mailbox = readMailbox(this.getCurrentNodeParameter('mailbox', { extractValue: true }));
		return { results: (await findFolders(graph, account, mailbox, filter)).results };
	});
}
