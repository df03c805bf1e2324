import type { Message } from '@microsoft/microsoft-graph-types';

import type { Graph, GraphRequest, Listing } from '../graph/client';
import { mailboxPath } from '../graph/paths';
import { expanding, IDENTITY_ID, valueOf } from '../messages/mark';
import { textLiteral } from '../graph/filter';

/** A flow that answers what has just come needs no look: a person takes longer. */
const SOONEST = 120_000;

/**
 * The message that is to be answered was answered since it came: something of its conversation was sent from this mailbox after it.
 * Where it cannot be looked, nothing is said. What carries `key` is the draft of an earlier run of this step, which is the answer itself.
 */
export async function answeredMeanwhile(
	graph: Graph,
	mailbox: string,
	{ conversationId, receivedDateTime }: Message,
	key: string | undefined,
): Promise<string[]> {
	if (!conversationId || !receivedDateTime) return [];
	const since = Date.parse(receivedDateTime);
	if (!(graph.serverNow() - since > SOONEST)) return [];
	const sent: GraphRequest = {
		method: 'GET',
		path: `${mailboxPath(mailbox)}/mailFolders/sentitems/messages`,
		query: {
			$filter: `conversationId eq ${textLiteral(conversationId)}`,
			$select: 'id,sentDateTime,isDraft',
			$expand: expanding(IDENTITY_ID),
			$top: '50',
		},
		purpose: { task: 'look for an answer', mailbox, folder: 'sentitems', repeat: 'safe' },
	};
	const answer = await graph.json<Listing<Message>>(sent).catch((): Listing<Message> => ({}));
	const times = (answer.value ?? [])
		.filter((message) => message.isDraft !== true && (key === undefined || valueOf(message, IDENTITY_ID) !== key))
		.map(({ sentDateTime }) => Date.parse(sentDateTime ?? ''))
		.filter((time) => time > since);
	if (times.length === 0) return [];
	const last = new Date(Math.max(...times)).toISOString().slice(0, 16).replace('T', ' ');
	return [`This conversation has been answered in the meantime: a message was sent in it on ${last} UTC.`];
}
