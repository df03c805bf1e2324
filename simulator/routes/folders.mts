import { emptyPayload, GraphError, itemNotFound, malformedId } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { looksLikeId } from '../ids.mts';
import { MessageReader } from '../message-reader.mts';
import { applyQuery, Query } from '../query.mts';
import type { Store } from '../store.mts';
import type { Switches } from '../switches.mts';
import type { Folder, Mailbox } from '../types.mts';

/** Order of the mailFolder page; `sizeInBytes` is undocumented but seen in live answers and left out here. */
const members = ['id', 'displayName', 'parentFolderId', 'childFolderCount', 'unreadItemCount', 'totalItemCount', 'isHidden'];

/** A folder by id or well-known name; text that can be neither is "malformed". RECALL for which of the two */
export function resolveFolder(store: Store, mailbox: Mailbox, key: string): Folder {
	const folder = store.folder(mailbox, key);
	if (!folder) throw looksLikeId(key) ? itemNotFound() : malformedId();
	return folder;
}

/** What Outlook calls them in a German mailbox. RECALL */
const german: Record<string, string> = {
	msgfolderroot: 'Oberste Ebene des Informationsspeichers', archive: 'Archiv', conversationhistory: 'Aufgezeichnete Unterhaltungen',
	deleteditems: 'Gelöschte Elemente', drafts: 'Entwürfe', inbox: 'Posteingang', junkemail: 'Junk-E-Mail', outbox: 'Postausgang',
	sentitems: 'Gesendete Elemente', syncissues: 'Synchronisierungsprobleme', conflicts: 'Konflikte', localfailures: 'Lokale Fehler',
	serverfailures: 'Serverfehler',
};

type Language = Switches['folderLanguage'];

const nameOf = (folder: Folder, language: Language): string => (language === 'de' && german[folder.wellKnownName ?? '']) || folder.displayName;

export function folderJson(mailbox: Mailbox, folder: Folder, language: Language = 'en'): Record<string, unknown> {
	const items = mailbox.messages.filter(({ parentFolderId }) => parentFolderId === folder.id);
	return {
		id: folder.id,
		displayName: nameOf(folder, language),
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
	const json = folderJson(call.mailbox, folder, call.switches.folderLanguage);
	const shown = select ? Object.fromEntries(Object.entries(json).filter(([name]) => name === 'id' || select.includes(name))) : json;
	if (!/(^|,)\s*childFolders\b/i.test(call.query.get('$expand') ?? '')) return shown;
	return { ...shown, childFolders: children(call, folder.id).map((child) => folderJson(call.mailbox, child, call.switches.folderLanguage)) };
}

function children(call: MailCall, parentId: string): Folder[] {
	return call.mailbox.folders
		.filter(({ parentFolderId, isHidden }) => parentFolderId === parentId && (!isHidden || showsHidden(call)))
		.sort((a, b) => nameOf(a, call.switches.folderLanguage).localeCompare(nameOf(b, call.switches.folderLanguage), call.switches.folderLanguage));
}

/** Direct children only, ten a page. DOC user-list-mailfolders; the ten RECALL */
function list(call: MailCall, parent: Folder, where: string): GraphAnswer {
	const known = (name: string): boolean => members.some((member) => member.toLowerCase() === name.toLowerCase());
	const resolver = (folder: Folder) => (path: string) => folderJson(call.mailbox, folder, call.switches.folderLanguage)[members.find((name) => name.toLowerCase() === path.toLowerCase()) ?? ''];
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

/** Only displayName and isHidden can be set. DOC user-post-mailfolders; a hidden folder's name is taken too. OBS clients */
function create(call: MailCall, parent: Folder): GraphAnswer {
	if (call.body.trim() === '') throw emptyPayload();
	const json = new MessageReader(call.switches).parse(call.body) as Record<string, unknown>;
	const strange = Object.keys(json).find((name) => !name.includes('@') && name !== 'displayName' && name !== 'isHidden');
	// RECALL
	if (strange !== undefined) throw new GraphError(400, call.switches.unknownMemberCode, `The property '${strange}' cannot be set on a mail folder.`);
	const { displayName, isHidden = false } = json;
	if (typeof displayName !== 'string' || displayName.trim() === '' || typeof isHidden !== 'boolean') {
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	}
	const taken = call.mailbox.folders.some(
		(one) => one.parentFolderId === parent.id && nameOf(one, call.switches.folderLanguage).toLowerCase() === displayName.toLowerCase(),
	);
	if (taken) {
		const message = `A folder with the specified name already exists., Could not create folder '${displayName}'.`;
		throw new GraphError(call.switches.folderExistsStatus, 'ErrorFolderExists', message);
	}
	const folder = call.store.addFolder(call.mailbox.address, parent.id, displayName, isHidden);
	return { status: 201, json: { '@odata.context': `${call.context}/mailFolders/$entity`, ...folderJson(call.mailbox, folder) } };
}

/** The whole tree as a flat list, at once. DOC resources/mailfolder names delta; the form of the link RECALL. Changes since a link are not simulated: it answers with everything. */
function delta(call: MailCall): GraphAnswer {
	const root = resolveFolder(call.store, call.mailbox, 'msgfolderroot');
	const below = (id: string): Folder[] => children(call, id).flatMap((folder) => [folder, ...below(folder.id)]);
	return {
		status: 200,
		json: {
			'@odata.context': `${call.context}/mailFolders`,
			value: below(root.id).map((folder) => selected(call, folder)),
			'@odata.deltaLink': `${call.origin}${call.target.split('?')[0]}?$deltatoken=${call.store.version}`,
		},
	};
}

export const folderRoutes: Route[] = [
	{ method: 'POST', path: 'mailfolders', run: (call) => create(call, resolveFolder(call.store, call.mailbox, 'msgfolderroot')) },
	{ method: 'POST', path: 'mailfolders/*/childfolders', run: (call) => create(call, resolveFolder(call.store, call.mailbox, call.keys[0])) },
	{ method: 'GET', path: 'mailfolders/delta', run: delta },
	{ method: 'GET', path: 'mailfolders', run: (call) => list(call, resolveFolder(call.store, call.mailbox, 'msgfolderroot'), '/mailFolders') },
	{ method: 'GET', path: 'mailfolders/*', run: show },
	{
		method: 'GET',
		path: 'mailfolders/*/childfolders',
		run: (call) => list(call, resolveFolder(call.store, call.mailbox, call.keys[0]), `/mailFolders('${encodeURIComponent(call.keys[0])}')/childFolders`),
	},
];
