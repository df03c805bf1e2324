import type { Message } from '@microsoft/microsoft-graph-types';

import { readAll } from '../graph/batch';
import type { Purpose } from '../graph/call';
import type { Graph, Listing } from '../graph/client';
import { followUpPath, mailboxPath, messagePath, withQuery } from '../graph/paths';
import { expanding, filterBy, IDENTITY_ID, markOf, OURS, stateOf, valueOf } from '../messages/mark';
import { DEFERRED_SEND_TIME } from '../message/extendedProperties';
import { peopleOf } from '../message/people';
import { openLink } from '../messages/openLink';
import { isAutomatic } from './automatic';
import { digestOf, readDigest } from './digest';
import type { ChangedPage, DraftReader } from './draftReader';
import { MOST_DRAFTS, type Content, type Own, type Sighting } from './draftState';
import { inBatches } from './inBatches';
import { newestText, ownText } from '../quoting/newestText';
import { textLiteral } from '../graph/filter';
import { pagesOf } from '../graph/pages';

const MEMBERS =
	'id,isDraft,parentFolderId,changeKey,lastModifiedDateTime,createdDateTime,sentDateTime,' +
	'receivedDateTime,internetMessageId,conversationId,subject,from';
const CONTENTS = `${MEMBERS},body,toRecipients,ccRecipients,bccRecipients,hasAttachments,webLink`;
const ANSWERS = `${MEMBERS},body,internetMessageHeaders`;
const EXPAND = expanding(...OURS, DEFERRED_SEND_TIME);
const PAGE = '200';
/** Pages of drafts that a first look reads. */
const MOST_PAGES = 100;
const EVER = '1900-01-01T00:00:00Z';

/** A mailbox of Microsoft Graph for a watch of drafts. Needs Mail.Read; changes nothing. */
export function graphDrafts(graph: Graph, mailbox: string): DraftReader {
	const purpose: Purpose = { task: 'look what became of the drafts', mailbox, repeat: 'safe' };
	const root = mailboxPath(mailbox);
	const get = async <T>(path: string) => await graph.json<T>({ method: 'GET', path, purpose });
	const pageFrom = async (first: Listing<Message>, from: number): Promise<ChangedPage> =>
		await beyond(graph, first, from, async (path) => await get<Listing<Message>>(path));
	const contents = async (ids: string[]) => await readContents(graph, mailbox, purpose, ids);
	return {
		now: () => graph.serverNow(),
		begin: async () => {
			const [bin, sent, [newestSent], [newest]] = await readBegin(graph, root, purpose);
			const drafts = await ownDrafts(graph, root, purpose);
			return {
				newest: newest ? timeOf(newest.lastModifiedDateTime) : 0,
				drafts: (await contents(drafts.map(({ id }) => id))).flatMap((one) => one ?? []),
				deletedItems: bin,
				sentItems: sent,
				self: newestSent ? senderOf(newestSent) : '',
			};
		},
		look: async (from, ids) => {
			const list = changedSince(root, from);
			if (ids.length === 0) return { page: await pageFrom(await get<Listing<Message>>(list), from), byId: [] };
			const [page, ...byId] = await readAll<Listing<Message> & Message>(
				graph,
				[list, ...ids.map((id) => withQuery(messagePath(mailbox, id), { $select: MEMBERS, $expand: EXPAND }))],
				purpose,
			);
			return { page: await pageFrom(page ?? {}, from), byId: byId.map((one) => one && sightingOf(one)) };
		},
		changed: async (from) => await pageFrom(await get<Listing<Message>>(changedSince(root, from)), from),
		contents,
		find: async (mark, identity, internetMessageId) => {
			const list = async (filter: string) =>
				(
					await get<Listing<Message>>(
						withQuery(`${root}/messages`, { $filter: filter, $select: MEMBERS, $expand: EXPAND, $top: '50' }),
					)
				).value ?? [];
			const marked = (await list(filterBy(IDENTITY_ID, identity)))
				.map(sightingOf)
				.filter(({ own }) => own?.mark === mark);
			if (marked.length > 0 || internetMessageId === '') return marked;
			const named = await list(`internetMessageId eq ${textLiteral(internetMessageId)}`);
			return named.map(sightingOf).filter(({ own }) => own === undefined || own.mark === mark);
		},
		answers: async (conversationId, since) => await answersIn(graph, root, purpose, conversationId, since),
	};
}

const changedSince = (root: string, from: number) =>
	withQuery(`${root}/messages`, {
		$filter: `lastModifiedDateTime ge ${secondsOf(from)}`,
		$orderby: 'lastModifiedDateTime',
		$select: MEMBERS,
		$expand: EXPAND,
		$top: PAGE,
	});

/** Time as Graph writes it. */
export const secondsOf = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

export const timeOf = (text: string | null | undefined): number => Date.parse(text ?? '') || 0;

/** A page that reaches beyond the time at which it begins, so that the next one can begin at its end. */
async function beyond(
	graph: Graph,
	first: Listing<Message>,
	from: number,
	get: (path: string) => Promise<Listing<Message>>,
): Promise<ChangedPage> {
	const rows: Sighting[] = [];
	for (let page = first; ; ) {
		rows.push(...(page.value ?? []).map(sightingOf));
		const next = page['@odata.nextLink'];
		if (next === undefined) return { rows, isWhole: true };
		if ((rows.at(-1)?.modified ?? 0) > Math.floor(from / 1_000) * 1_000) return { rows, isWhole: false };
		page = await get(followUpPath(graph.graphUrl, next));
	}
}

