import { fitsList, wantsAnswer, type MessageFilter } from './messageFilter';
import type { MessageReader } from './messageReader';
import type { ReadMessage } from './messageState';

/** Messages that arrived as workflows see them. */
export function messages(
	all: ReadMessage[],
	about: { mailbox: string; folder: string },
): Array<Record<string, unknown>> {
	return all.map((message) => ({
		event: 'message',
		subject: message.subject,
		from: message.sender,
		to: message.to,
		text: message.text,
		folder: about.folder,
		openLink: message.openLink,
		id: message.id,
		mailbox: about.mailbox,
		receivedDateTime: new Date(message.received).toISOString(),
		conversationId: message.conversationId,
		hasAttachments: message.hasAttachments,
		importance: message.importance,
		categories: message.categories,
	}));
}

/** Messages among which an example is looked for. */
const EXAMPLES = 50;

/** The newest message that fits the filter, else the newest one: a person wants to see what comes. */
export async function exampleMessage(reader: MessageReader, filter: MessageFilter): Promise<ReadMessage[]> {
	const latest = (await reader.latest(EXAMPLES)).filter(({ isDraft }) => !isDraft);
	const fitting = latest.filter((row) => fitsList(row, filter));
	for (const { id } of fitting.slice(0, 10)) {
		const [message] = await reader.read([id]);
		if (message && (!filter.needsAnswer || wantsAnswer(message))) return [message];
	}
	const [message] = await reader.read(latest.slice(0, 1).map(({ id }) => id));
	return message ? [message] : [];
}
