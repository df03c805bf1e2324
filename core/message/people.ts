import type { Message, Recipient } from '@microsoft/microsoft-graph-types';

/** Somebody as results name them. */
export interface Person {
	name?: string;
	address: string;
}

/** To whom a message goes, for results: only the lists that the message has. */
export function peopleOf(message: Message): { to?: Person[]; cc?: Person[]; bcc?: Person[] } {
	const lists = { to: message.toRecipients, cc: message.ccRecipients, bcc: message.bccRecipients };
	return Object.fromEntries(
		Object.entries(lists).flatMap(([name, list]) => (Array.isArray(list) ? [[name, list.map(personOf)]] : [])),
	);
}

/** Outlook repeats the address where it knows no name. */
function personOf({ emailAddress }: Recipient): Person {
	const { name, address } = emailAddress ?? {};
	return { ...(name && name !== address ? { name } : {}), address: address ?? '' };
}
