import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { textToHtml } from '../html/textToHtml';
import { markOf } from '../messages/mark';
import { outlineOf } from './outline';
import type { Mail, Person } from './people';

/** What the subject of an answer, or of what is forwarded, begins with in the languages of mail programs. */
const PREFIXES =
	're res r aw antw antwort betr sv vs vá rép réf rif odp atb ang απ σχετ ynt отв ответ 回复 答复 答覆 回覆 返信 답장 رد ' +
	'fw fwd wg tr rv enc i doorst vl pd vb továbbítás πρθ ilt 転送 转发 轉寄 전달';
const REPLY_SUBJECT = new RegExp(`^\\s*(?:${PREFIXES.replace(/ /g, '|')})(?:\\s*\\[\\d+\\]|\\(\\d+\\))?\\s*[:：]`, 'i');

/**
 * A message of Sent Items as a mail that its sender wrote in a mail program; undefined where nobody did: what this package has made,
 * meeting requests and their answers, drafts, and answers in which nothing tells what is quoted.
 */
export function toMail(message: Message): Mail | undefined {
	const type = (message as { '@odata.type'?: string })['@odata.type'] ?? '';
	if (message.isDraft === true || /eventMessage/i.test(type) || markOf(message) !== undefined) return undefined;
	const { contentType, content } = message.body ?? {};
	const html = contentType?.toLowerCase() === 'html' ? (content ?? '') : textToHtml(content ?? '');
	const outline = outlineOf(html);
	const answers = REPLY_SUBJECT.test(message.subject ?? '');
	// Where it ends and the older message begins cannot be told.
	if (answers && !outline.hasHistory) return undefined;
	const from = personOf(message.from ?? message.sender);
	const sender = personOf(message.sender ?? message.from);
	const { toRecipients, ccRecipients } = message;
	return {
		id: message.id ?? '',
		...(message.conversationId ? { conversation: message.conversationId } : {}),
		from,
		sender,
		others: [...(toRecipients ?? []), ...(ccRecipients ?? [])].map(personOf),
		outline,
		isReply: outline.hasHistory || answers,
	};
}

const personOf = (recipient: Recipient | null | undefined): Person => {
	const { name, address } = recipient?.emailAddress ?? {};
	return { ...(name ? { name } : {}), address: address?.trim().toLowerCase() ?? '' };
};
