import type { Account } from '../account';
import { quoted, toDraftError } from '../errors';
import { CATEGORY_COLORS, type CategoryColor } from '../fields/choices';
import { read } from '../fields/read';
import type { FieldValues } from '../fields';
import type { Graph } from '../graph/client';
import { mailboxPath } from '../graph/paths';
import { perRun } from '../perRun';

/** Whether the item wants its categories to be in the mailbox's own list. Throws DraftError for a colour that is not known. */
export function makesCategories(fields: FieldValues): boolean {
	readColor(fields);
	return read.flag(fields, 'createCategories', false);
}

const readColor = (fields: FieldValues): CategoryColor =>
	read.choice(fields, 'categoryColor', CATEGORY_COLORS) ?? 'blue';

/** Graph's `categoryColor` (resources/outlookcategory) by the names that Outlook shows. */
const presetOf = (color: CategoryColor): string =>
	color === 'none' ? 'none' : `preset${CATEGORY_COLORS.indexOf(color) - 1}`;

/** Milliseconds for one category: the draft is made already, and nothing of it waits for this. */
const LONGEST = 30_000;

/** What became of a category. Undefined: it is in the list. */
const known = perRun<Promise<string | undefined>>();

interface Context {
	graph: Graph;
	account: Account;
	mailbox: string;
	fields: FieldValues;
	item: { run?: object };
}

/**
 * Adds categories that the mailbox does not have in its own list, with a colour, if the item wants that: without it Outlook shows them
 * grey. Each is asked for once in a run. Never throws: a draft is not worth less without a colour, so a refusal becomes a warning.
 */
export async function makeCategories(
	{ graph, account, mailbox, fields, item: { run = account } }: Context,
	categories: readonly string[] | null | undefined,
): Promise<string[]> {
	if (!makesCategories(fields)) return [];
	const color = presetOf(readColor(fields));
	const ofRun = known(run);
	const told: string[] = [];
	for (const name of new Set(categories ?? [])) {
		const key = `${account.graphUrl} ${mailbox.toLowerCase()} ${name.toLowerCase()}`;
		const made = ofRun.get(key) ?? makeCategory(graph, mailbox, name, color);
		ofRun.set(key, made);
		const refusal = await made;
		if (refusal !== undefined) told.push(refusal);
	}
	return told;
}

async function makeCategory(
	graph: Graph,
	mailbox: string,
	displayName: string,
	color: string,
): Promise<string | undefined> {
	return await graph
		.json({
			method: 'POST',
			path: `${mailboxPath(mailbox)}/outlook/masterCategories`,
			body: { displayName, color },
			timeout: LONGEST,
			// Another try finds that it exists.
			purpose: {
				task: `add the category ${quoted(displayName)}`,
				mailbox,
				permission: 'MailboxSettings.ReadWrite',
				repeat: 'safe',
			},
		})
		.then(() => undefined)
		.catch((reason: unknown) => {
			const error = toDraftError(reason);
			// It is in the list, with the colour that a person has given it.
			if (error.cause.status === 409) return undefined;
			return (
				`The category ${quoted(displayName)} could not be added to the mailbox's own list, so it is shown without a colour. ` +
				error.text
			);
		});
}
