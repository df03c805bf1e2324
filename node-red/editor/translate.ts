/** A text of the dialog in the language of the editor, by its name below `outlook-draft.`. */
export type Translate = (key: string) => string;
