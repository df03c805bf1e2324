import { readOrigin } from '../../fields/messageSource';
import { read } from '../../fields/read';
import { removesUnfinished, type Creating } from './creating';
import { createJson } from './createJson';
import { createMime } from './createMime';
import type { Context, OperationResult, OperationRow } from '../operation';
import { readFolder } from '../../folders/readFolder';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: removesUnfinished,
	doneOnce: false,
	perform: createDraft,
};

/** draft:create (Microsoft Graph, "Create message"), from JSON or from MIME. */
export async function createDraft(context: Context): Promise<OperationResult> {
	const { fields } = context;
	const creating: Creating = {
		...context,
		folder: readFolder(fields.folder, context.mailbox),
		createFolders: read.flag(fields, 'createFolders', false),
		simplify: read.flag(fields, 'simplify', true),
		onlyShow: read.flag(fields, 'dryRun', false),
	};
	return await (readOrigin(fields).isMime ? createMime(creating) : createJson(creating));
}
