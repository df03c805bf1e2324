import type { Message } from '@microsoft/microsoft-graph-types';

import { invalidInput, quoted, toJson } from '../errors';
import { checkPropertyId, checkUnique, isListId } from './extendedProperties';
import { FLAG_STATUSES } from './flag';
import { readHeaders } from './headers';
import { FILLED_BY_OUTLOOK, MEMBERS, wayOutOf, type MemberKind } from './members';
import { isRecord } from '../fields/values';
import { inGraphNames } from './outlookNames';
import { completedAttachment, completedExtension, completedList } from './jsonAttachments';
import { completedRecipient, completedRecipients } from './jsonRecipients';

const FIELD = 'Message JSON';
const EXAMPLE =
	'For example {"subject": "Hello", "toRecipients": [{"emailAddress": {"address": "john@contoso.com"}}]}.';

/**
 * Reads a complete Graph message (object or JSON text). It stays as it is; only its custom headers are read like
 * those of the field, and an empty list of them, which Graph rejects, is left out. What Graph would reject with little more
 * than "unable to deserialize" (unknown members, wrong types) is rejected here, by name and with the way out.
 */
export function readMessageJson(value: unknown): Message {
	const given = typeof value === 'string' ? parse(value) : value;
	if (!isRecord(given)) throw invalidInput(`${FIELD}: a message object is needed.`, EXAMPLE);
	if (toJson(given) === undefined)
		throw invalidInput(
			`${FIELD}: it holds something that JSON cannot express, such as a reference to itself.`,
			EXAMPLE,
		);
	const message = inGraphNames(given, (name) => Object.hasOwn(MEMBERS, name) || FILLED_BY_OUTLOOK.has(name));
	for (const [member, content] of Object.entries(message)) {
		if (member.includes('@') || FILLED_BY_OUTLOOK.has(member)) continue;
		const kind = Object.hasOwn(MEMBERS, member) ? MEMBERS[member] : undefined;
		if (!kind) throw invalidInput(`${FIELD}: Outlook knows no ${quoted(member)} in a message.`, wayOutOf(member));
		if (content !== null && content !== undefined) CHECKS[kind](content, member);
	}
	const { internetMessageHeaders: headers, ...rest } = message as Message;
	const internetMessageHeaders = readHeaders(headers ?? undefined);
	const single = rest.singleValueExtendedProperties ?? [];
	const multi = rest.multiValueExtendedProperties ?? [];
	checkUnique({ single: single as never, multi: multi as never }, FIELD);
	const completed = withCompleted(rest);
	return internetMessageHeaders ? { ...completed, internetMessageHeaders } : completed;
}

const COMPLETED: Record<string, (value: unknown, path: string) => unknown> = {
	attachments: (list, path) => completedList(list, path, completedAttachment),
	extensions: (list, path) => completedList(list, path, completedExtension),
	toRecipients: (list, path) => completedRecipients(list as unknown[], path),
	ccRecipients: (list, path) => completedRecipients(list as unknown[], path),
	bccRecipients: (list, path) => completedRecipients(list as unknown[], path),
	replyTo: (list, path) => completedRecipients(list as unknown[], path),
	from: completedRecipient,
	sender: completedRecipient,
};

/** Members whose content is completed where it is certain what was meant; all others stay as they are. */
function withCompleted(message: Message): Message {
	return Object.fromEntries(
		Object.entries(message).map(([name, value]) => [
			name,
			Object.hasOwn(COMPLETED, name) && value !== null && value !== undefined ? COMPLETED[name]!(value, name) : value,
		]),
	);
}

/** Members of a message given as JSON that have no effect, since Outlook fills them in itself. */
export function withoutEffect(message: object): string[] {
	return Object.keys(message).filter((member) => FILLED_BY_OUTLOOK.has(member));
}

