import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { invalidInput, quoted, readWhole, RESOURCES, type Field, type FieldValues, type FolderValue } from '../../core';
import { readBinaryFiles } from './binary';
import { mailboxName, withoutMailbox } from './folderNames';

/**
 * Reads what the node's parameters hold for one item, by field name. What nobody added to a collection is not given, nor what
 * nobody has entered where an empty text would change something.
 * `stored` are the parameters as they are in the workflow, before any expression.
 */
export async function readFields(
	context: IExecuteFunctions,
	index: number,
	stored: INodeParameters = {},
): Promise<FieldValues> {
	const isAdded = ({ place, name, unset }: Field): boolean =>
		place === 'main' ? !(unset && stored[name] === '') : Object.hasOwn(collection(place), name);
	// The whole of a collection may be an expression.
	const collection = (place: string): object => {
		const collected = stored[place];
		const value =
			typeof collected === 'object' ? collected : attempt(place, () => context.getNodeParameter(place, index, {}));
		return typeof value === 'object' && value !== null ? value : {};
	};
	const [resource, operation] = readOperationName(context, index).split(':');
	const values: FieldValues = {};
	for (const field of fieldsOf(resource!, operation!)) {
		if (!isAdded(field)) continue;
		const value = attempt(field.label, () => readField(context, index, field, stored[field.name]));
		values[field.name] = isShown(field, values) ? await readContent(context, index, field, value) : undefined;
	}
	return values;
}

/** What `read` returns. n8n's exceptions become refusals that name the field: those of expressions, and of what is too deep for it. */
function attempt<T>(label: string, read: () => T): T {
	const outcome = tried(read);
	if ('value' in outcome) return outcome.value;
	const { thrown } = outcome;
	if (thrown instanceof RangeError)
		throw invalidInput(
			`${label}: its value contains itself, or is nested too deeply.`,
			'Enter a text, or an expression that gives one.',
		);
	const said = (thrown as { message?: unknown } | null)?.message;
	throw invalidInput(`${label}: its expression could not be evaluated.`, `n8n says: ${quoted(said)}.`);
}

function tried<T>(read: () => T): { value: T } | { thrown: unknown } {
	try {
		return { value: read() };
	} catch (thrown) {
		return { thrown };
	}
}

/** Whether the person sees the field, given the values of the fields before it. Only the contents of a file are worth asking. */
function isShown({ kind, when }: Field, values: FieldValues): boolean {
	if (kind !== 'binary' || !when) return true;
	return Object.entries(when).every(([name, choices]) => choices.includes(asWord(values[name])));
}

const asWord = (value: unknown) =>
	typeof value === 'string' || typeof value === 'boolean' ? String(value).toLowerCase() : '';

/** Names of binary fields become what the fields hold. */
async function readContent(
	context: IExecuteFunctions,
	index: number,
	{ kind, label }: Field,
	value: unknown,
): Promise<unknown> {
	if (kind === 'attachments') return await readBinaryFiles(context, index, value);
	if (kind !== 'binary') return value;
	const [file] = await readBinaryFiles(context, index, value, label);
	return file && (await readWhole(file));
}

/** `draft:create` and the like. */
export function readOperationName(context: IExecuteFunctions, index: number): string {
	const read = (name: string) => {
		const value = attempt(name, () => context.getNodeParameter(name, index));
		return typeof value === 'string' ? value : quoted(value);
	};
	return `${read('resource')}:${read('operation')}`;
}

function fieldsOf(resource: string, operation: string): Field[] {
	return (
		RESOURCES.find(({ value }) => value === resource)?.operations.find(({ value }) => value === operation)?.fields ?? []
	);
}

/** Hidden parameters come out as the fallback. */
function readField(context: IExecuteFunctions, index: number, field: Field, stored: unknown): unknown {
	const name = field.place === 'main' ? field.name : `${field.place}.${field.name}`;
	switch (field.kind) {
		case 'folder':
			return asFolder(
				context.getNodeParameter(name, index, ''),
				stored,
				context.getNodeParameter('mailbox', index, ''),
			);
		case 'mailbox':
		case 'draft':
		case 'message':
			return context.getNodeParameter(name, index, '', { extractValue: true });
		case 'template':
			return asTemplate(context.getNodeParameter(name, index, ''));
		case 'pairs':
			return (context.getNodeParameter(name, index, {}) as IDataObject | undefined)?.[field.pair!.group];
		default:
			return context.getNodeParameter(name, index, '');
	}
}

interface Locator {
	__rl?: unknown;
	mode?: FolderValue['mode'];
	value?: unknown;
	/** What the list showed when it was chosen. */
	cachedResultName?: unknown;
}

/** How the template is given, and the value. */
function asTemplate(parameter: unknown): unknown {
	const { __rl, mode, value } = (parameter ?? {}) as Locator;
	return __rl === true ? { mode, value } : parameter;
}

/**
 * The resource locator without what n8n keeps for its editor. An expression may be given instead of all of it, or of its value, which
 * then has nothing to do with what was chosen before. `stored`: as it is in the workflow; `inMailbox`: the locator of the mailbox.
 */
export function asFolder(parameter: unknown, stored: unknown, inMailbox: unknown): FolderValue | unknown {
	const { __rl, mode, value, cachedResultName } = (parameter ?? {}) as Locator;
	if (__rl !== true || !mode) return parameter;
	const isChosen = mode === 'list' && (stored as Locator | undefined)?.value === value;
	if (!isChosen || typeof cachedResultName !== 'string') return { mode, value };
	const { name, mailbox } = withoutMailbox(cachedResultName, String(value));
	const now = mailboxName(inMailbox);
	return { mode, value, name, ...(mailbox === undefined || mailbox === now ? {} : { chosenIn: mailbox }) };
}
