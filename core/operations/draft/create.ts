import { labelOf, read } from '../../fields/read';
import type { FieldValues } from '../../fields';
import { readChoice } from '../../fields/values';
import { createJson } from './createJson';
import { createMime } from './createMime';
import type { Context, OperationResult } from '../operation';
import { readFolder, type FolderChoice } from '../../folders/readFolder';

/** What both ways of creating a draft start from. */
export interface Creating extends Context {
	folder: FolderChoice;
	/** Make the folders of a path that are missing. */
	createFolders: boolean;
	/** Return the important properties only. */
	simplify: boolean;
	/** Show what would be sent, and send nothing. */
	onlyShow: boolean;
}

/** draft:create (Microsoft Graph, "Create message"), from JSON or from MIME. */
export async function createDraft(context: Context): Promise<OperationResult> {
	const { fields } = context;
	const mode = read.choice(fields, 'mode', ['json', 'mime']) ?? 'json';
	const creating: Creating = {
		...context,
		folder: readFolder(fields.folder, context.mailbox),
		createFolders: read.flag(fields, 'createFolders', false),
		simplify: read.flag(fields, 'simplify', true),
		onlyShow: read.flag(fields, 'dryRun', false),
	};
	return await (mode === 'mime' ? createMime(creating) : createJson(creating));
}

/** Whether a draft that lacks files is to be deleted again. */
export const removesUnfinished = ({ ifUnfinished }: FieldValues): boolean =>
	readChoice(ifUnfinished, labelOf('ifUnfinished'), ['keep', 'delete']) === 'delete';
