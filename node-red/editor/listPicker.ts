import { Combobox, setAttributes, type Choice, type ComboboxTexts, type Page } from './combobox';
import { rowOf, setQuietly, StateLine, typeOf } from './rows';
import { LIST } from '../fields';

export interface ListPickerOptions {
	field: string;
	chosen: Choice;
	placeholder: string;
	texts: ComboboxTexts;
	/** As in a combobox. */
	searchesHere: boolean;
	parts(name: string): [before: string, main: string, after: string];
	load(query: { search: string; next?: string; fresh: boolean }): Promise<Page>;
	extra?: HTMLElement;
}

/** A kind of value of a typed input that is chosen from a list: shows a name, keeps what it stands for. */
export class ListPicker {
	private readonly input = document.createElement('input');
	private combobox: Combobox | undefined;
	private line: StateLine | undefined;
	chosen: Choice;

	constructor(private readonly options: ListPickerOptions) {
		this.chosen = options.chosen;
		setAttributes(this.input, { type: 'text', class: 'outlook-draft-list', placeholder: options.placeholder });
		this.input.classList.add(`outlook-draft-${options.field === 'folder' ? 'folder' : 'message'}`);
	}

	/** Called by the typed input whenever it shows this kind of value. */
	fill(container: HTMLElement, value: string): void {
		container.classList.add('outlook-draft-list-box');
		container.replaceChildren(this.input);
		// What another kind of value has left there is nothing of the list.
		if (value !== this.chosen.value)
			$(rowOf(this.options.field)).find('.red-ui-typedInput-input').val(this.chosen.value);
		this.showChosen();
	}

	/** What the node remembers for the dialog and its label. */
	get name(): string {
		return this.isShown ? this.chosen.name : '';
	}

	get isShown(): boolean {
		return typeOf(this.options.field) === LIST;
	}

	say(text: string, kind: 'wrong' | 'right' | '' = 'wrong'): void {
		this.line?.say(text, text === '' ? '' : kind);
	}

	/** What was loaded holds no longer. */
	forget(): void {
		this.combobox?.forget();
	}

	choose(choice: Choice): void {
		this.chosen = choice;
		this.say('');
		setQuietly(this.options.field, choice.value);
		this.showChosen();
	}

	prepare(): void {
		const { field, texts, searchesHere, parts, load, extra } = this.options;
		const row = rowOf(field);
		this.line = new StateLine(row);
		this.combobox = new Combobox(this.input, {
			id: `outlook-draft-${field}`,
			row,
			labelledBy: `outlook-draft-label-${field}`,
			texts,
			searchesHere,
			isActive: () => this.isShown,
			parts,
			load,
			choose: (choice) => this.choose(choice),
			chosen: () => this.chosen.value,
			leave: () => this.showChosen(),
			...(extra ? { extra } : {}),
		});
		$(`#node-input-${field}`).on('change', () => this.combobox?.update());
		const frame = row.querySelector('.red-ui-typedInput-container');
		this.input.addEventListener('focus', () => frame?.classList.add('red-ui-typedInput-focus'));
		this.input.addEventListener('blur', () => frame?.classList.remove('red-ui-typedInput-focus'));
	}

	private showChosen(): void {
		this.input.value = this.chosen.name;
	}
}
