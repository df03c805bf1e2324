import { checkMailbox, type Account } from '../account';
import type { ItemIdentity } from '../exactlyOnce/makeDraft';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { readChoice, readFlag } from '../message/values';
import { createJson } from './createJson';
import { createMime } from './createMime';
import type { OperationResult } from './index';
import { readFolder, readMailbox, type FolderChoice } from './places';

/** What both ways of creating a draft start from. */
export interface Creating {
	graph: Graph;
	account: Account;
	fields: FieldValues;
	item: ItemIdentity;
	mailbox: string;
	folder: FolderChoice;
	/** Make the folders of a path that are missing. */
	createFolders: boolean;
	/** Return the important properties only. */
	simplify: boolean;
	/** Show what would be sent, and send nothing. */
	onlyShow: boolean;
}

/** draft:create (Microsoft Graph, "Create message"), from JSON or from MIME. */
export async function createDraft(
	graph: Graph,
	account: Account,
	fields: FieldValues,
	item: ItemIdentity,
): Promise<OperationResult> {
	const mode = readChoice(fields.mode, 'Format', ['json', 'mime']) ?? 'json';
	const mailbox = readMailbox(fields.mailbox);
	const creating: Creating = {
		graph,
		account,
		fields,
		item,
		mailbox,
		folder: readFolder(fields.folder, mailbox),
		createFolders: readFlag(fields.createFolders, 'Create Folders', false),
		simplify: readFlag(fields.simplify, 'Simplify', true),
		onlyShow: readFlag(fields.dryRun, 'Dry Run', false),
	};
	checkMailbox(account, creating.mailbox);
	return await (mode === 'mime' ? createMime(creating) : createJson(creating));
}
