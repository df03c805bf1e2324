/** Outlook's own folders, usable wherever a folder id is (Microsoft Graph, "mailFolder resource type"). The same in every language. */
const WELL_KNOWN = [
	'archive',
	'clutter',
	'conflicts',
	'conversationhistory',
	'deleteditems',
	'drafts',
	'inbox',
	'junkemail',
	'localfailures',
	'msgfolderroot',
	'outbox',
	'recoverableitemsdeletions',
	'scheduled',
	'searchfolders',
	'sentitems',
	'serverfailures',
	'syncissues',
];

/** In the order in which lists begin: Drafts, then as Outlook sorts them. Every mailbox has all but the archive. */
export const FIRST_FOLDERS = ['drafts', 'inbox', 'sentitems', 'deleteditems', 'junkemail', 'archive'] as const;

/**
 * Names that mean Outlook's own folder even at the beginning of a path, without asking. The others are too likely names
 * of people's own folders.
 */
const ALWAYS_OWN = new Set(['drafts', 'inbox', 'sentitems', 'deleteditems', 'junkemail', 'outbox']);

/** What Outlook calls them in English. */
const WORDS: Record<string, string> = {
	archive: 'Archive',
	deleteditems: 'Deleted Items',
	drafts: 'Drafts',
	inbox: 'Inbox',
	junkemail: 'Junk Email',
	outbox: 'Outbox',
	sentitems: 'Sent Items',
};

/** A well-known name in words, any other text as it is. */
export const inWords = (folder: string): string => WORDS[folder.trim().toLowerCase()] ?? folder;

/** The well-known name as it is written in addresses; undefined for any other text. */
export function wellKnownName(text: string): string | undefined {
	const name = text.trim().toLowerCase();
	return WELL_KNOWN.includes(name) ? name : undefined;
}

/** The well-known name behind the words a person writes for it: "Sent Items" for `sentitems`. */
export function wellKnownByWords(text: string): string | undefined {
	return wellKnownName(text.replace(/[\s-]+/g, ''));
}

/** Like `wellKnownByWords`, but only for names that nobody gives to a folder of their own. */
export function alwaysOwn(text: string): string | undefined {
	const name = wellKnownByWords(text);
	return name !== undefined && ALWAYS_OWN.has(name) ? name : undefined;
}
