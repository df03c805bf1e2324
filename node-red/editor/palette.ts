// How the nodes stand in the palette, in the language of the editor.

/** A node type as the editor holds it. */
interface Definition {
	_(key: string): string;
	defaults: Record<string, { label?: string }>;
}

export function paletteLabel(this: Definition): string {
	return this._('outlook-draft.palette.draft');
}

export function watchPaletteLabel(this: Definition): string {
	return this._('outlook-draft.palette.watch');
}

/** Called when the palette shows the node. */
export function addedToPalette(this: Definition): void {
	setWords(this, 'draft');
	translateLabels(this, 'field');
}

export function watchAddedToPalette(this: Definition): void {
	setWords(this, 'watch');
	translateLabels(this, 'watch.field');
}

/** The palette searches this text and the type. */
function setWords(definition: Definition, node: 'draft' | 'watch'): void {
	const words = `${definition._(`outlook-draft.palette.${node}`)}, ${definition._(`outlook-draft.search.${node}`)}`;
	document.querySelector(`[data-palette-type="outlook-${node}"]`)?.setAttribute('data-palette-label', words);
}

/** Properties that are no fields. */
const OTHERS: Record<string, string> = { account: 'label.account', resultTo: 'label.resultTo' };

/** Node-RED puts them before its own words for what is wrong, and takes nothing but texts. */
function translateLabels(definition: Definition, path: string): void {
	for (const [name, property] of Object.entries(definition.defaults))
		if (property.label !== undefined)
			property.label = definition._(`outlook-draft.${OTHERS[name] ?? `${path}.${name}.label`}`);
}
