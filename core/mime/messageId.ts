/**
 * A Message-ID (RFC 5322 §3.6.4) that no other message has, with its angle brackets. Composed drafts are recognised by it
 * when a create got no answer. `address` gives the right-hand side: the sender's domain, as is usual.
 */
export function newMessageId(address?: string): string {
	const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase() ?? '';
	return `<${crypto.randomUUID()}@${/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(domain) && domain.length <= 200 ? domain : 'outlook-drafts.invalid'}>`;
}
