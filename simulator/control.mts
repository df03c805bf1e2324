import type { Store } from './store.mts';
import { folderJson } from './routes/folders.mts';
import { messageJson } from './message-writer.mts';
import { htmlToText } from './html.mts';
import { mimeOf } from './routes/mime.mts';
import { asksOtherSites, isPicture } from './page-body.mts';
import type { Switches } from './switches.mts';
import type { Mailbox, NameValue, StoredMessage } from './types.mts';

/** What the page asks for. None of this exists at Microsoft. */

const preferences = { immutableIds: false, allowUnsafeHtml: false, applied: [] };

const rowMembers = [
	'subject',
	'bodyPreview',
	'toRecipients',
	'from',
	'receivedDateTime',
	'isDraft',
	'isRead',
	'importance',
	'hasAttachments',
	'flag',
];

const newestFirst = (a: StoredMessage, b: StoredMessage): number =>
	a.receivedDateTime === b.receivedDateTime
		? b.sequence - a.sequence
		: a.receivedDateTime < b.receivedDateTime
			? 1
			: -1;

function folderTree(mailbox: Mailbox, language: Switches['folderLanguage'], parentId: string, depth = 0): object[] {
	const order = ['inbox', 'drafts', 'sentitems', 'deleteditems', 'junkemail', 'archive'];
	const rank = (name: string | null): number => (name && order.includes(name) ? order.indexOf(name) : order.length);
	return mailbox.folders
		.filter(({ parentFolderId, isHidden }) => parentFolderId === parentId && !isHidden)
		.sort((a, b) => rank(a.wellKnownName) - rank(b.wellKnownName) || a.displayName.localeCompare(b.displayName, 'en'))
		.flatMap((folder) => {
			const { id, displayName, totalItemCount, unreadItemCount } = folderJson(mailbox, folder, language);
			return [
				{ id, displayName, totalItemCount, unreadItemCount, wellKnownName: folder.wellKnownName, depth },
				...folderTree(mailbox, language, folder.id, depth + 1),
			];
		});
}

export function pageState(store: Store, { folderLanguage }: Switches): object {
	return {
		version: store.version,
		mailboxes: store.mailboxes.map((mailbox) => {
			const newest = mailbox.messages.reduce<StoredMessage | undefined>(
				(last, message) => (last && last.sequence > message.sequence ? last : message),
				undefined,
			);
			const root = mailbox.folders.find(({ wellKnownName }) => wellKnownName === 'msgfolderroot');
			return {
				address: mailbox.address,
				displayName: mailbox.displayName,
				kind: mailbox.kind,
				messageCount: mailbox.messages.length,
				newest: newest ? { id: newest.id, folder: newest.parentFolderId, sequence: newest.sequence } : null,
				folders: folderTree(mailbox, folderLanguage, root?.id ?? ''),
			};
		}),
	};
}

/** What a search looks at, in lower case: subject, people, body. Kept for each state of a message. */
const searched = new WeakMap<StoredMessage, { changeKey: string; text: string }>();

function searchText(store: Store, message: StoredMessage): string {
	const known = searched.get(message);
	if (known?.changeKey === message.changeKey) return known.text;
	const { subject, body, from, toRecipients, ccRecipients, bccRecipients, replyTo, changeKey } = message;
	const everybody = [...(from ? [from] : []), ...toRecipients, ...ccRecipients, ...bccRecipients, ...replyTo];
	const names = everybody.flatMap(({ emailAddress: { name, address } }) => [
		name,
		address,
		address && store.nameOf(address),
	]);
	const text = [subject, ...names, body.contentType === 'html' ? htmlToText(body.content) : body.content]
		.filter(Boolean)
		.join('\n')
		.toLowerCase();
	searched.set(message, { changeKey, text });
	return text;
}

/** One folder's list, only what a row shows. A message is found when it holds every word of `search`. */
export function pageMessages(
	store: Store,
	address: string,
	folderId: string,
	search: string,
	most: number,
): object | undefined {
	const mailbox = store.find(address);
	if (!mailbox) return undefined;
	const words = search.toLowerCase().split(/\s+/).filter(Boolean);
	const inFolder = mailbox.messages.filter(({ parentFolderId }) => parentFolderId === folderId);
	const found =
		words.length === 0
			? inFolder
			: inFolder.filter((message) => words.every((word) => searchText(store, message).includes(word)));
	const rows = found
		.sort(newestFirst)
		.slice(0, most)
		.map((message) => {
			const json = messageJson(message, { preferences, nameOf: (one) => store.nameOf(one), select: rowMembers });
			return { ...json, key: message.immutableId };
		});
	return { total: found.length, inFolder: inFolder.length, rows };
}

/** By either id, also in the form that a webLink holds. */
export function findForPage(store: Store, address: string, id: string): StoredMessage | undefined {
	const mailbox = store.find(address);
	return mailbox && store.message(mailbox, id.replaceAll('/', '-').replaceAll('+', '_'));
}

export function pageMessage(store: Store, address: string, id: string): object | undefined {
	const message = findForPage(store, address, id);
	if (!message) return undefined;
	return {
		...messageJson(message, { preferences, nameOf: (one) => store.nameOf(one) }),
		key: message.immutableId,
		internetMessageHeaders: message.internetMessageHeaders,
		singleValueExtendedProperties: message.singleValueExtendedProperties,
		multiValueExtendedProperties: message.multiValueExtendedProperties,
		extensions: message.extensions,
		attachments: message.attachments.map((one) => {
			const { id: attachmentId, odataType, name, contentType, size, isInline, contentId, contentBytes } = one;
			return {
				id: attachmentId,
				odataType,
				name,
				contentType,
				size,
				isInline,
				contentId,
				hasBytes: contentBytes !== undefined,
				isPicture: isPicture(one),
			};
		}),
		asksOtherSites: asksOtherSites(message),
		// For editing.
		text: message.body.contentType === 'html' ? htmlToText(message.body.content) : message.body.content,
	};
}

/** The lines of the source's header, unfolded (RFC 5322 2.2.3), values as they are written there. */
function headerLines(source: string): NameValue[] {
	const end = source.search(/\r?\n\r?\n/);
	const unfolded = (end < 0 ? source : source.slice(0, end)).replace(/\r?\n(?=[ \t])/g, '');
	return unfolded
		.split(/\r?\n/)
		.filter(Boolean)
		.map((line) => {
			const colon = line.indexOf(':');
			return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
		});
}

/** The beginning of the MIME source, `most` bytes of it, with its header lines. */
export async function pageSource(
	store: Store,
	switches: Switches,
	address: string,
	id: string,
	most: number,
): Promise<object | undefined> {
	const mailbox = store.find(address);
	const message = findForPage(store, address, id);
	if (!mailbox || !message) return undefined;
	const source = await mimeOf(message, { store, switches, mailbox });
	const text = source.subarray(0, most).toString('utf8');
	return { length: source.length, text, headers: headerLines(text) };
}
