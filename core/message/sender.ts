import type { Message } from '@microsoft/microsoft-graph-types';

/**
 * The address of a mailbox, as far as its name tells: an object id tells none, and a guest's UPN
 * (`anna_fabrikam.com#EXT#@contoso.onmicrosoft.com`) is not where the guest's mail goes.
 */
export function addressOf(mailbox: string): string | undefined {
	return /^[^\s@#]+@[^\s@#]+$/.test(mailbox) ? mailbox : undefined;
}

/**
 * In another mailbox than one's own, Outlook may send a draft without a sender from a personal address: so it gets the
 * mailbox's. A sender that was given, and `"from": null` in a message given as JSON, stay.
 */
export function withSender(message: Message, mailbox: string): Message {
	const address = mailbox === 'me' ? undefined : addressOf(mailbox);
	return 'from' in message || address === undefined ? message : { ...message, from: { emailAddress: { address } } };
}

/** The warning for a draft in another mailbox whose address is not known, and which names no sender. */
export function senderWarnings(mailbox: string, message: Message): string[] {
	if (mailbox === 'me' || message.from || addressOf(mailbox)) return [];
	return [
		`No sender is set, and "${mailbox}" is not an address: the draft may be sent from a personal address. ` +
			'Set From to the address of that mailbox.',
	];
}
