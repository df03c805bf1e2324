import { matcher } from '../../core/lists/searchText';

/** One line of a list. */
export interface Choice {
	name: string;
	value: string;
}

export interface Page {
	results: Choice[];
	next?: string;
	notice?: string;
}

export interface ComboboxTexts {
	loading: string;
	none: string;
	refresh: string;
	foundOne: string;
	/** `{count}` stands for the number. */
	found: string;
	/** When there are more than were loaded. */
	foundFirst: string;
}

export interface ComboboxOptions {
	/** Prefix of the ids of its parts. */
	id: string;
	/** Where the list hangs; has to be positioned. */
	row: HTMLElement;
	/** Id of the element that names the list. */
	labelledBy: string;
	texts: ComboboxTexts;
	/** True: the list is loaded once and searched here. False: each search is asked for, `next` continues it. */
	searchesHere: boolean;
	/** Whether the list belongs to the input at the moment. */
	isActive(): boolean;
	load(query: { search: string; next?: string; fresh: boolean }): Promise<Page>;
	choose(choice: Choice): void;
	/** The value that is chosen at the moment, where the list begins. */
	chosen?(): string;
	/** The person left without a choice. */
	leave(): void;
	/** The parts of a name: what comes before and after the one that stands out. */
	parts(name: string): [before: string, main: string, after: string];
	/** Shown below the list, such as a switch. */
	extra?: HTMLElement;
}

/** A pause in typing after which a search is sent. */
const PAUSE = 250;

/**
 * Makes a searchable list of an input, as the pattern "editable combobox with list autocomplete" of the ARIA Authoring
 * Practices asks: focus stays in the input, arrow keys walk the list, Enter chooses, Escape closes the list only.
 */
export class Combobox {
	private readonly popup = document.createElement('div');
	private readonly list = document.createElement('ul');
	private readonly state = document.createElement('div');
	private choices: Choice[] = [];
	private shown: Choice[] = [];
	private next: string | undefined;
	private notice: string | undefined;
	private active = -1;
	/** Answers to older questions are dropped. */
	private question = 0;
	private isLoaded = false;
	private isLoading = false;
	private search = '';
	private pause: number | undefined;

	constructor(
		private readonly input: HTMLInputElement,
		private readonly options: ComboboxOptions,
	) {
		this.buildPopup();
		const { id, labelledBy } = options;
		setAttributes(input, { 'aria-autocomplete': 'list', 'aria-labelledby': labelledBy, autocomplete: 'off' });
		this.list.id = `${id}-list`;
		this.update();
		input.addEventListener('input', () => this.onType());
		input.addEventListener('click', () => this.open());
		input.addEventListener('keydown', (event) => this.onKey(event));
		for (const element of [input, this.popup]) element.addEventListener('focusout', (event) => this.onFocusOut(event));
	}

	/** Tells assistive technology whether the input is a list at the moment; call it when that changes. */
	update(): void {
		const isActive = this.options.isActive();
		if (isActive)
			setAttributes(this.input, { role: 'combobox', 'aria-expanded': 'false', 'aria-controls': this.list.id });
		else
			for (const name of ['role', 'aria-expanded', 'aria-controls', 'aria-activedescendant'])
				this.input.removeAttribute(name);
		if (!isActive) this.close();
	}

	/** What was loaded holds no longer. */
	forget(): void {
		this.question += 1;
		this.isLoaded = false;
		this.isLoading = false;
		this.choices = [];
		if (this.isOpen) void this.reload('', false);
	}

	private get isOpen(): boolean {
		return !this.popup.hidden;
	}

