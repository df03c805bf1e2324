import type { FieldValues } from '../../fields';
import { read } from '../../fields/read';
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

/** Whether a draft that lacks files is to be deleted again. */
export const removesUnfinished = (fields: FieldValues): boolean =>
	read.choice(fields, 'ifUnfinished', ['keep', 'delete']) === 'delete';
