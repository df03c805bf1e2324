import type { Message } from '@microsoft/microsoft-graph-types';

/** What is needed of a file, or a picture of the text. */
export interface Attached {
	name?: string | null;
	isInline?: boolean | null;
}

/** What a person calls a file, of those in the message and these: not the pictures of a text, a letterhead or a signature. */
export const ownFiles = ({ attachments }: Pick<Message, 'attachments'>, files: Attached[] = []): Attached[] =>
	[...((attachments ?? []) as Attached[]), ...files].filter(({ isInline }) => !isInline);
