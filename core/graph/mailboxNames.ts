import type { HttpResponse } from '../host';

/**
 * One mailbox has several names: an address, another address, an id, `me`, in any case. Outlook's limit counts the mailbox, so
 * the names that answers show to be the same share a lane: `@odata.context` of each says whose messages they are, and so does the
 * `Location` of what was made, there by its address.
 */
const known = new Map<string, string>();
/** `me` of several people, who use the same app: not one mailbox. */
const several = new Set<string>();
const MOST = 10_000;

const named = (app: string, mailbox: string): string => `${app} ${mailbox.toLowerCase()}`;

/** The throttle's name for all requests of one application (Graph host and client id) to one mailbox. */
export function laneOf(app: string, mailbox: string): string {
	let lane = named(app, mailbox);
	// At most: `me` stands for an id, which stands for an address.
	for (let step = 0; step < 2; step++) lane = known.get(lane) ?? lane;
	return lane;
}

/** What an answer says about the name by which it was asked for. */
export function learnName(
	app: string,
	mailbox: string,
	{ body, headers }: Pick<HttpResponse, 'body' | 'headers'>,
): void {
	// It stands at the beginning; the rest may be megabytes.
	const context = /"@odata\.context"\s*:\s*"[^"]*#users\('([^'"]+)'\)/i.exec(body.slice(0, 2_000))?.[1];
	if (context === undefined) return;
	const name = named(app, mailbox);
	const asItSays = named(app, decoded(context));
	areOne(name, asItSays);
	const location = /\/users\('([^']+)'\)/i.exec(headers.location ?? '')?.[1];
	if (location !== undefined) areOne(asItSays, named(app, decoded(location)));
}

function areOne(name: string, lane: string): void {
	if (name === lane || several.has(name) || known.get(lane) === name) return;
	const before = known.get(name);
	if (before !== undefined && before !== lane) {
		several.add(name);
		known.delete(name);
		return;
	}
	known.set(name, lane);
	if (known.size > MOST) known.delete(known.keys().next().value!);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
