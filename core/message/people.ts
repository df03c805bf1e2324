import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

/**
 * To whom a message goes, for results: a text that the fields To, Cc and Bcc read again. Cc and Bcc only if someone is in them, To
 * whenever the message has the list.
 */
export function peopleOf(message: Message): { to?: string; cc?: string; bcc?: string } {
	const { toRecipients: to, ccRecipients: cc, bccRecipients: bcc } = message;
	return {
		...(Array.isArray(to) ? { to: textOf(to) } : {}),
		...(cc && cc.length > 0 ? { cc: textOf(cc) } : {}),
		...(bcc && bcc.length > 0 ? { bcc: textOf(bcc) } : {}),
	};
}

const textOf = (list: Recipient[]) => list.map(personText).join('; ');

/** `John Doe <john@contoso.com>`. Outlook repeats the address where it knows no name. */
export function personText({ emailAddress }: Recipient): string {
	const { name, address } = emailAddress ?? {};
	if (!name || name === address) return address ?? '';
	const shown = /^[\p{L}\p{N} .'-]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
	return address ? `${shown} <${address}>` : shown;
}
