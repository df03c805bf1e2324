import type { Message } from '@microsoft/microsoft-graph-types';

import type { InternetMessageHeader } from '../message/headers';
import type { Recipient } from '../message/recipients';
import type { MessageParts } from './compose';

/** What a MIME message cannot carry, or Exchange does not read from one: it is set by an update right after the create. */
const ONLY_PROPERTIES = [
	'categories',
	'flag',
	'isRead',
	'inferenceClassification',
	'singleValueExtendedProperties',
	'multiValueExtendedProperties',
] as const;

/** Splits a Graph message, as the fields give it, into the parts of a MIME message and the properties that are left. */
export function fromMessage(message: Message): {
	parts: Omit<MessageParts, 'date' | 'messageId'>;
	properties: Message;
} {
	const { body } = message;
	const content = body?.content ?? undefined;
	const lists = {
		to: message.toRecipients,
		cc: message.ccRecipients,
		bcc: message.bccRecipients,
		replyTo: message.replyTo,
	};
	const parts = {
		...(message.from ? { from: message.from as Recipient } : {}),
		...(message.sender ? { sender: message.sender as Recipient } : {}),
		...Object.fromEntries(Object.entries(lists).filter(([, list]) => list && list.length > 0)),
		...(message.subject === undefined || message.subject === null ? {} : { subject: message.subject }),
		...(content === undefined ? {} : body?.contentType === 'html' ? { html: content } : { text: content }),
		...(message.importance ? { importance: message.importance } : {}),
		...(message.isReadReceiptRequested ? { isReadReceiptRequested: true } : {}),
		...(message.isDeliveryReceiptRequested ? { isDeliveryReceiptRequested: true } : {}),
		...(message.internetMessageHeaders ? { headers: message.internetMessageHeaders as InternetMessageHeader[] } : {}),
	};
	const properties = Object.fromEntries(
		ONLY_PROPERTIES.filter((name) => message[name] !== undefined).map((name) => [name, message[name]]),
	);
	return { parts, properties };
}
