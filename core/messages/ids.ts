import { invalidInput, quoted } from '../errors';
import { isRecord, readText } from '../fields/values';
import { decoded, toGraphId } from '../folders/folderAddress';

/**
 * Reads which message is meant: its id, what an earlier step returned as a whole (`{id: …}`), or the address by which
 * Outlook on the web shows it (`webLink`). What is certainly the id of something else is rejected in words.
 */
export function readMessageId(value: unknown, label: string): string {
	const given = isRecord(value) ? value.id : value;
	const text = readText(given, label)?.trim() ?? '';
	if (text === '')
		throw invalidInput(
			`${label}: it is empty.`,
			'Take the ID from an earlier step; if it comes from an expression, check that every item has it.',
		);
	const id = /^https?:\/\//i.test(text) ? idOfAddress(text, label) : text;
	if (/^<[^<>]*@[^<>]*>$/.test(id))
		throw invalidInput(
			`${label}: ${quoted(id)} is an internetMessageId, not the ID of a message in a mailbox.`,
			'Use "id" from an earlier step, or look the message up by its internetMessageId.',
		);
	if (/^AAQk/.test(id))
		throw invalidInput(
			`${label}: this is the ID of a conversation, not of a message.`,
			'Use "id" from an earlier step instead of "conversationId".',
		);
	if (/[\s@]/.test(id))
		throw invalidInput(
			`${label}: ${quoted(text)} is not the ID of a message.`,
			'Use "id" as an earlier step returned it, unchanged.',
		);
	// Encoded ids come out of addresses; Exchange's own have `/` and `+`.
	return toGraphId(decoded(id));
}

/** `…/owa/?ItemID=AAMk…%3D&…` (webLink, resources/message), `…/mail/inbox/id/AAMk…` (what the browser shows; not documented). */
function idOfAddress(address: string, label: string): string {
	const id =
		/[?&]ItemID=([^&#]+)/i.exec(address)?.[1] ?? /\/(?:id|deeplink\/(?:read|compose))\/([^/?#]+)/i.exec(address)?.[1];
	if (id !== undefined) return decoded(id);
	throw invalidInput(
		`${label}: ${quoted(address)} is not the address of a message in Outlook on the web.`,
		'Use "openLink" or "id" from an earlier step.',
	);
}
