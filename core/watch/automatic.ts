interface Header {
	name?: string | null;
	value?: string | null;
}

function valueOf(headers: Header[] | null | undefined, name: string): string | undefined {
	const found = (headers ?? []).find((header) => header.name?.toLowerCase() === name);
	return found ? (found.value ?? '').trim().toLowerCase() : undefined;
}

/**
 * Whether nobody has written this message: out-of-office answers, receipts, reports of what could not be delivered. By `Auto-Submitted`
 * (RFC 3834), Exchange's own `X-Auto-Response-Suppress`, and what older programs set. No words of a language are looked for.
 */
export function isAutomatic(headers: Header[] | null | undefined): boolean {
	const submitted = valueOf(headers, 'auto-submitted');
	if (submitted !== undefined && submitted !== '' && !/^no\b/.test(submitted)) return true;
	const suppress = valueOf(headers, 'x-auto-response-suppress');
	if (suppress !== undefined && suppress !== '' && suppress !== 'none') return true;
	if (valueOf(headers, 'x-autoreply') !== undefined || valueOf(headers, 'x-autorespond') !== undefined) return true;
	if (/multipart\/report/.test(valueOf(headers, 'content-type') ?? '')) return true;
	return /^(?:auto_reply|junk)$/.test(valueOf(headers, 'precedence') ?? '') || valueOf(headers, 'return-path') === '<>';
}

/** Whether it went to many: newsletters and lists. */
export function isBulk(headers: Header[] | null | undefined): boolean {
	const has = (name: string) => valueOf(headers, name) !== undefined;
	return has('list-id') || has('list-unsubscribe') || /^(?:bulk|list)$/.test(valueOf(headers, 'precedence') ?? '');
}
