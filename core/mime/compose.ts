import { invalidInput } from '../errors';
import type { InternetMessageHeader } from '../message/headers';
import type { Recipient } from '../message/recipients';
import { attachmentEntity, type MimeAttachment } from './attachment';
import { calendarEntity } from './calendar';
import { entityLength, multipart, textEntity, writeEntity, type Entity } from './entity';
import { addressHeader, customHeader, formatDate, plainHeader, refuseLineBreaks, textHeader } from './headers';
import { htmlToText } from '../html/htmlToText';
import { checkMimeSize } from './size';

/** What a message is composed of. Fields are resolved already; what is left out is not in the message. */
export interface MessageParts {
	/** The mailbox's own address. RFC 5322 wants one; it may be left out only where the address is not known. */
	from?: Recipient;
	/** Who really writes, if not `from`. */
	sender?: Recipient;
	replyTo?: Recipient[];
	to?: Recipient[];
	cc?: Recipient[];
	/** Kept as a header: a draft needs it, and Exchange takes it out on sending. */
	bcc?: Recipient[];
	subject?: string;
	date: Date;
	/** With angle brackets; see messageIdOf. */
	messageId: string;
	html?: string;
	/** The text, or the plain alternative of the html; not given, it is made from the html. */
	text?: string;
	attachments?: MimeAttachment[];
	/** iCalendar text of an invitation. */
	calendar?: string;
	importance?: 'low' | 'normal' | 'high';
	isReadReceiptRequested?: boolean;
	isDeliveryReceiptRequested?: boolean;
	/** Any names, in this order, repeated ones too. Date, importance and receipts given here replace those of the fields. */
	headers?: InternetMessageHeader[];
}

/**
 * Composes a message (RFC 5322, MIME) as Exchange takes it: ASCII, CRLF, no line over 998 octets. Throws DraftError for what
 * a message cannot carry and for what is too large to be sent to Graph.
 */
export function composeMessage(parts: MessageParts): Uint8Array {
	const body = bodyEntity(parts);
	const message = { ...body, headers: [...messageHeaders(parts), 'MIME-Version: 1.0', ...body.headers] };
	const length = entityLength(message);
	checkMimeSize(length);
	const bytes = new Uint8Array(length);
	writeEntity(message, bytes, 0);
	return bytes;
}

function messageHeaders(parts: MessageParts): string[] {
	const { from, sender, date, messageId, importance, headers = [] } = parts;
	if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1900 || date.getUTCFullYear() > 9999)
		throw invalidInput('Date: it is not a date of the years 1900 to 9999.');
	if (!/^<[^\s<>@]+@[^\s<>@]+>$/.test(messageId) || !/^[\x21-\x7e]{5,900}$/.test(messageId))
		throw invalidInput('Message-ID: it is not like <4711@contoso.com>.');
	const own: Array<[name: string, header: string]> = [];
	const addresses = (name: string, recipients: Recipient[] | undefined) => {
		if (recipients && recipients.length > 0) own.push([name, addressHeader(name, recipients)]);
	};
	addresses('From', from && [from]);
	addresses('Sender', sender && [sender]);
	addresses('Reply-To', parts.replyTo);
	addresses('To', parts.to);
	addresses('Cc', parts.cc);
	addresses('Bcc', parts.bcc);
	if (parts.subject !== undefined) own.push(['Subject', subjectHeader(parts.subject)]);
	own.push(['Date', plainHeader('Date', formatDate(date))], ['Message-ID', plainHeader('Message-ID', messageId)]);
	if (importance === 'high') own.push(['Importance', 'Importance: high'], ['X-Priority', 'X-Priority: 1']);
	if (importance === 'low') own.push(['Importance', 'Importance: low'], ['X-Priority', 'X-Priority: 5']);
	addresses('Disposition-Notification-To', receiptTo(parts.isReadReceiptRequested, 'Read receipt', from));
	addresses('Return-Receipt-To', receiptTo(parts.isDeliveryReceiptRequested, 'Delivery receipt', from));
	const given = new Set(headers.map(({ name }) => name.toLowerCase()));
	return [
		...own.filter(([name]) => !given.has(name.toLowerCase())).map(([, header]) => header),
		...headers.map(customHeader),
	];
}

function subjectHeader(subject: string): string {
	refuseLineBreaks(subject, 'Subject');
	return textHeader('Subject', subject);
}

function receiptTo(isRequested: boolean | undefined, label: string, from: Recipient | undefined): Recipient[] {
	if (!isRequested) return [];
	if (!from) throw invalidInput(`${label}: the address that it goes to is not known.`, 'Set the field From.');
	return [{ emailAddress: { address: from.emailAddress.address } }];
}

/** mixed( alternative( text, related( html, images ), calendar ), files ), without the levels that have one part only. */
function bodyEntity({ html, text, attachments = [], calendar }: MessageParts): Entity {
	const isImage = ({ isInline, contentId }: MimeAttachment) =>
		html !== undefined && isInline === true && contentId !== undefined && contentId !== '';
	const alternatives: Entity[] = [];
	if (html === undefined) alternatives.push(textEntity('text/plain', text ?? ''));
	else {
		const images = attachments.filter(isImage).map(attachmentEntity);
		alternatives.push(textEntity('text/plain', text ?? htmlToText(html)));
		alternatives.push(multipart('related', [textEntity('text/html', html), ...images], [['type', 'text/html']]));
	}
	if (calendar !== undefined) alternatives.push(calendarEntity(calendar));
	const files = attachments.filter((attachment) => !isImage(attachment)).map(attachmentEntity);
	return multipart('mixed', [multipart('alternative', alternatives), ...files]);
}