	private buildPopup(): void {
		const { popup, list, state, options } = this;
		popup.className = 'outlook-draft-popup';
		popup.hidden = true;
		// Arrow keys scroll it: the browser would make it a stop of the Tab key.
		setAttributes(list, { role: 'listbox', 'aria-labelledby': options.labelledBy, tabindex: '-1' });
		setAttributes(state, { role: 'status', class: 'outlook-draft-popup-state' });
		const refresh = document.createElement('button');
		setAttributes(refresh, {
			type: 'button',
			class: 'red-ui-button red-ui-button-small',
			title: options.texts.refresh,
			'aria-label': options.texts.refresh,
		});
		refresh.append(icon('fa-refresh'));
		refresh.addEventListener('click', () => void this.reload(this.search, true));
		const foot = document.createElement('div');
		foot.className = 'outlook-draft-popup-foot';
		// What is asked for with every search needs no asking again.
		foot.append(state, ...(options.extra ? [options.extra] : []), ...(options.searchesHere ? [refresh] : []));
		popup.append(list, foot);
		options.row.append(popup);
		// The input keeps the focus while someone clicks into the list.
		list.addEventListener('mousedown', (event) => event.preventDefault());
		list.addEventListener('click', (event) => {
			const index = [...list.children].indexOf((event.target as Element).closest('li')!);
			if (index >= 0) this.choose(index);
		});
		list.addEventListener('scroll', () => {
			if (list.scrollTop + list.clientHeight > list.scrollHeight - 60) void this.more();
		});
		popup.addEventListener('keydown', (event) => {
			if (event.key !== 'Escape') return;
			stop(event);
			this.input.focus();
			this.close();
		});
	}

	private open(): void {
		if (this.isOpen || !this.options.isActive()) return;
		this.unfold();
		if (this.options.chosen) this.input.select();
		void this.reload('', false);
	}

	private unfold(): void {
		this.place();
		this.popup.hidden = false;
		this.input.setAttribute('aria-expanded', 'true');
	}

	/** Below the input, above it where there is more room. */
	private place(): void {
		const { row } = this.options;
		const from = row.getBoundingClientRect();
		const box = (this.input.closest('.red-ui-typedInput-container') ?? this.input).getBoundingClientRect();
		const scroller = scrollerOf(row).getBoundingClientRect();
		const below = Math.min(scroller.bottom, window.innerHeight) - box.bottom;
		const above = box.top - Math.max(scroller.top, 0);
		const isAbove = below < 220 && above > below;
		this.list.style.maxHeight = `${Math.max(110, Math.min(260, (isAbove ? above : below) - 64))}px`;
		Object.assign(this.popup.style, {
			left: `${box.left - from.left}px`,
			width: `${box.width}px`,
			top: isAbove ? 'auto' : `${box.bottom - from.top + 2}px`,
			bottom: isAbove ? `${from.bottom - box.top + 2}px` : 'auto',
		});
	}

	private close(): void {
		if (!this.isOpen) return;
		this.popup.hidden = true;
		this.question += 1;
		this.isLoading = false;
		this.setActive(-1);
		this.input.setAttribute('aria-expanded', 'false');
	}

	private onType(): void {
		if (!this.options.isActive()) return;
		const search = this.input.value;
		if (!this.isOpen) this.unfold();
		if (this.options.searchesHere) {
			void this.reload(search, false);
			return;
		}
		window.clearTimeout(this.pause);
		this.pause = window.setTimeout(() => void this.reload(search, false), PAUSE);
	}

	private onKey(event: KeyboardEvent): void {
		if (!this.options.isActive()) return;
		const { key } = event;
		if (key === 'ArrowDown' || key === 'ArrowUp') {
			stop(event);
			if (!this.isOpen) this.open();
			else this.move(key === 'ArrowDown' ? 1 : -1);
		} else if (key === 'Enter' && this.isOpen && !event.ctrlKey && !event.metaKey) {
			stop(event);
			if (this.active >= 0) this.choose(this.active);
			else if (this.options.searchesHere && this.shown.length === 1) this.choose(0);
			else this.close();
		} else if (key === 'Escape' && this.isOpen) {
			stop(event);
			this.close();
			this.options.leave();
		}
	}

	private onFocusOut(event: FocusEvent): void {
		const to = event.relatedTarget as Node | null;
		if (to && (this.popup.contains(to) || to === this.input)) return;
		// A click into the popup's own empty places moves the focus nowhere.
		if (!to && this.popup.matches(':hover')) return;
		const wasOpen = this.isOpen;
		window.clearTimeout(this.pause);
		this.close();
		if (wasOpen) this.options.leave();
	}

	private async reload(search: string, fresh: boolean): Promise<void> {
		this.search = search;
		// While the list is loading, only the words to search it for have changed.
		if (this.options.searchesHere && (this.isLoaded || this.isLoading) && !fresh) {
			this.show();
			return;
		}
		this.choices = [];
		this.next = undefined;
		this.notice = undefined;
		await this.ask({ search: this.options.searchesHere ? '' : search, fresh });
	}

