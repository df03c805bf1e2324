import type { Message } from '@microsoft/microsoft-graph-types';

import { invalidInput, toJson } from '../errors';
import type { FieldValues } from '../fields';
import { toItemBody } from './body';
import { readHeaders } from './headers';
import { readRecipients } from './recipients';
import { readChoice, readText } from './values';

const IMPORTANCES = ['low', 'normal', 'high'] as const;

/** Builds Graph's `message` from the fields of an operation. Fields that were not given are left out. */
export function messageFromFields(fields: FieldValues): Message {
	const subject = readText(fields.subject, 'Subject');
	const importance = readChoice(fields.importance, 'Importance', IMPORTANCES);
	const body = toItemBody(readText(fields.bodyType, 'Body type') ?? 'html', readText(fields.body, 'Body'));
	const toRecipients = readRecipients(fields.to, 'To');
	const ccRecipients = readRecipients(fields.cc, 'Cc');
	const bccRecipients = readRecipients(fields.bcc, 'Bcc');
	const replyTo = readRecipients(fields.replyTo, 'Reply To');
	const from = readRecipients(fields.from, 'From');
	if (from.length > 1) throw invalidInput('From: only one address is possible.', 'Remove the others.');
	const internetMessageHeaders = readHeaders(fields.customHeaders);
	return {
		...(subject === undefined ? {} : { subject }),
		...(importance === undefined ? {} : { importance }),
		...(body === undefined ? {} : { body }),
		...(toRecipients.length > 0 ? { toRecipients } : {}),
		...(ccRecipients.length > 0 ? { ccRecipients } : {}),
		...(bccRecipients.length > 0 ? { bccRecipients } : {}),
		...(replyTo.length > 0 ? { replyTo } : {}),
		...(from[0] ? { from: from[0] } : {}),
		...(internetMessageHeaders ? { internetMessageHeaders } : {}),
	};
}

/**
 * Takes a Graph message given as a whole (object or JSON text). It is sent as it is; only its custom headers are checked
 * like those of the field, and an empty list of them, which Graph refuses, is left out.
 */
export function messageFromJson(value: unknown): Message {
	const message = typeof value === 'string' ? parse(value) : value;
	// Not instanceof: what comes from an expression or a message may be of another realm.
	if (Object.prototype.toString.call(message) !== '[object Object]') throw invalidInput('Message JSON: a message object is needed.', EXAMPLE);
	if (toJson(message) === undefined) throw invalidInput('Message JSON: it holds something that JSON cannot express, such as a reference to itself.', EXAMPLE);
	const { singleValueExtendedProperties: properties } = message as Message;
	if (properties !== undefined && properties !== null && !Array.isArray(properties)) {
		throw invalidInput('Message JSON: singleValueExtendedProperties must be a list.', 'For example "singleValueExtendedProperties": [{"id": "String 0x1045", "value": "<https://contoso.com>"}].');
	}
	const { internetMessageHeaders: given, ...rest } = message as Message;
	if (given === undefined || given === null) return rest;
	if (!Array.isArray(given)) throw invalidInput('Message JSON: internetMessageHeaders must be a list.', HEADERS_EXAMPLE);
	const internetMessageHeaders = readHeaders(given);
	return internetMessageHeaders ? { ...(message as Message), internetMessageHeaders } : rest;
}

const HEADERS_EXAMPLE = 'For example "internetMessageHeaders": [{"name": "x-ticket", "value": "4711"}].';
const EXAMPLE = 'For example {"subject": "Hello", "toRecipients": [{"emailAddress": {"address": "john@contoso.com"}}]}.';

function parse(text: string): unknown {
	const result = parseOrReason(text);
	if ('reason' in result) throw invalidInput(`Message JSON: this is not valid JSON (${result.reason}).`, EXAMPLE);
	return result.value;
}

function parseOrReason(text: string): { value: unknown } | { reason: string } {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch (caught) {
		return { reason: (caught as SyntaxError).message };
	}
}
