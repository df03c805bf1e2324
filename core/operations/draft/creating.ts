import type { FieldValues } from '../../fields';
import { read } from '../../fields/read';
import { refusalOf } from '../../policy/policy';
import type { FolderChoice } from '../../folders/readFolder';
import type { Context } from '../operation';

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

/** Rejects what the account's rules do not allow; a dry run says so instead, as a warning. */
export async function ruleWarnings({ onlyShow }: Creating, check: Promise<void>): Promise<string[]> {
	if (!onlyShow) return await check.then(() => []);
	const refusal = await refusalOf(check);
	return refusal ? [`Without the dry run this would be rejected: ${refusal.message}`] : [];
}

/** Whether a draft that lacks files is to be deleted again. */
export const removesUnfinished = (fields: FieldValues): boolean =>
	read.choice(fields, 'ifUnfinished', ['keep', 'delete']) === 'delete';
