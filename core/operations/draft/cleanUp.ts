import { invalidField, read } from '../../fields/read';
import type { FieldValues } from '../../fields';
import { DraftError, toDraftError } from '../../errors';
import { oneAtATime } from '../../drafts/keyLocks';
import type { Graph } from '../../graph/client';
import { getMessageIfThere } from '../../messages/get';
import { removeMessage } from '../../messages/remove';
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
 * Items. One of an earlier version, without a digest, stays, since nothing tells whether it was changed; one without recipients, which is
 * a template or a signature; and one that Outlook sends by itself later.
 */
async function cleanUpDrafts({ graph, account, mailbox, fields }: Context): Promise<OperationResult> {
	const onlyShow = read.flag(fields, 'dryRun', false);
	const days = readDays(fields);
	// A second DELETE would destroy what the first one has moved, so that two items never clean up a mailbox at once.
	const lock = `clean up ${account.graphUrl} ${account.clientId} ${mailbox.toLowerCase()}`;
	return await oneAtATime(graph, lock, async () => await cleanUp(graph, mailbox, days, onlyShow));
}

async function cleanUp(graph: Graph, mailbox: string, days: number, onlyShow: boolean): Promise<OperationResult> {
	const { drafts, deletedItems } = await graphDrafts(graph, mailbox).begin();
	const now = graph.serverNow();
	const latest = now - days * DAY;
	const isOld = ({ created, modified }: Content) => created <= latest && modified <= latest;
	const isLetter = ({ hasRecipients, leaves }: Content) => hasRecipients && leaves < now;
	const candidates = drafts.filter((draft) => draft.parentFolderId !== deletedItems && isOld(draft) && isLetter(draft));
	const unused = candidates.filter(isAsMade);
	const unknown = candidates.filter(({ own }) => own?.digest === undefined).length;
	const warnings = unknown > 0 ? [MADE_EARLIER(unknown)] : [];
	const items: Array<Record<string, unknown>> = [];
	for (const draft of unused) {
		const removed = !onlyShow && (await remove(graph, mailbox, draft, items.length));
		items.push(shown(draft, mailbox, removed));
	}
	const kept = onlyShow ? 0 : items.filter(({ removed }) => !removed).length;
	if (kept > 0) warnings.push(LEFT_ALONE(kept));
	return { id: '', output: {}, items, warnings };
}

/** It is read again, since someone may be writing in it at this moment. Resolves with whether it was moved. */
async function remove(graph: Graph, mailbox: string, draft: Content, before: number): Promise<boolean> {
	const place = { mailbox, id: draft.id };
	const options = { select: 'id,isDraft,parentFolderId,changeKey', mayBeGone: true as const };
	const now = await getMessageIfThere(graph, place, options);
	const isSame = now?.changeKey === draft.changeKey && now.parentFolderId === draft.parentFolderId;
	if (!now || !isSame || now.isDraft === false) return false;
	await removeMessage(graph, place).catch((thrown: unknown) => {
		const { code, message, cause } = toDraftError(thrown);
		const moved = before === 1 ? 'One draft was' : `${before} drafts were`;
		throw new DraftError(code, before > 0 ? `${message} ${moved} moved to Deleted Items before that.` : message, cause);
	});
	return true;
}

const MADE_EARLIER = (count: number) =>
	`${count === 1 ? 'One draft was' : `${count} drafts were`} made by an earlier version of this package and left alone: ` +
	`it cannot be told whether someone has changed ${count === 1 ? 'it' : 'them'}.`;

const LEFT_ALONE = (count: number) =>
	count === 1
		? 'One draft was left alone: someone has just changed, moved or sent it.'
		: `${count} drafts were left alone: someone has just changed, moved or sent them.`;

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
		mark: own?.identity,
		removed,
	};
}

/** What an expression left empty is no order to clean up. */
function readDays(fields: FieldValues): number {
	if (fields.olderThanDays === undefined) return 14;
	const days = read.whole(fields, 'olderThanDays', 0, 36_500);
	if (days === undefined) throw invalidField('olderThanDays', 'it is empty.', 'Enter a whole number, for example 14.');
	return days;
}
