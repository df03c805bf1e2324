/** The parts of Node-RED's editor and of its jQuery widgets that the dialogs use. */
interface WidgetElement {
	length: number;
	val(): string;
	val(value: string): WidgetElement;
	text(text: string): WidgetElement;
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
	typedInput(options: { default?: string; types: Array<string | TypeDefinition>; typeField?: WidgetElement }): WidgetElement;
	typedInput(method: 'value' | 'type'): string;
	typedInput(method: 'value' | 'type', value: string): WidgetElement;
	editableList(options: {
		addItem(row: WidgetElement, index: number, data: PairRow): void;
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

/** A kind of typed input of our own. */
interface TypeDefinition {
	value: string;
	label: string;
	hasValue: boolean;
}

/** A node as the editor holds it while its dialog is open. */
interface EditorNode {
	_(key: string): string;
	type: string;
	name?: string;
	[property: string]: unknown;
}

declare function $(target: string | Element): WidgetElement;
