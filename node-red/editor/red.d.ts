/** The parts of Node-RED's editor and of its jQuery widgets that the dialogs use. */
interface WidgetElement {
	[index: number]: HTMLElement | undefined;
	length: number;
	val(): string;
	val(value: string): WidgetElement;
	text(): string;
	text(text: string): WidgetElement;
	empty(): WidgetElement;
	trigger(event: string): WidgetElement;
	prop(name: 'checked'): boolean;
	prop(name: 'checked' | 'disabled', value: boolean): WidgetElement;
	addClass(name: string): WidgetElement;
	toggle(shown: boolean): WidgetElement;
	toggleClass(name: string, on: boolean): WidgetElement;
	attr(name: string): string | undefined;
	attr(name: string, value: string): WidgetElement;
	css(properties: Record<string, string>): WidgetElement;
	appendTo(parent: unknown): WidgetElement;
	find(selector: string): WidgetElement;
	on(events: string, listener: () => void): WidgetElement;
	trigger(event: string): WidgetElement;
	each(visit: (index: number, element: Element) => void): WidgetElement;
	typedInput(options: { default?: string; types: Array<string | InputType>; typeField?: WidgetElement }): WidgetElement;
	typedInput(method: 'types', types: Array<string | InputType>): WidgetElement;
	typedInput(method: 'value' | 'type'): string;
	typedInput(method: 'value' | 'type', value: string): WidgetElement;
	editableList(options: {
		addItem(row: WidgetElement, index: number, data: PairRow): void;
		removeItem?(): void;
		removable: boolean;
		sortable: boolean;
		height: string;
		addButton: string;
	}): WidgetElement;
	editableList(method: 'addItem', data: PairRow): WidgetElement;
	editableList(method: 'items'): WidgetElement;
}

/** The two inputs of a row by name, and the kind of the second one's typed input: `{name, value, valueType}`. */
type PairRow = Record<string, string | undefined>;

/** A kind of typed input of our own. `valueLabel` draws the value in place of the ordinary input. */
interface InputType {
	value: string;
	label: string;
	icon?: string;
	hasValue?: boolean;
	valueLabel?(container: WidgetElement, value: string): void;
	/** What the button behind the value does; `this` is the typed input. */
	expand?(this: { value(): string; value(text: string): void }): void;
}

/** A node as the editor holds it while its dialog is open. */
interface EditorNode {
	_(key: string): string;
	id: string;
	type: string;
	name?: string;
	[property: string]: unknown;
}

interface AjaxRequest {
	url: string;
	type: 'POST';
	contentType: string;
	data: string;
	success(body: unknown): void;
	error(answer: { status: number; responseJSON?: unknown }): void;
}

declare function $(target: string | Element): WidgetElement;
declare namespace $ {
	function ajax(request: AjaxRequest): void;
}

declare const RED: {
	nodes: { node(id: string): EditorNode | null };
	editor: { editText(options: { value: string; mode: string; complete(text: string): void }): void };
};
