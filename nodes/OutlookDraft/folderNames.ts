// What the list of folders shows, and n8n keeps of it: the way to the folder, and whose folder it is.
import { wellKnownName } from '../../core';

/** What people call a mailbox, from the locator in which it is chosen. It holds no round brackets. */
export function mailboxName(locator: unknown): string {
	const { mode, value, cachedResultName } = (
		typeof locator === 'object' && locator !== null ? locator : { value: locator }
	) as { mode?: unknown; value?: unknown; cachedResultName?: unknown };
	const key = String(value ?? '').trim();
	if (key.toLowerCase() === 'me') return 'My mailbox';
	const isChosen = mode === 'list' && typeof cachedResultName === 'string';
	const name = isChosen ? cachedResultName.replace(/ \([^()]*\)$/, '').trim() : '';
	return (name || key).replace(/\(/g, '[').replace(/\)/g, ']');
}

/** Outlook's own folders are kept by their names, which every mailbox has: they belong to whichever mailbox is chosen. */
export const withMailbox = (name: string, key: string, mailbox: string): string =>
	wellKnownName(key) === undefined ? `${name} (${mailbox})` : name;

/** The two parts of what the list showed. */
export function withoutMailbox(shown: string, key: string): { name: string; mailbox?: string } {
	const [, name, mailbox] = (wellKnownName(key) === undefined && /^(.*) \(([^()]+)\)$/s.exec(shown)) || [];
	return name === undefined || mailbox === undefined ? { name: shown } : { name, mailbox };
}
