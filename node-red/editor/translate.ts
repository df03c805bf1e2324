/** A text of the dialog in the language of the editor, by its name below `outlook-draft.`. */
export type Translate = (key: string) => string;

/** A catalogue of texts as Node-RED reads it: `locales/de/outlook-draft.json`. */
export interface Catalogue {
	[name: string]: string | Catalogue;
}