const CHECKS: Record<MemberKind, (value: unknown, path: string) => void> = {
	text: (value, path) => {
		if (typeof value !== 'string') throw wrong(path, 'a text', value, 'Put it in quotes.');
	},
	boolean: (value, path) => {
		if (typeof value !== 'boolean') throw wrong(path, 'true or false', value, 'Write it without quotes.');
	},
	importance: oneOf(['low', 'normal', 'high']),
	classification: oneOf(['focused', 'other']),
	recipient: checkRecipient,
	recipients: (value, path) =>
		each(value, path, checkRecipient, `"${path}": [{"emailAddress": {"address": "john@contoso.com"}}]`),
	texts: (value, path) => each(value, path, CHECKS.text, `"${path}": ["Customers", "Red category"]`),
	body: (value, path) => {
		checkObject(value, path, ['contentType', 'content'], `"body": {"contentType": "html", "content": "<p>Hello</p>"}`);
		const { contentType, content } = value as Record<string, unknown>;
		if (content !== undefined && content !== null) CHECKS.text(content, `${path}.content`);
		if (contentType !== undefined && contentType !== null) oneOf(['html', 'text'])(contentType, `${path}.contentType`);
	},
	flag: (value, path) => {
		checkObject(
			value,
			path,
			['flagStatus', 'startDateTime', 'dueDateTime', 'completedDateTime'],
			'"flag": {"flagStatus": "flagged"}',
		);
		const { flagStatus, startDateTime, dueDateTime, completedDateTime } = value as Record<string, unknown>;
		if (flagStatus !== undefined && flagStatus !== null) oneOf(FLAG_STATUSES)(flagStatus, `${path}.flagStatus`);
		for (const [name, date] of Object.entries({ startDateTime, dueDateTime, completedDateTime })) {
			if (date !== undefined && date !== null)
				checkObject(
					date,
					`${path}.${name}`,
					['dateTime', 'timeZone'],
					`"${name}": {"dateTime": "2026-01-31T00:00:00", "timeZone": "UTC"}`,
				);
		}
		if (dueDateTime && !startDateTime)
			throw invalidInput(
				`${FIELD}: "${path}.dueDateTime": a due date needs a start date, Outlook rejects one without the other.`,
				'Add "startDateTime", with the same day if in doubt.',
			);
	},
	headers: (value, path) => {
		if (!Array.isArray(value))
			throw mustBeList(path, '"internetMessageHeaders": [{"name": "x-ticket", "value": "4711"}]');
	},
	properties: (value, path) =>
		each(
			value,
			path,
			(one, at) => {
				const id = checkProperty(one, at);
				const { value: content } = one as { value?: unknown };
				if (isListId(id))
					throw invalidInput(`${FIELD}: ${quoted(id)} takes a list.`, 'Put it into "multiValueExtendedProperties".');
				if (typeof content !== 'string')
					throw wrong(`${at}.value`, 'a text', content, 'Put it in quotes, numbers too.');
			},
			'"singleValueExtendedProperties": [{"id": "String 0x1045", "value": "<https://contoso.com>"}]',
		),
	listProperties: (value, path) =>
		each(
			value,
			path,
			(one, at) => {
				const id = checkProperty(one, at);
				if (!isListId(id))
					throw invalidInput(
						`${FIELD}: ${quoted(id)} takes one value.`,
						'Put it into "singleValueExtendedProperties", or use a list type such as StringArray.',
					);
				each((one as { value?: unknown }).value, `${at}.value`, CHECKS.text, '"value": ["a", "b"]');
			},
			'"multiValueExtendedProperties": [{"id": "StringArray {66f5a359-4659-4830-9070-00047ec6ac6e} Name Tags", "value": ["a", "b"]}]',
		),
	list: (value, path) =>
		each(
			value,
			path,
			(one, at) => {
				if (!isRecord(one)) throw wrong(at, 'an object', one, `Write "${path}": [{…}].`);
			},
			`"${path}": [{…}]`,
		),
};

function checkRecipient(value: unknown, path: string): void {
	const example = `{"emailAddress": {"address": "john@contoso.com", "name": "John"}}`;
	checkObject(value, path, ['emailAddress'], example);
	const { emailAddress } = value as { emailAddress?: unknown };
	checkObject(emailAddress, `${path}.emailAddress`, ['address', 'name'], example);
	for (const [name, content] of Object.entries(emailAddress as object))
		if (content !== null && !name.includes('@')) CHECKS.text(content, `${path}.emailAddress.${name}`);
}

function checkProperty(value: unknown, path: string): string {
	checkObject(value, path, ['id', 'value'], '{"id": "String 0x1045", "value": "<https://contoso.com>"}');
	const { id } = value as { id?: unknown };
	if (typeof id !== 'string') throw wrong(`${path}.id`, 'a text', id, 'For example "String 0x1045".');
	checkPropertyId(id, FIELD);
	return id;
}

function checkObject(value: unknown, path: string, members: readonly string[], example: string): void {
	if (!isRecord(value)) throw wrong(path, 'an object', value, `Write ${example}.`);
	const unknown = Object.keys(value).find((member) => !members.includes(member) && !member.includes('@'));
	if (unknown !== undefined)
		throw invalidInput(`${FIELD}: Outlook knows no ${quoted(unknown)} in "${path}".`, `Write ${example}.`);
}

function each(value: unknown, path: string, check: (one: unknown, path: string) => void, example: string): void {
	if (!Array.isArray(value)) throw mustBeList(path, example);
	value.forEach((one, index) => check(one, `${path}[${index}]`));
}

/** Graph takes its enumerations in any letter case (Create message, examples). */
function oneOf(choices: readonly string[]) {
	return (value: unknown, path: string): void => {
		const known = typeof value === 'string' && choices.some((choice) => choice.toLowerCase() === value.toLowerCase());
		if (!known) throw wrong(path, `one of ${choices.join(', ')}`, value, `For example "${choices[0]}".`);
	};
}

const wrong = (path: string, needed: string, value: unknown, hint: string) =>
	invalidInput(`${FIELD}: "${path}" must be ${needed}, but it is ${quoted(value ?? null)}.`, hint);
const mustBeList = (path: string, example: string) =>
	invalidInput(`${FIELD}: ${path} must be a list.`, `For example ${example}.`);

function parse(text: string): unknown {
	const result = parseOrReason(text);
	if ('reason' in result) throw invalidInput(`${FIELD}: this is not valid JSON (${result.reason}).`, EXAMPLE);
	return result.value;
}

function parseOrReason(text: string): { value: unknown } | { reason: string } {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch (caught) {
		return { reason: (caught as SyntaxError).message };
	}
}
