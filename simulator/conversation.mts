import { childConversationIndex } from './ids.mts';
import type { Mailbox, StoredMessage } from './types.mts';

type Thread = Pick<StoredMessage, 'conversationId' | 'conversationIndex'>;

/** A reply's place: the conversation of what it answers goes on. DOC message-createreply (purpose) */
export function thread({ conversationId, conversationIndex }: StoredMessage): Thread {
	return { conversationId, conversationIndex: childConversationIndex(conversationIndex) };
}

/** The same for a message that names others by their internetMessageId, the nearest first; nothing when the mailbox has none of them. INFERRED */
export function threadOfReferences(mailbox: Mailbox, references: string[]): Partial<Thread> {
	const rank = new Map([...references].reverse().map((id, index) => [id, index]));
	let nearest: StoredMessage | undefined;
	for (const message of rank.size > 0 ? mailbox.messages : []) {
		const found = rank.get(message.internetMessageId);
		if (found !== undefined && (!nearest || found > (rank.get(nearest.internetMessageId) ?? 0))) nearest = message;
	}
	return nearest ? thread(nearest) : {};
}
