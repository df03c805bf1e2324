import { LIST } from '../fields';
import type { FolderPicker } from './folderPicker';
import type { Translate } from './translate';

// Kinds of typed input of our own that the dialogs share.

export const mailboxType = (translate: Translate): InputType => ({
	value: 'str',
	label: translate('type.mailbox'),
	icon: 'fa fa-user-o',
});

export const folderType = (translate: Translate, folder: FolderPicker): InputType => ({
	value: LIST,
	label: translate('type.list'),
	icon: 'fa fa-folder-open-o',
	valueLabel: (container: WidgetElement, value: string) => folder.fill(container[0]!, value),
});

export const pathType = (translate: Translate): InputType => ({
	value: 'str',
	label: translate('type.path'),
	icon: 'fa fa-pencil',
});
