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
 * draft:cleanUp: drafts that this package made, that are as it made them, and that no one has touched for some days go to Deleted
 * Items. One of an earlier version, without a digest, stays, since nothing tells whether it was changed.
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
					`${unknown === 1 ? 'One draft was' : `${unknown} drafts were`} made by an earlier version of this package and left alone: ` +
						`it cannot be told whether someone has changed ${unknown === 1 ? 'it' : 'them'}.`,
				]
			: [];

	const items: Array<Record<string, unknown>> = [];
	for (const draft of unused) {
		// It is read again, since someone may be writing in it at this moment.
		const removed =
			!onlyShow &&
			(await removeOwn(graph, mailbox, { id: draft.id, parentFolderId: draft.parentFolderId }, draft.changeKey));
		items.push(shown(draft, mailbox, removed));
	}
	const kept = onlyShow ? 0 : items.filter(({ removed }) => !removed).length;
	if (kept > 0)
		warnings.push(
			kept === 1
				? 'One draft was left alone: someone has just changed, moved or sent it.'
				: `${kept} drafts were left alone: someone has just changed, moved or sent them.`,
		);
	return { id: '', output: {}, items, warnings };
}

const isAsMade = ({ own, digest }: Content) =>
	own?.digest !== undefined && changedParts(own.digest, digest).length === 0;

function shown(draft: Content, mailbox: string, removed: boolean): Record<string, unknown> {
	const { id, subject, to, created, modified, own, openLink } = draft;
	return {
		subject,
		to,
		openLink,
		id,
		mailbox,
		createdDateTime: new Date(created).toISOString(),
		lastModifiedDateTime: new Date(modified).toISOString(),
		mark: own?.mark,
		removed,
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
