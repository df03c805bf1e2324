import { invalidField, read } from '../../fields/read';
import { quoted } from '../../errors';
import { removeOwn } from '../../messages/removeOwn';
import { changedParts } from '../../watch/digest';
import type { Content } from '../../watch/draftState';
import { graphDrafts } from '../../watch/graphDrafts';
import type { Context, OperationResult, OperationRow } from '../operation';

export const operation: OperationRow = {
	permission: 'Mail.ReadWrite',
	sends: false,
	deletes: (fields) => !read.flag(fields, 'dryRun', false),
	doneOnce: true,
	perform: cleanUpDrafts,
};

const DAY = 86_400_000;

/**
 * draft:cleanUp: drafts that this package made, that are as it made them, and that nobody has touched for some days go to Deleted Items. One
 * of which that is not certain stays: of an earlier version, without a digest.
 */
async function cleanUpDrafts({ graph, mailbox, fields }: Context): Promise<OperationResult> {
	const onlyShow = read.flag(fields, 'dryRun', false);
	const days = readDays(fields.olderThanDays === undefined ? '14' : read.line(fields, 'olderThanDays'));
	const { drafts, deletedItems } = await graphDrafts(graph, mailbox).begin();
	const latest = graph.serverNow() - days * DAY;
	const isOld = ({ created, modified }: Content) => created <= latest && modified <= latest;
	const candidates = drafts.filter((draft) => draft.parentFolderId !== deletedItems && isOld(draft));
	const unused = candidates.filter(isAsMade);
	const unknown = candidates.filter(({ own }) => own?.digest === undefined).length;
	const warnings =
		unknown > 0
			? [
					`${unknown === 1 ? 'One draft was' : `${unknown} drafts were`} made by an earlier version: nobody knows whether somebody has changed them, so they stay.`,
				]
			: [];

	const items: Array<Record<string, unknown>> = [];
	for (const draft of unused) {
		// Read again: somebody may be writing in it at this moment.
		const removed =
			!onlyShow &&
			(await removeOwn(graph, mailbox, { id: draft.id, parentFolderId: draft.parentFolderId }, draft.changeKey));
		items.push({ ...shown(draft), mailbox, removed });
	}
	const kept = onlyShow ? 0 : items.filter(({ removed }) => !removed).length;
	if (kept > 0)
		warnings.push(
			`${kept === 1 ? 'One draft' : `${kept} drafts`} stayed: somebody changed, moved or sent it meanwhile.`,
		);
	return { id: '', output: {}, items, warnings };
}

const isAsMade = ({ own, digest }: Content) =>
	own?.digest !== undefined && changedParts(own.digest, digest).length === 0;

function shown({ id, subject, created, modified, own, webLink }: Content): Record<string, unknown> {
	return {
		id,
		subject,
		mark: own?.mark,
		createdDateTime: new Date(created).toISOString(),
		lastModifiedDateTime: new Date(modified).toISOString(),
		...(webLink === undefined ? {} : { webLink }),
	};
}

function readDays(text: string): number {
	const days = text === '' ? NaN : Number(text);
	if (Number.isInteger(days) && days >= 0 && days <= 36_500) return days;
	throw invalidField(
		'olderThanDays',
		`${quoted(text)} is not a number of days.`,
		'Enter a whole number, for example 14.',
	);
}
