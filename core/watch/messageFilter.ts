import { isNamed, readRule, type Rule } from '../policy/rules';
import { isAutomatic, isBulk } from './automatic';
import type { Arrival, ReadMessage } from './messageState';

/** A sender that is wanted: as it was entered, in small letters, the address in it, and the rule that it is where it is one. */
export interface Sender {
	wanted: string;
	written: string;
	rule: Rule | undefined;
}

/** Which messages are told. */
export interface MessageFilter {
	/** Addresses, `@contoso.com`, or parts of names; any of them. Empty: all. */
	senders: Sender[];
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
	const subject = message.subject.toLowerCase();
	return (
		!message.isDraft &&
		(filter.senders.length === 0 || filter.senders.some((one) => fitsSender(message, one))) &&
		filter.subject.every((word) => subject.includes(word.toLowerCase())) &&
		(!filter.unreadOnly || !message.isRead) &&
		(!filter.withAttachments || message.hasAttachments) &&
		(filter.importance === '' || message.importance.toLowerCase() === filter.importance)
	);
}

/**
 * An address is compared with the sender's as a whole, and never with the name, into which anybody may write one. `*@contoso.com` and
 * `@contoso.com` mean a whole domain, `*@*.contoso.com` those below it.
 */
function fitsSender({ from, fromName }: Arrival, { wanted, written, rule }: Sender): boolean {
	if (rule) return isNamed(from, [rule]) || from === written;
	return `${fromName.toLowerCase()} <${from}>`.includes(wanted);
}

/** Reads one sender, once for all messages. */
export function readSender(entered: string): Sender {
	const wanted = entered.toLowerCase();
	const written = /<([^<>]*@[^<>]*)>$/.exec(wanted)?.[1] ?? wanted.replace(/^mailto:/, '');
	return { wanted, written, rule: readRule(written) };
}

/** Whether someone waits for an answer, as far as the message itself tells. */
export const wantsAnswer = ({ headers }: ReadMessage): boolean => !isAutomatic(headers) && !isBulk(headers);
