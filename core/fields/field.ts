export interface Resource {
	value: string;
	label: string;
	/** The one host that offers it; Node-RED's account has a button in its dialog. */
	only?: 'n8n';
	operations: Operation[];
}

export interface Operation {
	value: string;
	label: string;
	/** n8n's action text. */
	action: string;
	description: string;
	fields: Field[];
}

export type FieldKind =
	| 'mailbox'
	| 'folder'
	| 'text'
	| 'multiline'
	| 'json'
	| 'dateTime'
	| 'select'
	| 'boolean'
	| 'number'
	| 'pairs'
	| 'attachments'
	| 'binary'
	| 'draft'
	| 'message';

export interface Field {
	name: string;
	label: string;
	kind: FieldKind;
	/** Always visible, or in one of n8n's collections. */
	place: 'main' | 'additionalFields' | 'options';
	default: string | number | boolean;
	description: string;
	placeholder?: string;
	choices?: Choice[];
	/** Of kind `pairs`: what a row consists of. */
	pair?: Pair;
	/** Shown only when one of these conditions holds. */
	when?: Condition[];
	/** Node-RED: the message property that fills the field unless the person chooses otherwise. */
	fromMessage?: string;
	/** Stays as it is unless somebody says otherwise, also where fields in the same place usually have a value: an empty text is one. */
	unset?: true;
}

/** Holds when each named field has one of these values. */
export type Condition = Record<string, string[]>;

export interface Choice {
	value: string;
	label: string;
	description?: string;
}

/** A list of rows with two inputs each. The names are saved in workflows, as those of fields are. */
export interface Pair {
	/** n8n keeps the rows under this name. */
	group: string;
	/** What one row is called. */
	label: string;
	first: PairPart;
	second: PairPart & { kind: 'text' | 'json' };
	/** More than one row. */
	many: boolean;
}

export interface PairPart {
	name: string;
	label: string;
	placeholder: string;
}

/** Field values of one item by field name, as the host resolved them. */
export type FieldValues = Record<string, unknown>;
