import type { Store } from './store.mts';
import { folderJson } from './routes/folders.mts';
import { messageJson } from './message-writer.mts';
import { removeUnsafeHtml } from './html.mts';
import type { Mailbox, StoredMessage } from './types.mts';

/** What the page asks for. None of this exists at Microsoft. */

const preferences = { immutableIds: false, allowUnsafeHtml: false, applied: [] };

const rowMembers = ['subject', 'bodyPreview', 'toRecipients', 'from', 'createdDateTime', 'isDraft', 'isRead', 'importance', 'hasAttachments', 'flag'];

const newestFirst = (a: StoredMessage, b: StoredMessage): number => b.sequence - a.sequence;

function folderTree(mailbox: Mailbox, parentId: string, depth = 0): object[] {
	const order = ['inbox', 'drafts', 'sentitems', 'deleteditems', 'junkemail', 'archive'];
	const rank = (name: string | null): number => (name && order.includes(name) ? order.indexOf(name) : order.length);
	return mailbox.folders
		.filter(({ parentFolderId, isHidden }) => parentFolderId === parentId && !isHidden)
		.sort((a, b) => rank(a.wellKnownName) - rank(b.wellKnownName) || a.displayName.localeCompare(b.displayName, 'en'))
		.flatMap((folder) => {
			const { id, displayName, totalItemCount, unreadItemCount } = folderJson(mailbox, folder);
			return [{ id, displayName, totalItemCount, unreadItemCount, wellKnownName: folder.wellKnownName, depth }, ...folderTree(mailbox, folder.id, depth + 1)];
		});
}

export function pageState(store: Store): object {
	return {
		version: store.version,
		mailboxes: store.mailboxes.map((mailbox) => {
			const newest = mailbox.messages.reduce<StoredMessage | undefined>((last, message) => (last && last.sequence > message.sequence ? last : message), undefined);
			const root = mailbox.folders.find(({ wellKnownName }) => wellKnownName === 'msgfolderroot');
			return {
				address: mailbox.address,
				displayName: mailbox.displayName,
				kind: mailbox.kind,
				messageCount: mailbox.messages.length,
				newest: newest ? { id: newest.id, folder: newest.parentFolderId, sequence: newest.sequence } : null,
				folders: folderTree(mailbox, root?.id ?? ''),
			};
		}),
	};
}

/** One folder's list: only what a row shows. */
export function pageMessages(store: Store, address: string, folderId: string, most: number): object | undefined {
	const mailbox = store.find(address);
	if (!mailbox) return undefined;
	const found = mailbox.messages.filter(({ parentFolderId }) => parentFolderId === folderId).sort(newestFirst);
	const rows = found.slice(0, most).map((message) => {
		const json = messageJson(message, { preferences, nameOf: (one) => store.nameOf(one), select: rowMembers });
		return { ...json, key: message.immutableId };
	});
	return { total: found.length, rows };
}

/** By either id, also in the form that a webLink holds. */
function find(store: Store, address: string, id: string): StoredMessage | undefined {
	const mailbox = store.find(address);
	return mailbox && store.message(mailbox, id.replaceAll('/', '-').replaceAll('+', '_'));
}

export function pageMessage(store: Store, address: string, id: string): object | undefined {
	const message = find(store, address, id);
	if (!message) return undefined;
	return {
		...messageJson(message, { preferences, nameOf: (one) => store.nameOf(one) }),
		key: message.immutableId,
		internetMessageHeaders: message.internetMessageHeaders,
		singleValueExtendedProperties: message.singleValueExtendedProperties,
		multiValueExtendedProperties: message.multiValueExtendedProperties,
		extensions: message.extensions,
		attachments: message.attachments.map(({ name, contentType, size, isInline }) => ({ name, contentType, size, isInline })),
	};
}

/** For mail without styles of its own; links open nowhere, because the sandbox allows no windows. */
const bodyStart = `<!doctype html><base target="_blank"><style>:where(body) { margin: 16px; font: 15px/1.45 Calibri, Carlito, "Segoe UI", Arial, sans-serif; color: #1f2328 }</style>`;

/** The HTML body for the page's sandboxed frame; the policy that goes with it is in page-server.mts. */
export function pageBody(store: Store, address: string, id: string): string | undefined {
	const message = find(store, address, id);
	return message && bodyStart + removeUnsafeHtml(message.body.content);
}
