import { FIRST_FOLDERS } from '../../core/folders/wellKnown';
import type { Translate } from './translate';

/** Outlook's own folders, which are in every mailbox. */
export const FOLDER_NAMES: Record<(typeof FIRST_FOLDERS)[number], string> = {
	drafts: 'Drafts',
	inbox: 'Inbox',
	sentitems: 'Sent Items',
	deleteditems: 'Deleted Items',
	junkemail: 'Junk Email',
	archive: 'Archive',
};

/** Whether a folder, by its id or name, is in every mailbox. */
export const isAnywhere = (folder: string): folder is keyof typeof FOLDER_NAMES =>
	(FIRST_FOLDERS as readonly string[]).includes(folder);

/**
 * What a folder is called: as it was when somebody chose it (`saved`). Where nobody has, a node holds the English name of the folder that
 * it begins with, which is shown in the language of the editor.
 */
export function folderName(translate: Translate, folder: string, saved: string): string {
	if (isAnywhere(folder) && ['', FOLDER_NAMES[folder]].includes(saved)) return translate(`folder.${folder}`);
	return saved || folder;
}
