/**
 * A Message-ID (RFC 5322 §3.6.4) with its angle brackets: `mark`, which no other message has, and the domain of the sender's
 * address, as is usual. Composed drafts are recognised by it when a create got no answer.
 */
export function messageIdOf(mark: string, address?: string): string {
	const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase() ?? '';
	return `<${mark}@${/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(domain) && domain.length <= 200 ? domain : 'outlook-drafts.invalid'}>`;
}
