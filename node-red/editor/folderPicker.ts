import { FIRST_FOLDERS } from '../../core/folders/wellKnown';
import { LIST } from '../fields';
import { folderName, isAnywhere } from './folderNames';
import { setAttributes, type Page } from './combobox';
import { ListPicker } from './listPicker';
import type { AskError } from './ask';
import { asking, chosenAccount, isVariable, knownMailbox, textsOf, typeOf, valueOf } from './rows';
import type { Translate } from './translate';

/** Whether what Outlook says is about the folder, and not about the mailbox, which has its own words. */
function isOfFolder(reason: unknown, folder: string): boolean {
	const { code = '', message = '' } = reason as Partial<AskError>;
	if (['FolderNotFound', 'ErrorFolderNotFound'].includes(code)) return true;
	if (code === 'InvalidInput') return message.startsWith('Folder');
	// Of a path, Outlook says this when the mailbox itself is closed to the account.
	const isId = folder.length > 60;
	return isId && ['ErrorItemNotFound', 'ErrorInvalidIdMalformed'].includes(code);
}

/** The folder: chosen from a list that shows the way to each, or typed in. */
export class FolderPicker {
	private readonly list: ListPicker;
	private readonly hidden = document.createElement('input');
	/** Answers to older questions are dropped. */
	private question = 0;
	/** Outlook's words for why the folder cannot be used, if it has said so. */
	wrong = '';

	constructor(
		private readonly translate: Translate,
		node: EditorNode,
		/** What the folder is before somebody chooses one. */
		private preset = 'drafts',
	) {
		const isChosen = node.folderType === LIST && typeof node.folder === 'string';
		const value = isChosen ? String(node.folder) : preset;
		this.list = new ListPicker({
			field: 'folder',
			chosen: { value, name: folderName(translate, value, isChosen ? String(node.folderName || '') : '') },
			placeholder: translate('list.chooseFolder'),
			texts: textsOf(translate, 'folder'),
			searchesHere: true,
			parts: (name) => {
				const end = name.lastIndexOf(' / ') + 1;
				return end > 0 ? [name.slice(0, end + 2), name.slice(end + 2), ''] : ['', name, ''];
			},
			load: async ({ fresh }) => await this.load(this.hidden.checked, fresh),
			extra: this.switchForHidden(),
		});
	}

	fill(container: HTMLElement, value: string): void {
		this.list.fill(container, value);
	}

	get name(): string {
		return this.list.name;
	}

	prepare(): void {
		this.list.prepare();
		$('#node-input-folder').on('change', () => {
			this.question += 1;
			this.say('');
			void this.check();
		});
		$('#node-input-createFolders').on('change', () => void this.check());
	}

	/** Another operation begins with another folder. One that somebody has chosen stays. */
	follow(preset: string): void {
		const isUntouched = this.list.isShown && this.list.chosen.value === this.preset;
		if (isUntouched && preset !== this.preset)
			this.list.choose({ value: preset, name: folderName(this.translate, preset, '') });
		this.preset = preset;
	}

	/** Another account may see other folders; another mailbox has other ones, and other ids. */
	forget(isOtherMailbox: boolean): void {
		this.list.forget();
		if (!isOtherMailbox) return;
		this.question += 1;
		this.say('');
		if (this.list.isShown && !isAnywhere(this.list.chosen.value)) this.say(this.translate('reason.otherMailbox'));
		else void this.check();
	}

	/** Looks whether the folder is in the mailbox. What cannot be found out is not said: the mailbox has its own words. */
	async check(): Promise<void> {
		const current = ++this.question;
		const mailbox = knownMailbox();
		if (mailbox === undefined || !chosenAccount()) return;
		const wrong = this.list.isShown ? await this.checkChosen(mailbox) : await this.checkTyped(mailbox);
		if (current === this.question && wrong !== undefined) this.say(wrong);
	}

	private say(wrong: string): void {
		this.wrong = wrong;
		this.list.say(wrong);
	}

	private async checkChosen(mailbox: string): Promise<string | undefined> {
		const { value } = this.list.chosen;
		if (isAnywhere(value)) return '';
		return await asking(this.translate)('folders', { mailbox, hidden: true })
			.then(({ results, next }) =>
				next !== undefined || results.some((folder) => folder.value === value) ? '' : this.translate('reason.noFolder'),
			)
			.catch(() => undefined);
	}

	private async checkTyped(mailbox: string): Promise<string | undefined> {
		const folder = valueOf('folder').trim();
		const makesMissing = typeOf('createFolders') === 'bool' && valueOf('createFolders') === 'true';
		if (typeOf('folder') !== 'str' || folder === '' || isVariable(folder) || makesMissing) return '';
		return await asking(this.translate)('folder', { mailbox, folder })
			.then(() => '')
			.catch((reason: unknown) => (isOfFolder(reason, folder) ? (reason as Error).message : undefined));
	}

	private switchForHidden(): HTMLElement {
		setAttributes(this.hidden, { type: 'checkbox', id: 'outlook-draft-hidden-folders' });
		const label = document.createElement('label');
		setAttributes(label, { for: this.hidden.id, class: 'outlook-draft-popup-extra' });
		label.append(this.hidden, this.translate('list.hidden'));
		this.hidden.addEventListener('change', () => this.list.forget());
		return label;
	}

	/** Outlook's own folders are in every mailbox, also in one that is known only at run time. */
	private async load(hidden: boolean, fresh: boolean): Promise<Page> {
		const own = (notice: string): Page => ({
			results: FIRST_FOLDERS.map((name) => ({ name: this.translate(`folder.${name}`), value: name })),
			notice,
		});
		if (typeOf('mailbox') !== 'str' || isVariable(valueOf('mailbox').trim()))
			return own(this.translate('reason.mailboxAtRunTime'));
		const mailbox = knownMailbox();
		if (mailbox === undefined) return own(this.translate('reason.noMailbox'));
		return await asking(this.translate)('folders', { mailbox, hidden, fresh });
	}
}
