import type { Message } from '@microsoft/microsoft-graph-types';

import { invalidField, labelOf, read } from '../fields/read';
import type { FieldValues } from '../fields';
import { automaticType, toItemBody, type ItemBody } from './body';
import { BODY_TYPES, SENSITIVITIES, SIGNATURE_SOURCES, type BodyType } from '../fields/choices';
import { checkUnique, propertyKey, readExtendedProperties, type ExtendedProperties } from './extendedProperties';
import { readFollowupFlag } from './flag';
import { readHeaders, type HeaderRules } from './headers';
import { readMessageJson } from './messageJson';
import { readOpenExtensions } from './openExtension';
import { readRecipientFields, readRecipients } from './recipients';
import { sensitivityProperty } from './sensitivity';
import { withSignature } from './signature';

const IMPORTANCES = ['low', 'normal', 'high'] as const;

/** Builds Graph's `message` from the fields of an operation. Fields that were not given are left out. */
export function messageFromFields(fields: FieldValues, headerRules: HeaderRules = 'json'): Message {
	return signed(contentFromFields(fields, headerRules), fields);
}

/**
 * Takes a complete Graph message (object or JSON text) and lays the fields over it that are filled in: here `''` is
 * "not given", since the everyday fields are always there. Extended properties and extensions join those of the message.
 */
export function messageFromJson(fields: FieldValues): Message {
	return signed(contentFromJson(fields), fields);
}

/** The fields that are filled in: here `''` is "not given". */
export const filledIn = (fields: FieldValues): Message =>
	contentFromFields(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')));

/** Lays the fields that are filled in over a message that comes from elsewhere; the signature is below the body of either. */
export const messageOver = (given: Message, over: Message, fields: FieldValues): Message =>
	signed(laidOver(given, over), fields);

/** The signature belongs below whatever body there is in the end. */
function signed(message: Message, fields: FieldValues): Message {
	const body = withSignature((message.body ?? undefined) as ItemBody | undefined, readSignature(fields));
	return body ? { ...message, body } : message;
}

/** The signature that was entered, unless one is to be found in Outlook. */
export const readSignature = (fields: FieldValues): string =>
	(read.choice(fields, 'signatureFrom', SIGNATURE_SOURCES) ?? 'text') === 'text' ? enteredSignature(fields) : '';

export const enteredSignature = (fields: FieldValues): string => read.text(fields, 'signature') ?? '';

/** `messageFromJson` without the signature. */
export function contentFromJson(fields: FieldValues): Message {
	return laidOver(readMessageJson(fields.messageJson), filledIn(fields));
}

function laidOver(given: Message, over: Message): Message {
	const single = joined(given.singleValueExtendedProperties, over.singleValueExtendedProperties);
	const multi = joined(given.multiValueExtendedProperties, over.multiValueExtendedProperties);
	const names = new Set((over.extensions ?? []).map(extensionName));
	const extensions = [
		...(given.extensions ?? []).filter((one) => !names.has(extensionName(one))),
		...(over.extensions ?? []),
	];
	return {
		...given,
		...over,
		...(single.length > 0 ? { singleValueExtendedProperties: single } : {}),
		...(multi.length > 0 ? { multiValueExtendedProperties: multi } : {}),
		...(extensions.length > 0 ? { extensions } : {}),
	};
}

const readBodyType = (fields: FieldValues): BodyType => read.choice(fields, 'bodyType', BODY_TYPES) ?? 'auto';

/** For the result: what a body of the type *Automatic* was taken for. */
export function bodyTaken(fields: FieldValues): { bodyType?: ReturnType<typeof automaticType> } {
	const body = read.text(fields, 'body') ?? '';
	return body !== '' && readBodyType(fields) === 'auto' ? { bodyType: automaticType(body) } : {};
}

/** A subject is one line: a header cannot hold more (RFC 5322 section 2.2), so the lines of a pasted one are joined, in both formats. */
export function onOneLine(subject: string | undefined): string | undefined {
	if (subject === undefined || !/[\r\n]/.test(subject)) return subject;
	return subject
		.split(/[\r\n]+/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join(' ');
}

/** `messageFromFields` without the signature. */
export function contentFromFields(fields: FieldValues, headerRules: HeaderRules = 'json'): Message {
	const subject = onOneLine(read.text(fields, 'subject'));
	const importance = read.choice(fields, 'importance', IMPORTANCES);
	const body = toItemBody(readBodyType(fields), read.text(fields, 'body'));
	const { to, cc, bcc, replyTo } = readRecipientFields(fields);
	const recipients = { toRecipients: to, ccRecipients: cc, bccRecipients: bcc, replyTo };
	const from = readRecipients(fields.from, labelOf('from'));
	if (from.length > 1) throw invalidField('from', 'only one address is possible.', 'Remove the others.');
	const internetMessageHeaders = readHeaders(fields.customHeaders, headerRules);
	const categories = read.names(fields, 'categories');
	const flag = readFollowupFlag(fields);
	const isRead = read.switch(fields, 'isRead');
	const isReadReceiptRequested = read.switch(fields, 'requestReadReceipt');
	const isDeliveryReceiptRequested = read.switch(fields, 'requestDeliveryReceipt');
	const { single, multi } = propertiesFromFields(fields);
	const extensions = readOpenExtensions(fields.openExtension);
	return {
		...(subject === undefined ? {} : { subject }),
		...(importance === undefined ? {} : { importance }),
		...(body === undefined ? {} : { body }),
		...Object.fromEntries(Object.entries(recipients).filter(([, list]) => list.length > 0)),
		...(from[0] ? { from: from[0] } : {}),
		...(internetMessageHeaders ? { internetMessageHeaders } : {}),
		...(categories.length > 0 ? { categories } : {}),
		...(flag ? { flag } : {}),
		...(isRead === undefined ? {} : { isRead }),
		...(isReadReceiptRequested === undefined ? {} : { isReadReceiptRequested }),
		...(isDeliveryReceiptRequested === undefined ? {} : { isDeliveryReceiptRequested }),
		...(single.length > 0 ? { singleValueExtendedProperties: single } : {}),
		...(multi.length > 0 ? { multiValueExtendedProperties: multi } : {}),
		...(extensions.length > 0 ? { extensions: extensions as Message['extensions'] } : {}),
	};
}

function propertiesFromFields(fields: FieldValues): ExtendedProperties {
	const properties = readExtendedProperties(fields.extendedProperties, labelOf('extendedProperties'));
	const sensitivity = read.choice(fields, 'sensitivity', SENSITIVITIES);
	if (sensitivity !== undefined) properties.single.push(sensitivityProperty(sensitivity));
	checkUnique(properties, 'Extended Properties');
	return properties;
}

/** Those of the message that no field has, then those of the fields. */
function joined<T extends { id?: string }>(given: T[] | null | undefined, over: T[] | null | undefined): T[] {
	const keys = new Set((over ?? []).map(({ id }) => propertyKey(id ?? '')));
	return [...(given ?? []).filter(({ id }) => !keys.has(propertyKey(id ?? ''))), ...(over ?? [])];
}

const extensionName = (extension: object) => (extension as { extensionName?: unknown }).extensionName;
