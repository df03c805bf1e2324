import { MESSAGE_SOURCES, type MessageSource, type RawMimeSource } from './choices';
import type { FieldValues } from './field';
import { read } from './read';

/** Where the message of an item comes from, and whether Outlook gets it as MIME. */
export type Origin =
	| { source: 'fields'; isMime: boolean }
	| { source: 'json' | 'template'; isMime: false }
	| { source: RawMimeSource; isMime: true };

/** Reads *Message Comes From* and *Any Header*, which matters for fields only. Throws DraftError. */
export function readOrigin(fields: FieldValues): Origin {
	const source: MessageSource = read.choice(fields, 'messageSource', MESSAGE_SOURCES) ?? 'fields';
	if (source === 'fields') return { source, isMime: read.flag(fields, 'anyHeader', false) };
	return isRawMime(source) ? { source, isMime: true } : { source, isMime: false };
}

/** Whether a message is given complete, as MIME. */
export const isRawMime = (source: MessageSource): source is RawMimeSource =>
	!['fields', 'template', 'json'].includes(source);
