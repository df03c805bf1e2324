import { readFolder } from '../../core/folders/readFolder';
import { readMailbox } from '../../core/message/readMailbox';
import { FIRST_FOLDERS } from '../../core/folders/wellKnown';
import { LIST } from '../fields';
import { ask, type Question } from './ask';
import { Combobox, setAttributes, type Choice, type ComboboxTexts, type Page } from './combobox';

// Mailbox and folder in the dialog: typed inputs whose first kind is a searchable list.

type Translate = (key: string) => string;

export const MAILBOX_TYPE = (translate: Translate) => ({
	value: 'str',
	label: translate('type.mailbox'),
	icon: 'fa fa-user-o',
});

export const FOLDER_TYPES = (translate: Translate, folder: FolderPicker) => [
	{
		value: LIST,
		label: translate('type.list'),
		icon: 'fa fa-folder-open-o',
		valueLabel: (container: WidgetElement, value: string) => folder.fill(container[0]!, value),
	},
	{ value: 'str', label: translate('type.path'), icon: 'fa fa-pencil' },
];

/** A question to the node's endpoints, with the words for what can go wrong on the way. */
const asking = (translate: Translate) => async (list: Parameters<typeof ask>[0], question: Question) =>
	await ask(list, question, {
		noAccount: translate('reason.noAccount'),
		notAllowed: translate('reason.notAllowed'),
		offline: translate('reason.offline'),
	});

const textsOf = (translate: Translate, what: 'folder' | 'mailbox'): ComboboxTexts => ({
	loading: translate('list.loading'),
	none: translate('list.none'),
	refresh: translate('list.refresh'),
	found: translate(`list.${what}Many`),
	foundOne: translate(`list.${what}One`),
	foundFirst: translate('list.first'),
});

const rowOf = (field: string) => document.getElementById(`outlook-draft-row-${field}`)!;
const typeOf = (field: string) => $(`#node-input-${field}`).typedInput('type');
const valueOf = (field: string) => $(`#node-input-${field}`).typedInput('value');

/** Sets a typed input's value without making it draw itself anew, which would take the focus out of it. */
function setQuietly(field: string, value: string): void {
	$(rowOf(field)).find('.red-ui-typedInput-input').val(value).trigger('change');
}

/** Turns the mailbox's typed input into a searchable list, and says below it whether the mailbox can be used. */
export function prepareMailbox(translate: Translate, folder: FolderPicker): void {
	const row = rowOf('mailbox');
	const input = row.querySelector<HTMLInputElement>('.red-ui-typedInput-input')!;
	const state = document.createElement('div');
	setAttributes(state, { role: 'status', class: 'outlook-draft-state' });
	row.append(state);
	const request = asking(translate);
	let chosen = valueOf('mailbox').trim();
	/** Nothing yet: what was saved is tried too. */
	let probed = '';
	let question = 0;
	const say = (text: string, kind: 'wrong' | 'right' | '' = '') => {
		state.className = `outlook-draft-state${kind ? ` outlook-draft-${kind}` : ''}`;
		state.textContent = text;
	};
	const check = () => {
		const value = valueOf('mailbox').trim();
		if (value !== chosen) folder.forget(true);
		chosen = value;
		if (value === probed) return;
		probed = value;
		const current = ++question;
		say('');
		// What an environment variable holds is known only where Node-RED runs.
		if (typeOf('mailbox') !== 'str' || value === '' || isVariable(value)) return;
		if (!RED.nodes.node($('#node-input-account').val())) return;
		say(translate('probe.checking'));
		void request('probe', { mailbox: value })
			.then(() => [translate('probe.right'), 'right'] as const)
			.catch((reason: unknown) => [(reason as Error).message, 'wrong'] as const)
			.then(([text, kind]) => {
				if (current === question) say(text, kind);
			});
	};
	const combobox = new Combobox(input, {
		id: 'outlook-draft-mailbox',
		row,
		labelledBy: 'outlook-draft-label-mailbox',
		texts: textsOf(translate, 'mailbox'),
		searchesHere: false,
		isActive: () => typeOf('mailbox') === 'str',
		parts: (name) => {
			const [, main = name, address = ''] = /^(.+?)( \([^()]*\))$/.exec(name) ?? [];
			return ['', main, address];
		},
		load: async ({ search, next, fresh }) =>
			await request('mailboxes', { search, fresh, ...(next === undefined ? {} : { next }) }),
		choose: ({ value }) => {
			setQuietly('mailbox', value);
			check();
		},
		leave: check,
	});
	input.addEventListener('blur', () => window.setTimeout(check));
	$('#node-input-mailbox').on('change', () => {
		combobox.update();
		if (typeOf('mailbox') !== 'str') check();
	});
	let account = $('#node-input-account').val();
	const showOwn = () => {
		const isPerson = RED.nodes.node(account)?.grantType === 'authorizationCode';
		input.placeholder = isPerson ? translate('ownMailbox') : ($('#node-input-mailbox').attr('placeholder') ?? '');
	};
	$('#node-input-account').on('change', () => {
		account = $('#node-input-account').val();
		// With another account the same mailbox and folder have to be tried again.
		probed = '';
		say('');
		showOwn();
		combobox.forget();
		folder.forget(false);
		check();
		folder.check();
	});
	showOwn();
	check();
	folder.check();
}

const isVariable = (value: string) => /^\$\{\S+\}$/.test(value);

