import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import type { Account } from '../account';
import type { AttachedFile } from '../attachments/file';
import { quoted } from '../errors';
import { MISSING_VALUES } from '../fields/choices';
import { invalidField, labelOf, read } from '../fields/read';
import type { FieldValues } from '../fields';
import { isRecord, parseJson } from '../fields/values';
import type { Graph } from '../graph/client';
import { isSameProperty } from '../message/extendedProperties';
import { onOneLine } from '../message/message';
import { readRecipients } from '../message/recipients';
import { SENSITIVITY_ID } from '../message/sensitivity';
import { placeOfTemplate } from './chooseTemplate';
import { compileHtml, compileText } from './compile';
import { knownLocale } from './dateFormat';
import { Filler } from './fill';
import { Gaps } from './gaps';
import { NamedValues } from './names';
import { languageOf, languageOfMailbox, showsWords } from './language';
import type { Compiled } from './parts';
import { readTemplate, type TemplateDraft } from './readTemplate';

/** What a template gives to the message of one item, with the placeholders filled in. */
export interface Merged {
	message: Message;
	files: AttachedFile[];
	warnings: string[];
}

/** An item for which a draft is made. */
interface Merging {
	graph: Graph;
	account: Account;
	mailbox: string;
	fields: FieldValues;
	item: { run?: object };
}

/** What of the template is wanted: all of it, or its text and files, for a reply or forward. */
type Wanted = 'message' | 'body';

/**
 * Reads the template that is chosen, once for all items of a run, and fills it in with the values of this one. What `over` has is
 * not taken from the template, and its placeholders there need no values. Throws DraftError before anything is made.
 */
export async function mergeTemplate(
	{ graph, account, mailbox, fields, item }: Merging,
	over: Message,
	wanted: Wanted,
): Promise<Merged> {
	const values = readValues(fields);
	const missing = read.choice(fields, 'missingValues', MISSING_VALUES) ?? 'refuse';
	const given = readLocale(fields);
	const place = await placeOfTemplate(graph, account, mailbox, fields, item.run);
	const draft = await readTemplate(graph, account, place, item.run);
	const template = compiledOf(draft);
	const asked = given === undefined && template.needsLocale;
	const own = asked ? await languageOfMailbox(graph, account, mailbox, item.run) : undefined;
	const locale = given ?? template.locale ?? own ?? 'en-US';
	const gaps = new Gaps();
	const fill = new Filler(values, { missing, locale, timeZone: graph.host.timeZone ?? 'UTC' }, gaps);
	const isWhole = wanted === 'message';
	const message = {
		...(isWhole ? marksOf(draft, template, fill, over) : {}),
		...(over.body ? {} : { body: bodyOf(template, fill) }),
	};
	const people = isWhole ? peopleOf(template, fill, over) : [];
	const warnings = gaps.settle(draft.name, missing);
	return {
		message: { ...message, ...Object.fromEntries(people.map(({ list, filled }) => [list, readPeople(list, filled)])) },
		files: over.body ? draft.files.filter((file) => !isShown(draft, file)) : draft.files,
		warnings: [...draft.warnings, ...warnings],
	};
}

const LISTS = { toRecipients: 'to', ccRecipients: 'cc', bccRecipients: 'bcc', replyTo: 'replyTo' } as const;
type List = keyof typeof LISTS;

/** A template that was taken apart, once for all items. */
interface CompiledTemplate {
	subject: Compiled;
	isHtml: boolean;
	body: Compiled;
	people: Array<{ list: List; all: CompiledPerson[] }>;
	/** Of its language, where it says one. */
	locale: string | undefined;
	/** It shows names of months or days, and does not say in which language. */
	needsLocale: boolean;
}

interface CompiledPerson {
	recipient: Recipient;
	name: Compiled;
	address: Compiled;
}

const compiled = new WeakMap<Message, CompiledTemplate>();

function compiledOf({ message }: TemplateDraft): CompiledTemplate {
	const known = compiled.get(message);
	if (known) return known;
	const content = message.body?.content ?? '';
	const isHtml = message.body?.contentType?.toLowerCase() === 'html';
	const subject = compileText(message.subject ?? '');
	const body = isHtml ? compileHtml(content) : compileText(content);
	const locale = isHtml ? languageOf(content) : undefined;
	const template: CompiledTemplate = {
		subject,
		isHtml,
		body,
		people: (Object.keys(LISTS) as List[]).map((list) => ({ list, all: (message[list] ?? []).map(compiledPerson) })),
		locale,
		needsLocale: locale === undefined && [subject, body].some(showsWords),
	};
	compiled.set(message, template);
	return template;
}

/** What is no address yet, Outlook keeps as the name too, or as the name alone. */
function compiledPerson(recipient: Recipient): CompiledPerson {
	const { name, address } = recipient.emailAddress ?? {};
	const where = address || name || '';
	return { recipient, name: compileText(name === where ? '' : (name ?? '')), address: compileText(where) };
}

