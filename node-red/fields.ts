import { RESOURCES, WATCH, type Choice, type Field } from '../core/fields';
import { inNodeRed } from './words';

/** Type of a typed input that a field has before anybody chose another one, and its value. */
export interface TypedDefault {
	type: string;
	value: string;
}

/** A folder, draft or message that was chosen in the dialog: its id, or well-known name. */
export const LIST = 'list';

/** Kinds of fields whose value can be chosen from a list in the dialog, which then also keeps its name. */
export const isChosen = ({ kind }: Pick<Field, 'kind'>): boolean =>
	['folder', 'draft', 'message', 'template'].includes(kind);

/** Kinds of typed input that are offered besides the field's own. */
export const SOURCES = ['msg', 'flow', 'global', 'env', 'jsonata'];
/** Our own kind for a switch that nobody has set: the message then says nothing about it. */
export const UNSET = 'unset';

/** They name n8n's binary fields. */
const ONLY_IN_N8N = new Set(['binaryPrefix', 'mimeField']);

/** `draft:create` and the like, for the node's one operation list. */
export const OPERATIONS = RESOURCES.filter(({ only }) => only === undefined).flatMap((resource) =>
	resource.operations.map((operation) => ({
		value: `${resource.value}:${operation.value}`,
		label: operation.label,
		fields: operation.fields.filter(({ name }) => !ONLY_IN_N8N.has(name)).map(inOurWords),
	})),
);

function inOurWords(field: Field): Field {
	const words = <T extends Field | Choice>(said: T): T =>
		said.description === undefined ? said : { ...said, description: inNodeRed(said.description) };
	return { ...words(field), ...(field.choices ? { choices: field.choices.map(words) } : {}) };
}

/** The fields of outlook-watch. */
export const WATCH_FIELDS: Field[] = WATCH.map(inOurWords);

/**
 * All fields of all operations, each name once, as the first operation that has it describes it, with the choices of all of
 * them. In the order of the operations: a field stands behind the one that precedes it in its own.
 */
export const ALL_FIELDS: Field[] = inOrder().map((field) =>
	field.choices ? { ...field, choices: choicesOf(field.name) } : field,
);

function inOrder(): Field[] {
	const all: Field[] = [];
	for (const { fields } of OPERATIONS) {
		let at = -1;
		for (const field of fields) {
			const there = all.findIndex(({ name }) => name === field.name);
			if (there < 0) all.splice(at + 1, 0, field);
			at = there < 0 ? at + 1 : there;
		}
	}
	return all;
}

function choicesOf(name: string): Choice[] {
	const all = OPERATIONS.flatMap(({ fields }) => fields.find((field) => field.name === name)?.choices ?? []);
	return all.filter(({ value }, index) => all.findIndex((other) => other.value === value) === index);
}

/** What is said of a field and its choices; `about`: of the choices that need it. */
export interface Words {
	label: string;
	description: string;
	choice: Record<string, string>;
	about: Record<string, string>;
}

export const wordsOf = ({
	label,
	description,
	choices = [],
}: Pick<Field, 'label' | 'description' | 'choices'>): Words => ({
	label,
	description,
	choice: Object.fromEntries(choices.map((choice) => [choice.value, choice.label])),
	about: Object.fromEntries(
		choices.flatMap(({ value, description: about }) => (about === undefined ? [] : [[value, about]])),
	),
});

/** What an operation says of a field in other words than the first one that has it. */
export function otherWords(operation: (typeof OPERATIONS)[number]): Record<string, Words> {
	const differs = (field: Field): boolean => {
		const first = wordsOf(ALL_FIELDS.find(({ name }) => name === field.name)!);
		const own = wordsOf(field);
		return (
			own.label !== first.label ||
			own.description !== first.description ||
			Object.entries(own.choice).some(([value, label]) => first.choice[value] !== label) ||
			Object.entries(own.about).some(([value, about]) => first.about[value] !== about)
		);
	};
	return Object.fromEntries(operation.fields.filter(differs).map((field) => [field.name, wordsOf(field)]));
}

/** An operation's name in a catalogue, where a colon has a meaning of its own. */
export const operationKey = (operation: string): string => operation.replace(':', '-');

/** Where in the catalogue a field's words for an operation are: those that several operations share are there once. */
export function wordsKey(operation: (typeof OPERATIONS)[number], { name }: Field): string {
	const own = OTHER_WORDS.get(operation.value)?.[name];
	if (own === undefined) return `field.${name}`;
	const text = JSON.stringify(own);
	const [first] = [...OTHER_WORDS].find(([, words]) => JSON.stringify(words[name]) === text)!;
	return `words.${operationKey(first)}.${name}`;
}

const OTHER_WORDS = new Map(OPERATIONS.map((operation) => [operation.value, otherWords(operation)]));

/** Where the dialog shows a field. */
export type Section = Field['place'] | NonNullable<Field['group']>;

/** In the order of the dialog; all but the first are folded. */
export const SECTIONS: Section[] = ['main', 'additionalFields', 'marks', 'tracking', 'programs', 'options'];

export const sectionOf = ({ place, group }: Field): Section => group ?? place;

/** Selects and header lists are chosen in the dialog; everything else is a typed input. */
export function isTyped(field: Field): boolean {
	return field.kind !== 'select' && field.kind !== 'pairs';
}

/**
 * The property that holds the kind of a field's typed input: `toType`. `bodyType` is a field of its own, so the body's
 * is `bodyValueType`.
 */
export function typeProperty(field: Field): string {
	const name = `${field.name}Type`;
	return ALL_FIELDS.some((other) => other.name === name) ? `${field.name}ValueType` : name;
}

/** The typed input's kinds, the field's own first. */
export function inputTypes(field: Field): string[] {
	if (isChosen(field)) return [LIST, 'str', ...SOURCES];
	// Files cannot be typed.
	if (field.kind === 'attachments' || field.kind === 'binary')
		return [...(field.unset ? [UNSET] : []), 'msg', 'flow', 'global', 'jsonata'];
	const own = {
		number: ['num'],
		boolean: [...(mayStayUnset(field) ? [UNSET] : []), 'bool'],
		json: ['json'],
		dateTime: ['str', 'date'],
	}[field.kind as string] ?? ['str'];
	return [...(field.unset && field.kind !== 'boolean' ? [UNSET] : []), ...own, ...SOURCES];
}

/** What n8n keeps in a collection and nobody added is not given. */
const mayStayUnset = (field: Field) => field.place === 'additionalFields';

export function typedDefault(field: Field): TypedDefault {
	if (field.unset || (field.kind === 'boolean' && mayStayUnset(field))) return { type: UNSET, value: '' };
	return field.fromMessage
		? { type: 'msg', value: field.fromMessage }
		: { type: inputTypes(field)[0]!, value: String(field.default) };
}

/** A select outside the main part may stay unset, as an n8n collection leaves out what nobody added. */
export function selectDefault(field: Field): string {
	return mayStayUnset(field) ? '' : String(field.default);
}
