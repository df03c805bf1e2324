/**
 * A Message-ID (RFC 5322 §3.6.4) with its angle brackets: `mark`, which no other message has, and the domain of the sender's
 * address, as is usual. Composed drafts are recognised by it when a create got no answer.
 */
export function messageIdOf(mark: string, address?: string): string {
	const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase() ?? '';
	return `<${mark}@${/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(domain) && domain.length <= 200 ? domain : 'outlook-drafts.invalid'}>`;
}

/** The msg-id in the value of a Message-ID header, without comments and whatever else stands there; all of it where there is none. */
export const messageIdIn = (value: string): string => /<[^<>\s]+>/.exec(value)?.[0] ?? value.trim();