const isFilledIn = ({ name, address }: CompiledPerson) =>
	[name, address].some(({ parts, problems }) => problems.length > 0 || parts.some((part) => typeof part !== 'string'));

function bodyOf({ isHtml, body }: CompiledTemplate, fill: Filler): Message['body'] {
	return isHtml ? { contentType: 'html', content: fill.html(body) } : { contentType: 'text', content: fill.text(body) };
}

/** Subject and what else of a draft its author chooses. Categories and flags mark the template itself, so they stay with it. */
function marksOf({ message }: TemplateDraft, { subject }: CompiledTemplate, fill: Filler, over: Message): Message {
	const { importance, isReadReceiptRequested, isDeliveryReceiptRequested, singleValueExtendedProperties } = message;
	const sensitivity = singleValueExtendedProperties?.find(({ id }) => isSameProperty(id, SENSITIVITY_ID))?.value ?? '0';
	return {
		...(over.subject === undefined ? { subject: onOneLine(fill.text(subject)) ?? '' } : {}),
		...(importance && importance.toLowerCase() !== 'normal' ? { importance } : {}),
		...(isReadReceiptRequested ? { isReadReceiptRequested } : {}),
		...(isDeliveryReceiptRequested ? { isDeliveryReceiptRequested } : {}),
		...(sensitivity === '0' ? {} : { singleValueExtendedProperties: [{ id: SENSITIVITY_ID, value: sensitivity }] }),
	};
}

/** A recipient with its placeholders filled in. */
interface FilledPerson {
	recipient: Recipient;
	/** Undefined: it has no placeholders, or they are kept. */
	filled?: { name: string; address: string };
}

function peopleOf(
	{ people }: CompiledTemplate,
	fill: Filler,
	over: Message,
): Array<{ list: List; filled: FilledPerson[] }> {
	return people.flatMap(({ list, all }) => {
		if (over[list] !== undefined || all.length === 0) return [];
		const filled = all.map((person): FilledPerson => {
			const { recipient, name, address } = person;
			if (!isFilledIn(person)) return { recipient };
			const texts = { name: fill.text(name).trim(), address: fill.text(address).trim() };
			return /\{\{.*\}\}/s.test(texts.address) ? { recipient } : { recipient, filled: texts };
		});
		return [{ list, filled }];
	});
}

/** One value may hold several addresses; one that is empty is nobody. */
function readPeople(list: List, people: FilledPerson[]): Recipient[] {
	const label = labelOf(LISTS[list]);
	return people.flatMap(({ recipient, filled }): Recipient[] => {
		if (!filled) return [recipient];
		const { name, address } = filled;
		const read = readRecipients(address, label);
		const [first] = read;
		if (read.length !== 1 || name === '' || first!.emailAddress.name) return read;
		return [{ emailAddress: { ...first!.emailAddress, name } }];
	});
}

/** An image that the text of the template shows: without that text nobody would know what it is. */
function isShown({ message }: TemplateDraft, { isInline, contentId }: AttachedFile): boolean {
	return isInline === true && contentId !== undefined && (message.body?.content ?? '').includes(`cid:${contentId}`);
}

/** The rows come first, then the object. */
function readValues({ templateValues, templateRows }: FieldValues): NamedValues[] {
	const rows = Array.isArray(templateRows) ? (templateRows as unknown[]).filter(isRecord) : [];
	const named = rows.flatMap(({ name, value }): Array<[string, unknown]> => {
		const text = typeof name === 'string' ? name.trim() : '';
		return text === '' ? [] : [[text, value]];
	});
	const scopes = named.length > 0 ? [new NamedValues(Object.fromEntries(named))] : [];
	const record = recordOf(templateValues, named.length > 0);
	return record === undefined ? scopes : [...scopes, new NamedValues(record)];
}

function recordOf(given: unknown, hasRows: boolean): Record<string, unknown> | undefined {
	const value = typeof given === 'string' ? (parseJson(given) ?? given) : given;
	const only = Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value;
	if (isRecord(only)) return only;
	if (value === undefined || value === null || value === '') return undefined;
	if (Array.isArray(value))
		throw invalidField(
			'templateValues',
			`this is a list of ${value.length}, and one draft takes one object.`,
			'Split the list, so that each of its entries makes a draft of its own.',
		);
	// What an ordinary message has in its payload is no mistake where the values are in the rows.
	if (hasRows) return undefined;
	throw invalidField(
		'templateValues',
		`${quoted(value)} is not an object with named values.`,
		'For example {"First name": "Anna", "Total": "12.50"}. Values can also be entered one by one in More Values.',
	);
}

function readLocale(fields: FieldValues): string | undefined {
	const name = read.line(fields, 'templateLocale');
	if (name === '') return undefined;
	const locale = knownLocale(name);
	if (locale === undefined)
		throw invalidField(
			'templateLocale',
			`${quoted(name)} is not known as a language.`,
			'For example en-GB, de-DE or fr.',
		);
	return locale;
}
