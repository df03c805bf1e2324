import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

import { comparable } from './rules';

/** Who gets a reply or forward, by the lists of Graph's message. */
interface Addressees {
	toRecipients: Recipient[];
	ccRecipients: Recipient[];
}

/**
 * Whom Outlook puts into a reply or forward, as far as the answered message tells: Reply-To, else its sender (DOC message-createreply),
 * and for all also To and Cc. `own` are addresses of the mailbox, which Outlook leaves out. A message of one's own is answered to those
 * who got it (OBS Nango 2026).
 */
export function filledIn(
	kind: 'createReply' | 'createReplyAll' | 'createForward',
	{ from, sender, replyTo, toRecipients, ccRecipients }: Message,
	own: Set<string>,
): Addressees {
	if (kind === 'createForward') return { toRecipients: [], ccRecipients: [] };
	const isOwn = (one: Recipient) => own.has(comparable(one.emailAddress?.address ?? '') ?? '');
	const writer = from ?? sender;
	const answered = replyTo && replyTo.length > 0 ? replyTo : writer ? [writer] : [];
	if (answered.length > 0 && answered.every(isOwn))
		return { toRecipients: toRecipients ?? [], ccRecipients: kind === 'createReplyAll' ? (ccRecipients ?? []) : [] };
	if (kind === 'createReply') return { toRecipients: answered, ccRecipients: [] };
	const others = (list: Recipient[] | null | undefined) => (list ?? []).filter((one) => !isOwn(one));
	return { toRecipients: [...answered, ...others(toRecipients)], ccRecipients: others(ccRecipients) };
}
