import type { Readable } from './text';

/** A message of its own without a subject. */
export const emptySubject = ({ subject, isNew }: Readable): string | undefined =>
	isNew && subject.trim() === '' ? 'The subject is empty.' : undefined;
