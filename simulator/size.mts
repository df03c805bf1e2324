import type { StoredMessage } from './types.mts';

/** Text and files. What else Exchange counts is in no source. */
export const sizeOf = ({ subject, body, attachments }: StoredMessage): number =>
	attachments.reduce((sum, { size }) => sum + size, Buffer.byteLength(body.content) + Buffer.byteLength(subject ?? ''));
