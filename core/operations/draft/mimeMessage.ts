import type { Message } from '@microsoft/microsoft-graph-types';

import type { RawMimeSource } from '../../fields/choices';
import { invalidField, labelOf, read } from '../../fields/read';
import type { MimeFiles } from '../../attachments/mime';
import type { Draft } from '../../checks';
import type { FieldValues } from '../../fields';
import type { Recipient } from '../../message/recipients';
import { readText } from '../../fields/values';
import { encodeBase64 } from '../../mime/base64';
import { readBase64 } from '../../mime/base64Input';
import { composeMessage } from '../../mime/compose';
import { fromMessage } from '../../mime/fromMessage';
import { messageIdOf } from '../../mime/messageId';
import { messageFromText } from '../../mime/newlines';
import { readMessage, type MessageSummary } from '../../mime/read';
import { checkMimeSize } from '../../mime/size';
import { textIn } from '../../mime/textIn';

/** A MIME message as Graph takes it. */
export interface MimeMessage {
	base64: string;
	/** Bytes of the message itself. */
	size: number;
	summary: MessageSummary;
}

interface Composing {
	/** Makes the Message-ID. */
	mark: string;
	/** The mailbox's own address, where none was entered. */
	from: Recipient | undefined;
	textBody: unknown;
	files: MimeFiles;
	/** Milliseconds since 1970. */
	now: number;
}

/** Composes the message that the fields describe. */
export async function composed(
	message: Message,
	{ mark, from, textBody, files, now }: Composing,
): Promise<MimeMessage> {
	const { parts } = fromMessage(message);
	const text = readText(textBody, labelOf('textBody'));
	const sender = parts.from ?? from;
	const bytes = composeMessage({
		...parts,
		...(sender ? { from: sender } : {}),
		// An empty alternative would hide the html from readers without html.
		...(text === undefined || text === '' || parts.html === undefined ? {} : { text }),
		...files,
		date: new Date(now),
		messageId: messageIdOf(mark, sender?.emailAddress.address),
	});
	return await checked(bytes);
}

/** Reads a raw message; nothing in it is changed but, in `text`, the line ends. */
export async function supplied(source: RawMimeSource, fields: FieldValues): Promise<MimeMessage> {
	if (source === 'base64') {
		const { bytes, base64, warnings } = readBase64(read.text(fields, 'mimeBase64') ?? '');
		const message = await checked(bytes, base64);
		return { ...message, summary: { ...message.summary, warnings: [...warnings, ...message.summary.warnings] } };
	}
	return await checked(
		source === 'text' ? messageFromText(read.text(fields, 'mimeText') ?? '') : readBytes(fields.binaryPropertyName),
	);
}

/** Bytes of a raw message up to which its text is read for the checks: reading takes time, and what is larger is mostly files. */
const LARGEST_TO_CHECK = 2_000_000;

/** What the checks look at in a raw message. */
export async function draftInMime({ base64, size, summary }: MimeMessage): Promise<Omit<Draft, 'isNew'>> {
	const parsed = size > LARGEST_TO_CHECK || summary.protection ? undefined : await textIn(base64);
	return { subject: summary.subject, ...(parsed ?? { hasFiles: true }) };
}

async function checked(bytes: Uint8Array, base64?: string): Promise<MimeMessage> {
	checkMimeSize(bytes.length);
	const summary = await readMessage(bytes);
	return { base64: base64 ?? encodeBase64(bytes), size: bytes.length, summary };
}

/** The content of a binary field or of a message property: bytes as they are; text is taken as UTF-8, unchanged. */
function readBytes(value: unknown): Uint8Array {
	if (typeof value === 'string') return new TextEncoder().encode(value);
	// Not instanceof: what comes from a sandboxed function is of another realm.
	if (ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]')
		return value as Uint8Array;
	throw invalidField(
		'binaryPropertyName',
		'binary data is needed.',
		'Give the content of an .eml file, for example from a step that reads a file or receives a mail.',
	);
}
