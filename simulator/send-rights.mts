import { GraphError } from './errors.mts';
import type { MailCall } from './graph.mts';
import { includes, rightsOf } from './mailbox-access.mts';
import type { Mailbox, MessageContent, Recipient } from './types.mts';

const refusal =
	'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.';

const named = ({ displayName, address }: Mailbox): Recipient => ({ emailAddress: { name: displayName, address } });

/**
 * From and sender of a message at its submission: with Send As both are the mailbox named, with Send on Behalf the sender stays the submitter.
 * The submitter is who is signed in; for an application it is the mailbox. DOC outlook-send-mail-from-other-user
 */
export function senderOf(
	{ mailbox, store, token }: MailCall,
	{ from }: Pick<MessageContent, 'from'>,
): Pick<MessageContent, 'from' | 'sender'> {
	const submitter = token.kind === 'delegated' ? (store.find(token.user) ?? mailbox) : mailbox;
	const address = from?.emailAddress.address;
	const wanted = address ? store.find(address) : mailbox;
	if (!wanted) throw new GraphError(403, 'ErrorSendAsDenied', refusal);
	const shown = address ? from : named(wanted);
	if (wanted === submitter || includes(rightsOf(wanted).sendAs, submitter, store))
		return { from: shown, sender: shown };
	if (includes(rightsOf(wanted).sendOnBehalf, submitter, store)) return { from: shown, sender: named(submitter) };
	throw new GraphError(403, 'ErrorSendAsDenied', refusal);
}
