import { badFilter, GraphError, itemNotFound, malformedId, NO_KNOWN_CODE } from '../errors.mts';
import { locationOf } from '../location.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { looksLikeId } from '../ids.mts';
import { requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import { applyQuery, Query } from '../query.mts';
import { sizeOf } from '../size.mts';
import type { Store } from '../store.mts';
import type { Switches } from '../switches.mts';
import type { Folder, Mailbox } from '../types.mts';

/** In the order of recorded answers; `sizeInBytes` is undocumented. OBS zammad (2025), Nango (2026) */
const members = [
	'id',
	'displayName',
	'parentFolderId',
	'childFolderCount',
	'unreadItemCount',
	'totalItemCount',
	'sizeInBytes',
	'isHidden',
];

/** A folder by id or well-known name; text that can be neither is "malformed". RECALL for which of the two */
export function resolveFolder(store: Store, mailbox: Mailbox, key: string): Folder {
	const folder = store.folder(mailbox, key);
	if (!folder) throw looksLikeId(key) ? itemNotFound() : malformedId();
	return folder;
}

/** A folder that messages or folders can be put into. That a search folder cannot is INFERRED, and the code is in no source. */
export function targetFolder(call: MailCall, key: string): Folder {
	const folder = resolveFolder(call.store, call.mailbox, key);
	if (folder.searchQuery !== undefined)
		throw new GraphError(400, NO_KNOWN_CODE, 'A search folder holds nothing of its own.');
	return folder;
}

/** What Outlook calls them in a German mailbox. RECALL */
const german: Record<string, string> = {
	msgfolderroot: 'Oberste Ebene des Informationsspeichers',
	archive: 'Archiv',
	conversationhistory: 'Aufgezeichnete Unterhaltungen',
	deleteditems: 'Gelöschte Elemente',
	drafts: 'Entwürfe',
	inbox: 'Posteingang',
	junkemail: 'Junk-E-Mail',
	outbox: 'Postausgang',
	sentitems: 'Gesendete Elemente',
	syncissues: 'Synchronisierungsprobleme',
	conflicts: 'Konflikte',
	localfailures: 'Lokale Fehler',
	serverfailures: 'Serverfehler',
};

type Language = Switches['folderLanguage'];

const nameOf = (folder: Folder, language: Language): string =>
	(language === 'de' && german[folder.wellKnownName ?? '']) || folder.displayName;

export function folderJson(mailbox: Mailbox, folder: Folder, language: Language = 'en'): Record<string, unknown> {
	const items = mailbox.messages.filter(({ parentFolderId }) => parentFolderId === folder.id);
	return {
		...(folder.searchQuery === undefined ? {} : { '@odata.type': '#microsoft.graph.mailSearchFolder' }),
		id: folder.id,
		displayName: nameOf(folder, language),
		parentFolderId: folder.parentFolderId,
		childFolderCount: mailbox.folders.filter(
			({ parentFolderId, isHidden }) => parentFolderId === folder.id && !isHidden,
		).length,
		unreadItemCount: items.filter(({ isRead }) => !isRead).length,
		totalItemCount: items.length,
		sizeInBytes: items.reduce((sum, one) => sum + sizeOf(one), 0),
		isHidden: folder.isHidden,
		...(folder.searchQuery === undefined ? {} : searchMembers(mailbox, folder.searchQuery)),
	};
}

/** DOC resources/mailsearchfolder. What a search finds is not simulated: the folder is empty. */
function searchMembers(mailbox: Mailbox, filterQuery: string): Record<string, unknown> {
	const inbox = mailbox.folders.find(({ wellKnownName }) => wellKnownName === 'inbox');
	return { isSupported: true, includeNestedFolders: true, sourceFolderIds: [inbox?.id], filterQuery };
}

const showsHidden = (call: MailCall): boolean => call.query.get('includehiddenfolders')?.toLowerCase() === 'true';

/** The members that `$select` names; type and id stay. */
export function withMembers(call: MailCall, folder: Folder, select: string[] | undefined): Record<string, unknown> {
	const json = folderJson(call.mailbox, folder, call.switches.folderLanguage);
	return select
		? Object.fromEntries(
				Object.entries(json).filter(([name]) => name === '@odata.type' || name === 'id' || select.includes(name)),
			)
		: json;
}

export const selectedMembers = (call: MailCall): string[] | undefined =>
	call.query.select([...members, 'isSupported', 'includeNestedFolders', 'sourceFolderIds', 'filterQuery']);

function selected(call: MailCall, folder: Folder): Record<string, unknown> {
	const shown = withMembers(call, folder, selectedMembers(call));
	if (!/(^|,)\s*childFolders\b/i.test(call.query.get('$expand') ?? '')) return shown;
	return {
		...shown,
		childFolders: children(call, folder.id).map((child) =>
			folderJson(call.mailbox, child, call.switches.folderLanguage),
		),
	};
}

function children(call: MailCall, parentId: string): Folder[] {
	return call.mailbox.folders
		.filter(({ parentFolderId, isHidden }) => parentFolderId === parentId && (!isHidden || showsHidden(call)))
		.sort((a, b) =>
			nameOf(a, call.switches.folderLanguage).localeCompare(
				nameOf(b, call.switches.folderLanguage),
				call.switches.folderLanguage,
			),
		);
}

/** Direct children only, ten a page. DOC user-list-mailfolders; the ten RECALL */
function list(call: MailCall, parent: Folder, where: string): GraphAnswer {
	const known = (name: string): boolean => members.some((member) => member.toLowerCase() === name.toLowerCase());
	const resolver = (folder: Folder) => (path: string) =>
		folderJson(call.mailbox, folder, call.switches.folderLanguage)[
			members.find((name) => name.toLowerCase() === path.toLowerCase()) ?? ''
		];
	const found = applyQuery(children(call, parent.id), call.query, known, resolver, { order: 'never', fail: badFilter });
	const { top, skip } = call.query.page(10, 1000);
	const isExpanded = /(^|,)\s*childFolders\b/i.test(call.query.get('$expand') ?? '');
	const json: Record<string, unknown> = {
		'@odata.context': `${call.context}${where}${isExpanded ? '(childFolders())' : ''}`,
	};
	if (call.query.get('$count')?.toLowerCase() === 'true') json['@odata.count'] = found.length;
	json.value = found.slice(skip, skip + top).map((folder) => selected(call, folder));
	// A full page has one, even if nothing follows. OBS RogerSelwyn/MS365-Mail
	if (skip + top <= found.length) json['@odata.nextLink'] = Query.nextLink(call.origin, call.target, skip + top);
	return { status: 200, json };
}

function show(call: MailCall): GraphAnswer {
	const folder = resolveFolder(call.store, call.mailbox, call.keys[0]);
	const select = selectedMembers(call);
	return {
		status: 200,
		json: {
			'@odata.context': `${call.context}/mailFolders${select ? `(${select.join(',')})` : ''}/$entity`,
			...selected(call, folder),
		},
	};
}

/** `where`: the collection that the folder was put into. */
export const folderAnswer = (call: MailCall, status: number, folder: Folder, where = '/mailFolders'): GraphAnswer => ({
	status,
	headers: status === 201 ? locationOf(call, `mailFolders('${folder.id}')`) : {},
	json: {
		'@odata.context': `${call.context}${where}/$entity`,
		...folderJson(call.mailbox, folder, call.switches.folderLanguage),
	},
});

/** With the key as the caller wrote it. OBS Nango (2026) */
const childrenOf = (key: string): string => `/mailFolders('${encodeURIComponent(key)}')/childFolders`;

/** A name may be there once in a folder, whatever its casing (INFERRED); a hidden folder's name is taken too. OBS clients */
export const isNameTaken = (call: MailCall, parentId: string, displayName: string, except?: Folder): boolean =>
	call.mailbox.folders.some(
		(one) =>
			one !== except &&
			one.parentFolderId === parentId &&
			nameOf(one, call.switches.folderLanguage).toLowerCase() === displayName.toLowerCase(),
	);

export function refuseTakenName(call: MailCall, parentId: string, displayName: string, except?: Folder): void {
	if (!isNameTaken(call, parentId, displayName, except)) return;
	const message = `A folder with the specified name already exists., Could not create folder '${displayName}'.`;
	throw new GraphError(call.switches.folderExistsStatus, 'ErrorFolderExists', message);
}

/** Members other than these are refused. RECALL. A name is text and not blank. INFERRED */
export function readFolder(call: MailCall, allowed: string[]): { displayName: string; isHidden: boolean } {
	requireJson(call);
	const json = new MessageReader(call.switches).parse(call.body);
	const strange = Object.keys(json).find((name) => !name.includes('@') && !allowed.includes(name));
	if (strange !== undefined) {
		const { unknownMemberCode, unknownMemberCodeOfUpdate, wrongTypeCode } = call.switches;
		const code = call.method === 'PATCH' ? unknownMemberCodeOfUpdate : unknownMemberCode;
		const text =
			code === wrongTypeCode
				? 'were unable to deserialize '
				: `The property '${strange}' cannot be set on a mail folder.`;
		throw new GraphError(400, code, text);
	}
	const { displayName, isHidden = false } = json;
	if (typeof displayName !== 'string' || displayName.trim() === '' || typeof isHidden !== 'boolean') {
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	}
	return { displayName, isHidden };
}

/** Only displayName and isHidden can be set. DOC user-post-mailfolders */
function create(call: MailCall, parent: Folder, where?: string): GraphAnswer {
	const { displayName, isHidden } = readFolder(call, ['displayName', 'isHidden']);
	refuseTakenName(call, parent.id, displayName);
	return folderAnswer(call, 201, call.store.addFolder(call.mailbox.address, parent.id, displayName, isHidden), where);
}

export const folderRoutes: Route[] = [
	{
		method: 'POST',
		path: 'mailfolders',
		run: (call) => create(call, resolveFolder(call.store, call.mailbox, 'msgfolderroot')),
	},
	{
		method: 'POST',
		path: 'mailfolders/*/childfolders',
		run: (call) => create(call, targetFolder(call, call.keys[0]), childrenOf(call.keys[0])),
	},
	{
		method: 'GET',
		path: 'mailfolders',
		run: (call) => list(call, resolveFolder(call.store, call.mailbox, 'msgfolderroot'), '/mailFolders'),
	},
	{ method: 'GET', path: 'mailfolders/*', run: show },
	{
		method: 'GET',
		path: 'mailfolders/*/childfolders',
		run: (call) => list(call, resolveFolder(call.store, call.mailbox, call.keys[0]), childrenOf(call.keys[0])),
	},
];
