import { LIST } from '../fields';
import { ListPicker } from './listPicker';
import { asking, isVariable, knownMailbox, textsOf, typeOf, valueOf } from './rows';
import type { Translate } from './translate';
import { pageInOurLanguage } from './said';
import type { Page } from './combobox';

/** The field that names where the templates are. */
const FOLDER = 'templateFolder';

/** Empty, as long as only a message will tell: then the usual one is looked into. */
function knownFolder(): string {
	const folder = valueOf(FOLDER).trim();
	return typeOf(FOLDER) === 'str' && !isVariable(folder) ? folder : '';
}

/** Chooses a draft, template or message from a list, the newest first: for a first try, since a flow works on what comes in. */
export class MessagePicker {
	private readonly list: ListPicker;

	constructor(
		private readonly translate: Translate,
		node: EditorNode,
		private readonly field: string,
		private readonly kind: 'draft' | 'message' | 'template',
	) {
		const isChosen = node[`${field}Type`] === LIST && typeof node[field] === 'string';
		const value = isChosen ? String(node[field]) : '';
		this.list = new ListPicker({
			field,
			chosen: { value, name: (isChosen && String(node[`${field}Name`] || '')) || value },
			placeholder: translate(`list.choose.${kind}`),
			texts: textsOf(translate, kind),
			searchesHere: false,
			parts: (name) => {
				const end = name.lastIndexOf(' - ');
				return end > 0 ? ['', name.slice(0, end), name.slice(end)] : ['', name, ''];
			},
			load: async ({ search, next }) => await this.load(search, next),
		});
	}

	fill(container: HTMLElement, value: string): void {
		this.list.fill(container, value);
	}

	prepare(): void {
		this.list.prepare();
		// Another folder has other templates.
		if (this.kind === 'template') $(`#node-input-${FOLDER}`).on('change', () => this.list.forget());
	}

	save(): void {
		$(`#node-input-${this.field}Name`).val(this.list.name);
	}

	/** Its ids are others than those of the mailbox before. */
	onOtherMailbox(): void {
		this.list.forget();
		if (this.list.isShown && this.list.chosen.value !== '')
			this.list.say(this.translate(`reason.otherMailboxOf.${this.kind}`));
	}

	private async load(search: string, next?: string): Promise<Page> {
		const mailbox = knownMailbox();
		if (mailbox === undefined) return { results: [], notice: this.translate('reason.mailboxFirst') };
		const query = { mailbox, search, ...(next === undefined ? {} : { next }) };
		const page =
			this.kind === 'template'
				? await asking(this.translate)('templates', { ...query, folder: knownFolder() })
				: await asking(this.translate)('messages', { ...query, draftsOnly: this.kind === 'draft' });
		return pageInOurLanguage(this.translate, page);
	}
}
