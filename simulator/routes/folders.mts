import { itemNotFound, malformedId } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { looksLikeId } from '../ids.mts';
import { applyQuery, Query } from '../query.mts';
import type { Store } from '../store.mts';
import type { Folder, Mailbox } from '../types.mts';

/** Order of the mailFolder page; `sizeInBytes` is undocumented but seen in live answers and left out here. */
const members = ['id', 'displayName', 'parentFolderId', 'childFolderCount', 'unreadItemCount', 'totalItemCount', 'isHidden'];

/** A folder by id or well-known name; text that can be neither is "malformed". RECALL for which of the two */
export function resolveFolder(store: Store, mailbox: Mailbox, key: string): Folder {
	const folder = store.folder(mailbox, key);
	if (!folder) throw looksLikeId(key) ? itemNotFound() : malformedId();
	return folder;
}

export function folderJson(mailbox: Mailbox, folder: Folder): Record<string, unknown> {
	const items = mailbox.messages.filter(({ parentFolderId }) => parentFolderId === folder.id);
	return {
		id: folder.id,
		displayName: folder.displayName,
		parentFolderId: folder.parentFolderId,
		childFolderCount: mailbox.folders.filter(({ parentFolderId, isHidden }) => parentFolderId === folder.id && !isHidden).length,
		unreadItemCount: items.filter(({ isRead }) => !isRead).length,
		totalItemCount: items.length,
		isHidden: folder.isHidden,
	};
}

const showsHidden = (call: MailCall): boolean => call.query.get('includehiddenfolders')?.toLowerCase() === 'true';

function selected(call: MailCall, folder: Folder): Record<string, unknown> {
	const select = call.query.select(members);
	const json = folderJson(call.mailbox, folder);
	const shown = select ? Object.fromEntries(Object.entries(json).filter(([name]) => name === 'id' || select.includes(name))) : json;
	if (!/(^|,)\s*childFolders\b/i.test(call.query.get('$expand') ?? '')) return shown;
	return { ...shown, childFolders: children(call, folder.id).map((child) => folderJson(call.mailbox, child)) };
}

function children(call: MailCall, parentId: string): Folder[] {
	return call.mailbox.folders
		.filter(({ parentFolderId, isHidden }) => parentFolderId === parentId && (!isHidden || showsHidden(call)))
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));
}

/** Direct children only, ten a page. DOC user-list-mailfolders; the ten RECALL */
function list(call: MailCall, parent: Folder, where: string): GraphAnswer {
	const known = (name: string): boolean => members.some((member) => member.toLowerCase() === name.toLowerCase());
	const resolver = (folder: Folder) => (path: string) => folderJson(call.mailbox, folder)[members.find((name) => name.toLowerCase() === path.toLowerCase()) ?? ''];
	const found = applyQuery(children(call, parent.id), call.query, known, resolver, false);
	const { top, skip } = call.query.page(10, 1000);
	const json: Record<string, unknown> = { '@odata.context': `${call.context}${where}` };
	if (call.query.get('$count')?.toLowerCase() === 'true') json['@odata.count'] = found.length;
	json.value = found.slice(skip, skip + top).map((folder) => selected(call, folder));
	if (skip + top < found.length) json['@odata.nextLink'] = Query.nextLink(call.origin, call.target, skip + top);
	return { status: 200, json };
}

function show(call: MailCall): GraphAnswer {
	const folder = resolveFolder(call.store, call.mailbox, call.keys[0]);
	return { status: 200, json: { '@odata.context': `${call.context}/mailFolders/$entity`, ...selected(call, folder) } };
}

export const folderRoutes: Route[] = [
	{ method: 'GET', path: 'mailfolders', run: (call) => list(call, resolveFolder(call.store, call.mailbox, 'msgfolderroot'), '/mailFolders') },
	{ method: 'GET', path: 'mailfolders/*', run: show },
	{
		method: 'GET',
		path: 'mailfolders/*/childfolders',
		run: (call) => list(call, resolveFolder(call.store, call.mailbox, call.keys[0]), `/mailFolders('${encodeURIComponent(call.keys[0])}')/childFolders`),
	},
];
