/** The parts of Node-RED's editor and of its jQuery widgets that the dialogs use. */
interface WidgetElement {
	length: number;
	val(): string;
	val(value: string): WidgetElement;
	text(): string;
	text(text: string): WidgetElement;
	empty(): WidgetElement;
	trigger(event: string): WidgetElement;
	prop(name: 'checked'): boolean;
	prop(name: 'checked', value: boolean): WidgetElement;
	addClass(name: string): WidgetElement;
	toggle(shown: boolean): WidgetElement;
	toggleClass(name: string, on: boolean): WidgetElement;
	attr(name: string): string | undefined;
	attr(name: string, value: string): WidgetElement;
	css(properties: Record<string, string>): WidgetElement;
	appendTo(parent: unknown): WidgetElement;
	find(selector: string): WidgetElement;
	on(events: string, listener: () => void): WidgetElement;
	each(visit: (index: number, element: Element) => void): WidgetElement;
	typedInput(options: { default?: string; types: string[]; typeField?: WidgetElement }): WidgetElement;
	typedInput(method: 'value' | 'type'): string;
	typedInput(method: 'value' | 'type', value: string): WidgetElement;
	editableList(options: {
		addItem(row: WidgetElement, index: number, data: HeaderRow): void;
		removable: boolean;
		sortable: boolean;
		height: string;
		addButton: string;
	}): WidgetElement;
	editableList(method: 'addItem', data: HeaderRow): WidgetElement;
	editableList(method: 'items'): WidgetElement;
}

interface HeaderRow {
	name?: string;
	value?: string;
	valueType?: string;
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