/** The folder's list: shows the way to the folder, keeps its id. */
export class FolderPicker {
	private readonly input = document.createElement('input');
	private readonly state = document.createElement('div');
	private combobox: Combobox | undefined;
	private chosen: Choice;

	constructor(
		private readonly translate: Translate,
		node: EditorNode,
	) {
		const isChosen = node.folderType === LIST && typeof node.folder === 'string';
		const value = isChosen ? String(node.folder) : FIRST_FOLDERS[0];
		this.chosen = { value, name: (isChosen && String(node.folderName || '')) || this.ownName(value) || value };
		setAttributes(this.input, {
			type: 'text',
			class: 'outlook-draft-folder',
			placeholder: translate('list.chooseFolder'),
		});
	}

	/** Called by the typed input whenever it shows this kind of value. */
	fill(container: HTMLElement, value: string): void {
		container.classList.add('outlook-draft-folder-box');
		container.replaceChildren(this.input);
		// What another kind of value has left there is no folder of the list.
		if (value !== this.chosen.value) $(rowOf('folder')).find('.red-ui-typedInput-input').val(this.chosen.value);
		this.showChosen();
	}

	/** What the node remembers for its label. */
	get name(): string {
		return typeOf('folder') === LIST ? this.chosen.name : '';
	}

	prepare(): void {
		const hidden = document.createElement('input');
		setAttributes(hidden, { type: 'checkbox', id: 'outlook-draft-hidden-folders' });
		const extra = document.createElement('label');
		setAttributes(extra, { for: hidden.id, class: 'outlook-draft-popup-extra' });
		extra.append(hidden, this.translate('list.hidden'));
		hidden.addEventListener('change', () => this.combobox?.forget());
		this.combobox = new Combobox(this.input, {
			id: 'outlook-draft-folder',
			row: rowOf('folder'),
			labelledBy: 'outlook-draft-label-folder',
			texts: textsOf(this.translate, 'folder'),
			searchesHere: true,
			isActive: () => typeOf('folder') === LIST,
			parts: (name) => {
				const end = name.lastIndexOf(' / ') + 1;
				return end > 0 ? [name.slice(0, end + 2), name.slice(end + 2), ''] : ['', name, ''];
			},
			load: async ({ fresh }) => await this.load(hidden.checked, fresh),
			choose: (choice) => {
				this.chosen = choice;
				this.state.textContent = '';
				setQuietly('folder', choice.value);
				this.showChosen();
			},
			chosen: () => this.chosen.value,
			leave: () => this.showChosen(),
			extra,
		});
		$('#node-input-folder').on('change', () => {
			this.combobox?.update();
			if (typeOf('folder') !== LIST) this.state.textContent = '';
		});
		setAttributes(this.state, { role: 'status', class: 'outlook-draft-state outlook-draft-wrong' });
		rowOf('folder').append(this.state);
		const frame = rowOf('folder').querySelector('.red-ui-typedInput-container');
		this.input.addEventListener('focus', () => frame?.classList.add('red-ui-typedInput-focus'));
		this.input.addEventListener('blur', () => frame?.classList.remove('red-ui-typedInput-focus'));
	}

	/** Another account may see other folders; another mailbox has other ones, and other ids. */
	forget(isOtherMailbox: boolean): void {
		this.combobox?.forget();
		const isAnywhere = (FIRST_FOLDERS as readonly string[]).includes(this.chosen.value);
		if (isOtherMailbox && typeOf('folder') === LIST && !isAnywhere)
			this.state.textContent = this.translate('reason.otherMailbox');
	}

	/** Looks whether the chosen folder is in the mailbox. What cannot be found out is not said: the mailbox has its own words. */
	check(): void {
		const { value } = this.chosen;
		const mailbox = valueOf('mailbox').trim();
		const isAnywhere = (FIRST_FOLDERS as readonly string[]).includes(value);
		if (typeOf('folder') !== LIST || isAnywhere || typeOf('mailbox') !== 'str' || isVariable(mailbox)) return;
		if (mailbox === '' || !RED.nodes.node($('#node-input-account').val())) return;
		void this.load(true, false)
			.then(({ results, next }) => {
				const isThere = next !== undefined || results.some((folder) => folder.value === value);
				if (this.chosen.value === value) this.state.textContent = isThere ? '' : this.translate('reason.noFolder');
			})
			.catch(() => undefined);
	}

	/** Outlook's own folders are in every mailbox, also in one that is known only at run time. */
	private async load(hidden: boolean, fresh: boolean): Promise<Page> {
		const own = (notice: string): Page => ({
			results: FIRST_FOLDERS.map((name) => ({ name: this.translate(`folder.${name}`), value: name })),
			notice,
		});
		if (typeOf('mailbox') !== 'str') return own(this.translate('reason.mailboxAtRunTime'));
		const mailbox = valueOf('mailbox').trim();
		if (mailbox === '') return own(this.translate('reason.noMailbox'));
		return await asking(this.translate)('folders', { mailbox, hidden, fresh });
	}

	private showChosen(): void {
		this.input.value = this.chosen.name;
	}

	private ownName(value: string): string {
		return (FIRST_FOLDERS as readonly string[]).includes(value) ? this.translate(`folder.${value}`) : '';
	}
}

/** Words for a mailbox or folder that was typed in and cannot be right; undefined for what can. Sends nothing. */
export function wrongPlace(kind: 'mailbox' | 'folder', value: unknown): string | undefined {
	try {
		if (kind === 'mailbox') readMailbox(value);
		else readFolder(value);
		return undefined;
	} catch (thrown) {
		return (thrown as Error).message;
	}
}
