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
	/** Beside the name of the resource, which n8n shows above it. */
	shortLabel: string;
	/** n8n's action text. */
	action: string;
	description: string;
	/** What n8n calls the collection of further fields; "Additional Fields" if not given. */
	collectionLabel?: string;
	/** In the order in which both hosts show them. */
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
	/** Several of fixed choices; the default names them with `;` between them. */
	| 'choices'
	| 'boolean'
	| 'number'
	| 'pairs'
	| 'attachments'
	| 'binary'
	| 'draft'
	| 'message'
	| 'template';

export interface Field {
	name: string;
	label: string;
	kind: FieldKind;
	/** Always visible, or in one of n8n's collections. */
	place: 'main' | 'additionalFields' | 'options';
	/** Node-RED folds the further fields in groups: follow-up and the like, receipts, what only programs need. */
	group?: 'marks' | 'tracking' | 'programs';
	default: string | number | boolean;
	/** Another default where an AI agent uses the step as a tool, in n8n. */
	defaultAsTool?: string;
	description: string;
	placeholder?: string;
	choices?: Choice[];
	/** Of kind `pairs`: what a row consists of. */
	pair?: Pair;
	/** Shown only when this condition holds. */
	when?: Condition;
	/** Node-RED: the message property that fills the field unless the person chooses otherwise. */
	fromMessage?: string;
	/** Changes nothing until someone enters something, although fields in the same place usually have a value. */
	unset?: true;
}

/** Holds when each named field has one of these values. */
export type Condition = Record<string, string[]>;

export interface Choice {
	value: string;
	label: string;
	/** How n8n's list of what a node can do names it. That list shows the choices of the field *Event*. */
	action?: string;
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
