import { invalidInput, performOperation } from '../core';
import type { Field } from '../core/fields';
import { ALL_FIELDS, isTyped, LIST, OPERATIONS, typedDefault, typeProperty, UNSET } from './fields';
import type { OpenAccount } from './dialogAccount';
import { isMeant, isOverruled, readFields } from './input';
import type { TestDraftWords } from './testDraftTexts';
import type { NodeApi, NodeConfig, RuntimeNode } from './types';

/** What became of a test draft. */
export interface TestDraft {
	link: string;
	/** Labels of the fields that are filled by a message, with where from: `To (msg.to)`. */
	left: string[];
	warnings: string[];
}

const OPERATION = 'draft:create';
const FIELDS = OPERATIONS.find(({ value }) => value === OPERATION)!.fields;
/** A person waits in front of the dialog. */
const TIMEOUT = '60';
/** Kinds of value that stand in the dialog as they are; others are known only when a message arrives. */
const FIXED = new Set(['str', 'num', 'bool', 'json', 'date', LIST, UNSET]);

/**
 * Makes one draft with the settings of a node as they stand in its dialog. What is filled by a message is left empty, subject and body
 * get a text that says so. Nothing is sent. Throws DraftError.
 */
export async function makeTestDraft(
	red: NodeApi,
	{ account, host }: OpenAccount,
	settings: Record<string, unknown>,
	words: TestDraftWords,
): Promise<TestDraft> {
	const { config, left } = testSettings(settings, words);
	// The fixed kinds of value ask nothing of a node.
	const fields = await readFields(red, {} as RuntimeNode, config, {});
	if (fields.mailbox === '' && account.signIn === 'delegated') fields.mailbox = 'me';
	const { output, warnings } = await performOperation(host, account, OPERATION, fields, {
		stop: new AbortController().signal,
		scope: `test ${config.id}`,
		memory: {},
	});
	return { link: String(output.openLink ?? output.webLink ?? ''), left, warnings };
}

/** The settings with samples in place of what a message would bring. */
function testSettings(
	settings: Record<string, unknown>,
	words: TestDraftWords,
): { config: NodeConfig; left: string[] } {
	const config: NodeConfig = {
		...settings,
		id: String(settings.id ?? ''),
		type: 'outlook-draft',
		operation: OPERATION,
		// No key is used up, and the button makes a draft, also while the flow only shows what it would do.
		duplicates: 'off',
		...fixed('dryRun', 'false', 'bool'),
		...fixed('simplify', 'true', 'bool'),
		...fixed('timeout', TIMEOUT, 'num'),
	};
	// The placeholders of a template stay, for a person to see where they are.
	config.missingValues = 'keep';
	const open = FIELDS.filter((field) => isTyped(field) && !isFixed(config, field));
	if (open.some(({ kind }) => kind === 'mailbox'))
		throw invalidInput(
			'The mailbox is known only when a message arrives.',
			'Choose a mailbox for the test; the flow can go back to the other kind of value afterwards.',
		);
	for (const { name } of open) Object.assign(config, fixed(name, '', UNSET));
	for (const { name, pair } of FIELDS)
		if (pair && Array.isArray(config[name]))
			config[name] = (config[name] as Array<Record<string, unknown>>).filter((row) =>
				isFixedValue(row?.[pair.second.name], row?.[`${pair.second.name}Type`]),
			);
	// A complete message that the flow brings does not exist yet; the sample is put together from fields.
	if (open.some((field) => isWhole(field, config))) config.messageSource = 'fields';
	const names = FIELDS.filter((field) => open.includes(field) && isMeant(config, field) && !isOverruled(config, field));
	const left = names.map((field) => `${words.labels[field.name] ?? field.label} (${sourceOf(settings, field)})`);
	fill(config, names, left, words);
	return { config, left };
}

/** What is read and has nothing to show would look like a mistake. */
function fill(config: NodeConfig, open: Field[], left: string[], words: TestDraftWords): void {
	const isOpen = (name: string) => open.some((field) => field.name === name);
	if (isOpen('folder')) Object.assign(config, fixed('folder', 'drafts', LIST));
	if (isOpen('subject')) Object.assign(config, fixed('subject', words.subject, 'str'));
	const filled = left.length > 0 ? `\n\n${words.filled.replace('{fields}', () => left.join(', '))}` : '';
	if (isOpen('body')) Object.assign(config, { bodyType: 'textAsHtml' }, fixed('body', `${words.body}${filled}`, 'str'));
}

const fixed = (name: string, value: string, type: string) => {
	const field = ALL_FIELDS.find((one) => one.name === name)!;
	return { [name]: value, [typeProperty(field)]: type };
};

function isFixed(config: NodeConfig, field: Field): boolean {
	const value = config[field.name];
	return isFixedValue(value, value === undefined ? typedDefault(field).type : config[typeProperty(field)]);
}

/** An environment variable is known only where the flow runs. */
const isFixedValue = (value: unknown, type: unknown) =>
	FIXED.has(String(type)) && !(typeof value === 'string' && /^\$\{\S+\}$/.test(value.trim()));

/** The field that holds a complete message, where it comes from there. */
const isWhole = (field: Field, config: NodeConfig): boolean =>
	['binaryPropertyName', 'mimeText', 'mimeBase64', 'messageJson', 'templateId'].includes(field.name) &&
	isMeant(config, field);

function sourceOf(settings: Record<string, unknown>, field: Field): string {
	const preset = typedDefault(field);
	const value = settings[field.name];
	if (value === undefined) return `${preset.type}.${preset.value}`;
	const type = String(settings[typeProperty(field)]);
	return type === 'jsonata' ? 'JSONata' : type === 'str' ? String(value) : `${type}.${String(value)}`;
}