async function readBegin(
	graph: Graph,
	root: string,
	purpose: Purpose,
): Promise<[string, string, Message[], Message[]]> {
	const [bin, sent, newestSent, newest] = await readAll<{ id?: string; value?: Message[] }>(
		graph,
		[
			withQuery(`${root}/mailFolders/deleteditems`, { $select: 'id' }),
			withQuery(`${root}/mailFolders/sentitems`, { $select: 'id' }),
			withQuery(`${root}/mailFolders/sentitems/messages`, { $select: 'id,from', $top: '1' }),
			withQuery(`${root}/messages`, {
				$filter: `lastModifiedDateTime ge ${EVER}`,
				$orderby: 'lastModifiedDateTime desc',
				$select: 'id,lastModifiedDateTime',
				$top: '1',
			}),
		],
		purpose,
	);
	return [bin?.id ?? '', sent?.id ?? '', newestSent?.value ?? [], newest?.value ?? []];
}

/** The drafts of the mailbox that this package made, those changed last first. */
async function ownDrafts(graph: Graph, root: string, purpose: Purpose): Promise<Sighting[]> {
	const found: Sighting[] = [];
	const list = withQuery(`${root}/messages`, {
		$filter: `lastModifiedDateTime ge ${EVER} and isDraft eq true`,
		$orderby: 'lastModifiedDateTime desc',
		$select: MEMBERS,
		$expand: EXPAND,
		$top: PAGE,
	});
	let pages = 0;
	for await (const page of pagesOf<Message>(graph, list, purpose)) {
		found.push(...page.map(sightingOf).filter(({ own, isDraft }) => own && isDraft));
		pages += 1;
		if (pages === MOST_PAGES || found.length >= MOST_DRAFTS) break;
	}
	// The longest known first, as later looks add to them.
	return found.reverse();
}

async function readContents(
	graph: Graph,
	mailbox: string,
	purpose: Purpose,
	ids: string[],
): Promise<Array<Content | undefined>> {
	const paths = ids.map((id) => withQuery(messagePath(mailbox, id), { $select: CONTENTS, $expand: EXPAND }));
	const messages = await inBatches<Message>(graph, paths, purpose);
	// Contents of files are not wanted, so the files are not asked for with the message.
	const withFiles = messages.flatMap((message) => (message?.hasAttachments ? [message.id ?? ''] : []));
	const lists = await inBatches<{ value?: Array<{ name?: string | null; isInline?: boolean | null }> }>(
		graph,
		withFiles.map((id) => withQuery(`${messagePath(mailbox, id)}/attachments`, { $select: 'id,name,isInline' })),
		purpose,
	);
	const filesOf = new Map(withFiles.map((id, at) => [id, lists[at]?.value ?? []]));
	return messages.map((message) => {
		if (!message) return undefined;
		const files = filesOf.get(message.id ?? '') ?? [];
		const fileNames = files.filter(({ isInline }) => !isInline).map(({ name }) => name ?? '');
		return {
			...sightingOf(message),
			digest: digestOf({ ...message, fileNames }),
			text: ownText(message.body),
			to: peopleOf(message).to ?? '',
			hasRecipients: [message.toRecipients, message.ccRecipients, message.bccRecipients].some(
				(list) => (list ?? []).length > 0,
			),
			leaves: timeOf(valueOf(message, DEFERRED_SEND_TIME)),
			openLink: openLink(message),
		};
	});
}

async function answersIn(graph: Graph, root: string, purpose: Purpose, conversationId: string, since: number) {
	const found: Array<Sighting & { text: string }> = [];
	const list = withQuery(`${root}/messages`, {
		$filter: `conversationId eq ${textLiteral(conversationId)}`,
		$select: ANSWERS,
		$top: '50',
	});
	let pages = 0;
	for await (const page of pagesOf<Message>(graph, list, purpose)) {
		for (const message of page) {
			if (message.isDraft || timeOf(message.receivedDateTime) < since || isAutomatic(message.internetMessageHeaders))
				continue;
			found.push({ ...sightingOf(message), text: newestText(message.body) });
		}
		pages += 1;
		if (pages === MOST_PAGES) break;
	}
	return found.sort((one, other) => one.received - other.received);
}

const senderOf = ({ from }: Message) => (from?.emailAddress?.address ?? '').toLowerCase();

/** A message of a list. */
function sightingOf(message: Message): Sighting {
	const own = ownOf(message);
	return {
		id: message.id ?? '',
		isDraft: message.isDraft === true,
		parentFolderId: message.parentFolderId ?? '',
		changeKey: message.changeKey ?? '',
		modified: timeOf(message.lastModifiedDateTime),
		created: timeOf(message.createdDateTime),
		sent: timeOf(message.sentDateTime),
		received: timeOf(message.receivedDateTime),
		internetMessageId: message.internetMessageId ?? '',
		conversationId: message.conversationId ?? '',
		subject: message.subject ?? '',
		from: senderOf(message),
		...(own ? { own } : {}),
	};
}

/** What this package has written on a message; undefined for anybody else's. */
function ownOf(message: Message): Own | undefined {
	const mark = markOf(message);
	if (mark === undefined) return undefined;
	const digest = readDigest(stateOf(message).digest);
	return { mark, identity: valueOf(message, IDENTITY_ID) ?? mark, ...(digest ? { digest } : {}) };
}
