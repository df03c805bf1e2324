import type { Message } from '@microsoft/microsoft-graph-types';

import { toDraftError } from '../../errors';
import { expanding, IDENTITY_ID, valueOf, type ExtendedProperty } from '../../messages/mark';
import type { Graph, GraphRequest } from '../../graph/client';
import { messagePath } from '../../graph/paths';

/**
 * Whether the service keeps properties that are sent with createReply and createForward, by account and mailbox. No page says
 * so: the message in the request takes "any writable properties", and what was made is looked at once.
 */
const keeps = new Map<string, boolean>();
const MOST = 1_000;

function learn(place: string, answer: boolean): void {
	keeps.delete(place);
	keeps.set(place, answer);
	if (keeps.size > MOST) keeps.delete(keeps.keys().next().value!);
}

/** What the service was found to do; undefined while that is not known. */
export const keepsProperties = (place: string): boolean | undefined => keeps.get(place);

/**
 * Sends the request that makes a reply or forward, with properties unless the service is known not to take them. One that
 * rejects the request because of them has made nothing, and gets it without. `named` are recipients: a forward with a body
 * has to name them (DOC message-createforward).
 */
export async function postWith(
	graph: Graph,
	place: string,
	request: GraphRequest,
	{ properties, ...named }: { properties: ExtendedProperty[] } & Pick<Message, 'toRecipients'>,
): Promise<Message> {
	const { message = {}, ...more } = (request.body ?? {}) as { message?: object };
	const without = async (): Promise<Message> => await graph.json<Message>(request);
	if (properties.length === 0 || request.text !== undefined || keeps.get(place) === false) return await without();
	const body = { ...more, message: { ...message, ...named, singleValueExtendedProperties: properties } };
	return await graph.json<Message>({ ...request, body }).catch(async (thrown: unknown) => {
		if (toDraftError(thrown).cause.status !== 400) throw thrown;
		const made = await without();
		learn(place, false);
		return made;
	});
}

/** Whether a message that was made with its key lacks it: looked at until the service is known to keep what was sent. */
export async function lacksKey(graph: Graph, place: string, mailbox: string, id: string): Promise<boolean> {
	const known = keeps.get(place);
	if (known !== undefined) return !known;
	const there = await graph.json<Message>({
		method: 'GET',
		path: messagePath(mailbox, id),
		query: { $select: 'id', $expand: expanding(IDENTITY_ID) },
		purpose: { task: 'read the draft', mailbox, draft: id, repeat: 'safe' },
	});
	const has = valueOf(there, IDENTITY_ID) !== undefined;
	learn(place, has);
	return !has;
}
