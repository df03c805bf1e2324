import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { followUpPath, mailboxPath, type MessagePlace } from '../graph/paths';
import type { Graph, Listing } from '../graph/client';
import { getMessage } from '../messages/get';
import { comparable } from './rules';

const PEOPLE = 'from,sender,toRecipients,ccRecipients,isDraft';
/** Of 100 messages each. A conversation with more of them is looked at no further. */
const MOST_PAGES = 5;

/**
 * Who takes part in a conversation: who wrote a message of it, and who got one in To or Cc. Not where a message wants its answers to
 * go (Reply-To): that is only what its sender says. Drafts do not count: what is only prepared has reached nobody.
 */
export function peopleIn(messages: Message[]): Set<string> {
	const people = messages
		.filter(({ isDraft }) => isDraft !== true)
		.flatMap(({ from, sender, toRecipients, ccRecipients }) => [
			from,
			sender,
			...(toRecipients ?? []),
			...(ccRecipients ?? []),
		])
		.map((one) => comparable((one as Recipient | null | undefined)?.emailAddress?.address ?? ''));
	return new Set(people.filter((address): address is string => address !== undefined));
}

/** Who of `wanted` takes part in the conversation of a message, looked for as long as somebody is missing. */
export async function inConversationOf(graph: Graph, place: MessagePlace, wanted: Set<string>): Promise<Set<string>> {
	const { conversationId } = await getMessage(graph, place, {
		task: 'read the message',
		select: 'id,conversationId',
		anyMessage: true,
	});
	const found = new Set<string>();
	if (!conversationId) return found;
	let path: string | undefined = `${mailboxPath(place.mailbox)}/messages`;
	let query: Record<string, string> | undefined = {
		$filter: `conversationId eq '${conversationId.replace(/'/g, "''")}'`,
		$select: PEOPLE,
		$top: '100',
	};
	for (let page = 0; path !== undefined && page < MOST_PAGES; page++) {
		const listing: Listing<Message> = await graph.json<Listing<Message>>({
			method: 'GET',
			path,
			...(query ? { query } : {}),
			purpose: { task: 'read the conversation', mailbox: place.mailbox, repeat: 'safe' },
		});
		for (const address of peopleIn(listing.value ?? [])) found.add(address);
		if ([...wanted].every((address) => found.has(address))) break;
		const next = listing['@odata.nextLink'];
		path = next === undefined ? undefined : followUpPath(graph.graphUrl, next);
		query = undefined;
	}
	return found;
}