	private async more(): Promise<void> {
		if (this.next !== undefined && !this.isLoading)
			await this.ask({ search: this.search, next: this.next, fresh: false });
	}

	private async ask(query: { search: string; next?: string; fresh: boolean }): Promise<void> {
		const question = ++this.question;
		this.isLoading = true;
		if (query.next === undefined) this.draw([]);
		this.say(this.options.texts.loading);
		const answer = await this.options.load(query).then(
			(page) => page,
			(reason: unknown) => String((reason as Error).message),
		);
		if (question !== this.question) return;
		this.isLoading = false;
		this.isLoaded = typeof answer !== 'string';
		if (typeof answer === 'string') {
			this.say(answer, true);
			return;
		}
		this.choices = [...this.choices, ...answer.results];
		this.next = answer.next;
		this.notice = answer.notice;
		this.show();
	}

	private show(): void {
		const { texts, searchesHere } = this.options;
		const matches = matcher(searchesHere ? this.search : '');
		if (this.isLoading) return;
		this.draw(this.choices.filter(({ name }) => matches(name)));
		const all = this.shown.length === 0 ? texts.none : this.shown.length === 1 ? texts.foundOne : texts.found;
		const count = (this.next === undefined ? all : texts.foundFirst).replace('{count}', String(this.shown.length));
		this.say(this.notice === undefined ? count : `${count} ${this.notice}`);
	}

	private draw(choices: Choice[]): void {
		const kept = this.shown[this.active]?.value;
		this.shown = choices;
		this.list.replaceChildren(
			...choices.map(({ name }, index) => {
				const line = document.createElement('li');
				setAttributes(line, { role: 'option', id: `${this.list.id}-${index}`, 'aria-selected': 'false', title: name });
				const [before, main, after] = this.options.parts(name);
				line.append(dimmed(before), main, dimmed(after));
				return line;
			}),
		);
		this.list.hidden = choices.length === 0;
		const start = kept ?? (this.search === '' ? this.options.chosen?.() : undefined);
		this.setActive(choices.findIndex(({ value }) => value === start));
	}

	private move(step: number): void {
		if (this.shown.length === 0) return;
		const last = this.shown.length - 1;
		const to = this.active < 0 ? (step > 0 ? 0 : last) : this.active + step;
		this.setActive(to > last ? (this.next === undefined ? 0 : last) : to < 0 ? last : to);
		if (to > last - 3) void this.more();
	}

	private setActive(index: number): void {
		const lines = this.list.children;
		lines[this.active]?.setAttribute('aria-selected', 'false');
		this.active = index;
		const line = lines[index];
		if (!line) {
			this.input.removeAttribute('aria-activedescendant');
			return;
		}
		line.setAttribute('aria-selected', 'true');
		line.scrollIntoView({ block: 'nearest' });
		this.input.setAttribute('aria-activedescendant', line.id);
	}

	private choose(index: number): void {
		const choice = this.shown[index];
		if (!choice) return;
		window.clearTimeout(this.pause);
		this.close();
		this.options.choose(choice);
		this.input.focus();
	}

	private say(text: string, isError = false): void {
		this.state.textContent = text;
		this.state.classList.toggle('outlook-draft-wrong', isError);
	}
}

/** What cuts off whatever hangs out of it. */
function scrollerOf(element: Element): Element {
	let current = element.parentElement;
	while (current && !/auto|scroll/.test(getComputedStyle(current).overflowY)) current = current.parentElement;
	return current ?? document.documentElement;
}

function dimmed(text: string): HTMLElement {
	const element = document.createElement('span');
	element.className = 'outlook-draft-popup-dim';
	element.textContent = text;
	return element;
}

export function setAttributes(element: Element, attributes: Record<string, string>): void {
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

export function icon(name: string): HTMLElement {
	const element = document.createElement('i');
	element.className = `fa ${name}`;
	element.setAttribute('aria-hidden', 'true');
	return element;
}

/** Neither the dialog (Escape cancels it) nor the typed input may see it. */
function stop(event: Event): void {
	event.preventDefault();
	event.stopPropagation();
}
