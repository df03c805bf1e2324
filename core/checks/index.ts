import { DraftError, LOCAL_CODES } from '../errors';
import type { FieldValues } from '../fields';
import { CHECK_MODES, MISSING_VALUES } from '../fields/choices';
import { read } from '../fields/read';
import { attachment } from './attachment';
import { brokenValues } from './brokenValues';
import { emptySubject } from './emptySubject';
import { greeting } from './greeting';
import { links } from './links';
import { placeholders } from './placeholders';
import { readable, type Draft, type Readable } from './text';

export type { Draft } from './text';

/** Each says in one sentence what is wrong with a draft; undefined: nothing. */
export const CHECKS: Record<string, (draft: Readable) => string | undefined> = {
	placeholders,
	brokenValues,
	greeting,
	attachment,
	links,
	emptySubject,
};

/** What a reader of the draft would stumble over, but for these checks. */
export function findingsOf(draft: Draft, passed: string[] = []): string[] {
	const read = readable(draft);
	return Object.entries(CHECKS)
		.map(([name, check]) => (passed.includes(name) ? undefined : check(read)))
		.filter((finding) => finding !== undefined);
}

const modeOf = (fields: FieldValues) => read.choice(fields, 'checks', CHECK_MODES) ?? 'warn';

/** Whether anything is to be looked at. */
export const checksAnything = (fields: FieldValues): boolean => modeOf(fields) !== 'off';

/** As the field Checks says: warnings, or a rejection. A dry run (`onlyShow`) says what would be rejected. */
export function checkDraft(fields: FieldValues, draft: Draft, onlyShow = false): string[] {
	if (!checksAnything(fields)) return [];
	// A template whose gaps stay for a person to fill in says which they are.
	const passed = read.choice(fields, 'missingValues', MISSING_VALUES) === 'keep' ? ['placeholders'] : [];
	return judged(fields, findingsOf(draft, passed), onlyShow);
}

/** The same for findings that took a look into the mailbox. */
export function judged(fields: FieldValues, findings: string[], onlyShow = false): string[] {
	if (findings.length === 0 || modeOf(fields) === 'off') return [];
	if (modeOf(fields) === 'warn') return findings;
	if (onlyShow) return findings.map((finding) => `Without the dry run this would be rejected: ${finding}`);
	throw new DraftError(LOCAL_CODES.checks, findings.join(' '), {
		hint: 'Nothing was made or changed. Correct it and run this again, or set Checks to Warn.',
	});
}
