import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { findFolders } from '../../../core';
import { mailboxName, withMailbox } from '../folderNames';
import { chosenMailbox } from './chosenMailbox';
import { openList } from './openList';

/**
 * The folders of the mailbox that is chosen at the moment, each with that mailbox's name behind it: n8n keeps the chosen name when the
 * mailbox is changed, so that the field then shows the name of another one.
 */
export async function searchFolders(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	return await openList(this, async ({ graph, account, keeper }) => {
		const { listHiddenFolders } = (this.getCurrentNodeParameter('options') ?? {}) as { listHiddenFolders?: boolean };
		const query = { mailbox: chosenMailbox(this), search: filter, hidden: listHiddenFolders === true };
		const shownAs = mailboxName(this.getCurrentNodeParameter('mailbox'));
		const { results } = await findFolders(graph, account, query, keeper);
		return { results: results.map(({ name, value }) => ({ name: withMailbox(name, value, shownAs), value })) };
	});
}
