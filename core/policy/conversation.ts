import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { pagesOf } from '../graph/pages';
import { mailboxPath, withQuery, type MessagePlace } from '../graph/paths';
import { getMessage } from '../messages/get';
import { comparable } from './rules';
import { textLiteral } from '../graph/filter';

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
	const list = withQuery(`${mailboxPath(place.mailbox)}/messages`, {
		$filter: `conversationId eq ${textLiteral(conversationId)}`,
		$select: PEOPLE,
		$top: '100',
	});
	const purpose: Purpose = { task: 'read the conversation', mailbox: place.mailbox, repeat: 'safe' };
	let pages = 0;
	for await (const page of pagesOf<Message>(graph, list, purpose)) {
		for (const address of peopleIn(page)) found.add(address);
		pages += 1;
		if (pages === MOST_PAGES || [...wanted].every((address) => found.has(address))) break;
	}
	return found;
}
