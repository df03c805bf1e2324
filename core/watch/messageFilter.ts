import { isAutomatic, isBulk } from './automatic';
import type { Arrival, ReadMessage } from './messageState';

/** Which messages are told. */
export interface MessageFilter {
	/** Addresses, `@contoso.com`, or parts of names; any of them. Empty: all. */
	senders: string[];
	/** Words of the subject, all of them. */
	subject: string[];
	unreadOnly: boolean;
	withAttachments: boolean;
	/** `''`: any. */
	importance: '' | 'low' | 'normal' | 'high';
	/** Leave out newsletters, automatic messages, what was answered already and what has a draft of ours. */
	needsAnswer: boolean;
}

/** What a list tells is enough for most of it. */
export function fitsList(message: Arrival, filter: MessageFilter): boolean {
	const sender = `${message.fromName} <${message.from}>`.toLowerCase();
	const subject = message.subject.toLowerCase();
	return (
		!message.isDraft &&
		(filter.senders.length === 0 || filter.senders.some((one) => fitsSender(sender, one.toLowerCase()))) &&
		filter.subject.every((word) => subject.includes(word.toLowerCase())) &&
		(!filter.unreadOnly || !message.isRead) &&
		(!filter.withAttachments || message.hasAttachments) &&
		(filter.importance === '' || message.importance.toLowerCase() === filter.importance)
	);
}

/** `*@contoso.com` and `@contoso.com` mean a whole domain. */
function fitsSender(sender: string, wanted: string): boolean {
	const plain = wanted.replace(/^\*(?=@)/, '');
	return plain.startsWith('@') ? sender.endsWith(`${plain}>`) : sender.includes(plain);
}

/** Whether someone waits for an answer, as far as the message itself tells. */
export const wantsAnswer = ({ headers }: ReadMessage): boolean => !isAutomatic(headers) && !isBulk(headers);
