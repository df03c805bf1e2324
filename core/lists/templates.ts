import type { Account } from '../account';
import { DraftError, LOCAL_CODES, quoted, toDraftError } from '../errors';
import { findFolder } from '../folders/findFolder';
import { readFolder } from '../folders/readFolder';
import type { Graph } from '../graph/client';
import type { Page } from './mailboxes';
import { findMessages } from './messages';

interface TemplateQuery {
	mailbox: string;
	/** A path, an id, a well-known name or an address in Outlook on the web. */
	folder: string;
	/** Any part of the subject. */
	search: string;
	/** The link of the page before; may come back from a browser. */
	next?: string;
}

/** The drafts of a folder, as templates to choose from: those that were changed last come first. */
export async function findTemplates(
	graph: Graph,
	account: Account,
	{ mailbox, folder, search, next }: TemplateQuery,
): Promise<Page> {
	const key = await findTemplateFolder(graph, account, mailbox, folder);
	const query = { mailbox, folder: key, search, draftsOnly: true, ...(next === undefined ? {} : { next }) };
	return await findMessages(graph, account, query);
}

const USUAL = 'Templates';

/** The folder that is meant: the usual one if none is entered. */
export const templateFolderOf = (entered: string): string => (entered.trim() === '' ? USUAL : entered);

/** The id or well-known name of the folder of templates. Throws DraftError that says how to make one. */
export async function findTemplateFolder(
	graph: Graph,
	account: Account,
	mailbox: string,
	entered: string,
): Promise<string> {
	const folder = templateFolderOf(entered);
	return await findFolder(graph, account, mailbox, readFolder(folder, mailbox)).catch((reason: unknown) => {
		const error = toDraftError(reason);
		if (error.code !== 'FolderNotFound') throw error;
		throw new DraftError(LOCAL_CODES.input, `Template Folder: there is no folder ${quoted(folder)} in this mailbox.`, {
			hint:
				'Make it in Outlook and move a draft with placeholders such as {{First name}} into it, or enter the folder ' +
				'that has your templates.',
		});
	});
}
