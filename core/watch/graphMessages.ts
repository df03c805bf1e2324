import type { Message } from '@microsoft/microsoft-graph-types';

import { toDraftError } from '../errors';
import type { Purpose } from '../graph/call';
import { preferring, type Graph, type Listing } from '../graph/client';
import { encodeSegment, followUpPath, mailboxPath, messagePath, withQuery } from '../graph/paths';
import { expanding, markOf, OURS } from '../messages/mark';
import { peopleOf, personText } from '../message/people';
import { openLink } from '../messages/openLink';
import { secondsOf, timeOf } from './graphDrafts';
import { inBatches } from './inBatches';
import type { MessageReader } from './messageReader';
import type { Arrival, ReadMessage } from './messageState';
import { newestText } from '../quoting/newestText';
import { textLiteral } from '../graph/filter';

const MEMBERS = 'id,receivedDateTime,isDraft,from,subject,isRead,hasAttachments,importance,conversationId';
const CONTENTS = `${MEMBERS},body,internetMessageHeaders,toRecipients,webLink,categories`;
const PAGE = '200';

type Entry = Message & { '@removed'?: unknown };
type Changes = Listing<Entry> & { '@odata.deltaLink'?: string };

/** A folder of Microsoft Graph for a watch of messages. Needs Mail.Read; changes nothing. `folder` is an id or a well-known name. */
export function graphMessages(graph: Graph, mailbox: string, folder: string): MessageReader {
	const purpose: Purpose = { task: 'look for new messages', mailbox, folder, repeat: 'safe' };
	const root = mailboxPath(mailbox);
	const list = `${root}/mailFolders/${encodeSegment(folder)}/messages`;
	const get = async <T>(path: string, headers?: Record<string, string>) =>
		await graph.json<T>({ method: 'GET', path, purpose, ...(headers ? { headers } : {}) });
	return {
		now: () => graph.serverNow(),
		latest: async (most) => {
			const query = { $orderby: 'receivedDateTime desc', $select: MEMBERS, $top: String(most) };
			return ((await get<Listing<Message>>(withQuery(list, query))).value ?? []).map(arrivalOf);
		},
		delivered: async (from) => {
			const rows: Arrival[] = [];
			let path = withQuery(list, {
				$filter: `receivedDateTime ge ${secondsOf(from)}`,
				$orderby: 'receivedDateTime',
				$select: MEMBERS,
				$top: PAGE,
			});
			for (;;) {
				const page = await get<Listing<Message>>(path);
				rows.push(...(page.value ?? []).map(arrivalOf));
				const next = page['@odata.nextLink'];
				if (next === undefined) return { rows, isWhole: true };
				if ((rows.at(-1)?.received ?? 0) > Math.floor(from / 1_000) * 1_000) return { rows, isWhole: false };
				path = followUpPath(graph.graphUrl, next);
			}
		},
		changes: async (link) => {
			const first = withQuery(`${list}/delta`, { changeType: 'created', $select: 'id,receivedDateTime' });
			const page = await get<Changes>(link ?? first, preferring(`odata.maxpagesize=${PAGE}`)).catch(
				(thrown: unknown) => {
					if (link !== undefined && isForgotten(thrown)) return 'expired' as const;
					throw thrown;
				},
			);
			if (page === 'expired') return page;
			const next = page['@odata.nextLink'] ?? page['@odata.deltaLink'];
			const rows = (page.value ?? []).filter((entry) => entry['@removed'] === undefined && entry.id);
			return {
				rows: rows.map(({ id, receivedDateTime }) => ({ id: id ?? '', received: timeOf(receivedDateTime) })),
				link: next === undefined ? (link ?? first) : followUpPath(graph.graphUrl, next),
				isWhole: page['@odata.nextLink'] === undefined,
			};
		},
		read: async (ids) => {
			const paths = ids.map((id) => withQuery(messagePath(mailbox, id), { $select: CONTENTS }));
			return (await inBatches<Message>(graph, paths, purpose)).map((message) => message && readMessageOf(message));
		},
		conversations: async (ids) => await readConversations(graph, root, purpose, ids),
	};
}

/** 410 `syncStateNotFound` (OBS docs#2350), and 400 for a link that the service cannot read any more. */
function isForgotten(thrown: unknown): boolean {
	const { code, cause } = toDraftError(thrown);
	return cause.status === 410 || cause.status === 400 || /syncstate|resync/i.test(code);
}

async function readConversations(graph: Graph, root: string, purpose: Purpose, ids: string[]) {
	const pathOf = (id: string) =>
		withQuery(`${root}/messages`, {
			$filter: `conversationId eq ${textLiteral(id)}`,
			$select: 'id,isDraft,sentDateTime,parentFolderId',
			$expand: expanding(...OURS),
			$top: '50',
		});
	const folders = ['sentitems', 'deleteditems'].map((name) =>
		withQuery(`${root}/mailFolders/${name}`, { $select: 'id' }),
	);
	const unique = [...new Set(ids)];
	const [sent, bin, ...lists] = await inBatches<{ id?: string; value?: Message[] }>(
		graph,
		[...folders, ...unique.map(pathOf)],
		purpose,
	);
	return ids.map((id) => {
		const messages = lists[unique.indexOf(id)]?.value ?? [];
		const written = messages.filter(({ isDraft, parentFolderId }) => !isDraft && parentFolderId === sent?.id);
		return {
			answered: Math.max(0, ...written.map(({ sentDateTime }) => timeOf(sentDateTime))),
			hasOwnDraft: messages.some(
				(message) => message.isDraft === true && message.parentFolderId !== bin?.id && markOf(message) !== undefined,
			),
		};
	});
}

function arrivalOf(message: Message): Arrival {
	return {
		id: message.id ?? '',
		received: timeOf(message.receivedDateTime),
		isDraft: message.isDraft === true,
		from: (message.from?.emailAddress?.address ?? '').toLowerCase(),
		fromName: message.from?.emailAddress?.name ?? '',
		subject: message.subject ?? '',
		isRead: message.isRead === true,
		hasAttachments: message.hasAttachments === true,
		importance: message.importance ?? 'normal',
		conversationId: message.conversationId ?? '',
	};
}

function readMessageOf(message: Message): ReadMessage {
	return {
		...arrivalOf(message),
		text: newestText(message.body),
		headers: message.internetMessageHeaders ?? [],
		sender: message.from ? personText(message.from) : '',
		to: peopleOf(message).to ?? '',
		openLink: openLink(message),
		categories: message.categories ?? [],
	};
}
