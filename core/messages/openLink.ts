import type { Message } from '@microsoft/microsoft-graph-types';

/** `https://outlook.office365.com/owa/?ItemID=…` (Microsoft Graph, "message resource type"). */
const WEB_LINK = /^(https:\/\/[^/]+)\/owa\/\?(?:.*&)?ItemID=([^&#]+)/i;

/**
 * The address that opens a draft in Outlook on the web, ready to be edited; that of any other message shows it. Made of Graph's
 * `webLink`, which shows a draft like a message that was received; what cannot be read is left as it is.
 */
export function openLink({ webLink, isDraft }: Message): string | undefined {
	const [, outlook, id] = WEB_LINK.exec(webLink ?? '') ?? [];
	if (isDraft === false || id === undefined) return webLink ?? undefined;
	return `${outlook}/mail/deeplink/compose/${encodeURIComponent(decoded(id))}`;
}

/** Graph encodes the id, but not in the mailboxes of all personal accounts (recorded in 2024). */
function decoded(id: string): string {
	try {
		return decodeURIComponent(id);
	} catch {
		return id;
	}
}
