import { invalidInput, quoted } from '../errors';

/** Encodes one path segment exactly once. Graph's ids hold `=`, guests' UPNs hold `#` (graph-explorer: must be `%23`). */
export function encodeSegment(value: string): string {
	// Every URL parser would take these for steps in the path.
	if (value === '.' || value === '..') throw invalidInput(`${quoted(value)} cannot be used in an address.`);
	return encoded(value);
}

function encoded(value: string): string {
	if (/\p{Surrogate}/u.test(value))
		throw invalidInput(`${quoted(value)} holds half a character and cannot be used in an address.`);
	return encodeURIComponent(value);
}

/** `/me` or `/users/{id | UPN}`. */
export function mailboxPath(mailbox: string): string {
	return mailbox === 'me' ? '/me' : `/users/${encodeSegment(mailbox)}`;
}

/** A message in its mailbox. */
export interface MessagePlace {
	mailbox: string;
	id: string;
}

/** One message of a mailbox, whatever folder it is in. */
export function messagePath(mailbox: string, id: string): string {
	return `${mailboxPath(mailbox)}/messages/${encodeSegment(id)}`;
}

/**
 * Where a new message is posted: the mailbox itself for Drafts (the page's first form), else the folder.
 * `folder` is an id or a well-known name.
 */
export function newMessagePath(mailbox: string, folder: string): string {
	const root = mailboxPath(mailbox);
	return folder.toLowerCase() === 'drafts'
		? `${root}/messages`
		: `${root}/mailFolders/${encodeSegment(folder)}/messages`;
}

/** Appends query parameters; names stay as they are (`$top`), values are encoded. */
export function withQuery(path: string, query: Record<string, string>): string {
	const pairs = Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
	return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

/**
 * The part of a follow-up link that may be requested with the account's token: path and query below `/v1.0`.
 * Rejects links to another host; such a link may come back from a browser.
 */
export function followUpPath(graphUrl: string, link: string): string {
	const base = new URL(graphUrl);
	const target = URL.canParse(link) ? new URL(link) : undefined;
	if (target?.origin !== base.origin || !target.pathname.startsWith('/v1.0/')) {
		throw invalidInput("A follow-up link does not lead to the account's own Graph address, so it was not requested.");
	}
	return target.pathname.slice('/v1.0'.length) + target.search;
}
