import {
	accessDenied,
	badFilter,
	GraphError,
	immutableNotFound,
	itemNotFound,
	malformedId,
	notAnItem,
	wrongProperty,
} from '../errors.mts';
import { isUsableId, normalisedId, propertyKey } from '../extended-properties.mts';
import { indexed } from '../filter-lag.mts';
import { locationOf } from '../location.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import { looksLikeId } from '../ids.mts';
import { checkMatch } from '../if-match.mts';
import { mediaType, requireJson } from '../json-body.mts';
import { MessageReader } from '../message-reader.mts';
import { attachmentJson, extensionJson, idOf, messageJson, messageMembers, onlySelected } from '../message-writer.mts';
import type { WriteOptions } from '../message-writer.mts';
import { claimNames } from '../named-properties.mts';
import { applyQuery, Query } from '../query.mts';
import { refuseBesideSearch, searchMessages } from '../search.mts';
import { sizeOf } from '../size.mts';
import type { Folder, MessageContent, StoredMessage } from '../types.mts';
import { resolveFolder, targetFolder } from './folders.mts';
import { readRequest } from './mime.mts';

const selectable = [...messageMembers, ...onlySelected];
const filterable = new Set(
	[...messageMembers, 'singleValueExtendedProperties', 'multiValueExtendedProperties'].map((name) =>
		name.toLowerCase(),
	),
);

export function findMessage(call: MailCall, id: string, folder?: Folder): StoredMessage {
	const message = call.store.message(call.mailbox, id);
	if (!message && call.store.folder(call.mailbox, id)?.id === id) throw notAnItem();
	if (!message && id.startsWith('AAkA') && looksLikeId(id)) throw immutableNotFound();
	if (!message) throw looksLikeId(id) ? itemNotFound() : malformedId();
	if (folder && message.parentFolderId !== folder.id) throw itemNotFound();
	if (call.store.isHidden(message, call.switches.notFoundAfterWriteMs)) throw itemNotFound();
	return message;
}

export const options = (call: MailCall, more: Partial<WriteOptions> = {}): WriteOptions => ({
	preferences: call.preferences,
	nameOf: (address) => call.store.nameOf(address),
	isPersonal: call.mailbox.kind === 'personal',
	...more,
});

function readJson(call: MailCall): { content: MessageContent; more: Partial<StoredMessage> } {
	requireJson(call);
	const reader = new MessageReader(call.switches);
	return { content: reader.read(reader.parse(call.body)), more: {} };
}

/** With the key as the caller wrote it. OBS zammad (2025) */
const folderPart = (key: string): string => `/mailFolders('${encodeURIComponent(key)}')`;

/** MIME in text/plain is accepted at /messages only, whatever the documentation says. OBS docs#16368, contrib#189 */
async function create(call: MailCall, folder: Folder, atFolder: boolean): Promise<GraphAnswer> {
	const isMime = mediaType(call) === 'text/plain';
	if (isMime && atFolder && call.switches.mimeAtFolderUrl === 'refused')
		throw new GraphError(400, call.switches.wrongTypeCode, 'were unable to deserialize ');
	const { content, more } = isMime ? await readRequest(call) : readJson(call);
	claimNames(call, content);
	const message = call.store.create(call.mailbox, folder, content, more);
	const id = idOf(message, call.preferences);
	const json: Record<string, unknown> = {
		'@odata.context': `${call.context}${atFolder ? folderPart(call.keys[0]) : ''}/messages/$entity`,
		...messageJson(message, options(call)),
	};
	if (message.extensions.length > 0) json.extensions = message.extensions.map(extensionJson);
	return { status: 201, json, headers: locationOf(call, `messages('${id}')`) };
}

/** `a,b($filter=id eq 'x,y')` -> its parts, commas in parentheses and quotes left alone. One pass, however the text is made. */
function splitExpand(text: string): string[] {
	const parts = [''];
	let depth = 0;
	let isQuoted = false;
	for (const character of text) {
		if (character === "'") isQuoted = !isQuoted;
		else if (!isQuoted && character === '(') depth++;
		else if (!isQuoted && character === ')') depth--;
		if (character === ',' && depth === 0 && !isQuoted) parts.push('');
		else parts[parts.length - 1] += character;
	}
	return parts;
}

/** Extended properties whose ids the filter names; several with `or`. DOC singlevaluelegacyextendedproperty-get, OBS davmail#459 */
function expandedProperties<T extends { id: string }>(call: MailCall, part: string, properties: T[]): T[] {
	const wanted = [...part.matchAll(/\bid\s+eq\s+'((?:[^']|'')*)'/gi)].map(([, id]) => ({
		id: id.replaceAll("''", "'"),
		key: propertyKey(id.replaceAll("''", "'")),
	}));
	if (!wanted.every(({ id }) => isUsableId(id))) throw wrongProperty();
	return wanted.flatMap(({ id, key }) => {
		const found = properties.find((property) => key !== undefined && propertyKey(property.id) === key);
		return found ? [{ ...found, id: normalisedId(id, call.switches.namedPropertyCase) }] : [];
	});
}

/** What every message has without anybody setting it. OBS zammad (2025) for the size; the others MS-OXPROPS */
function computedProperties(message: StoredMessage): { id: string; value: string }[] {
	const size = String(sizeOf(message));
	const { isRead, isDraft, attachments } = message;
	const flags = (isRead ? 1 : 0) | (isDraft ? 8 : 0) | (attachments.length > 0 ? 16 : 0);
	return [
		{ id: 'Long 0xe08', value: size },
		{ id: 'Integer 0xe08', value: size },
		{ id: 'Integer 0xe07', value: String(flags) },
		{ id: 'String 0x1035', value: message.internetMessageId },
	];
}

export function expand(
	call: MailCall,
	message: StoredMessage,
	wanted = call.query.get('$expand'),
): Record<string, unknown> {
	const json: Record<string, unknown> = {};
	for (const part of splitExpand(wanted ?? '')) {
		const name = part.split('(')[0].trim().toLowerCase();
		if (name === 'attachments') json.attachments = message.attachments.map(attachmentJson);
		if (name === 'extensions') json.extensions = message.extensions.map(extensionJson);
		// Without a match the member is left out. INFERRED
		const single =
			name === 'singlevalueextendedproperties'
				? expandedProperties(call, part, [...message.singleValueExtendedProperties, ...computedProperties(message)])
				: [];
		if (single.length > 0) json.singleValueExtendedProperties = single;
		const multi =
			name === 'multivalueextendedproperties'
				? expandedProperties(call, part, message.multiValueExtendedProperties)
				: [];
		if (multi.length > 0) json.multiValueExtendedProperties = multi;
	}
	return json;
}

/** What was chosen and what was expanded. OBS zammad (2025) */
function selection(call: MailCall, select: string[] | undefined): string {
	const expanded = splitExpand(call.query.get('$expand') ?? '')
		.map((part) => part.split('(')[0].trim())
		.filter((name) => name !== '');
	const parts = [...(select ?? []), ...expanded.map((name) => `${name}()`)];
	return parts.length > 0 ? `(${parts.join(',')})` : '';
}

/** `$select` as a list; undefined when absent. */
export const selectedMembers = (call: MailCall): string[] | undefined => call.query.select(selectable);

function show(call: MailCall, message: StoredMessage): GraphAnswer {
	const select = selectedMembers(call);
	const json = messageJson(message, options(call, { select, convertBody: true }));
	return {
		status: 200,
		json: {
			'@odata.context': `${call.context}${call.keys.length > 1 ? folderPart(call.keys[0]) : ''}/messages${selection(call, select)}/$entity`,
			...json,
			...expand(call, message),
		},
	};
}

function resolver(call: MailCall): (message: StoredMessage) => (path: string) => unknown {
	const names = new Map(selectable.map((name) => [name.toLowerCase(), name]));
	return (given) => {
		const message = indexed(call, given) ?? given;
		let json: Record<string, unknown> | undefined;
		return (path) => {
			const [first, ...rest] = path.split('/');
			const lower = first.toLowerCase();
			if (lower === 'singlevalueextendedproperties') return message.singleValueExtendedProperties.map(searchable);
			if (lower === 'multivalueextendedproperties') return message.multiValueExtendedProperties.map(searchable);
			json ??= messageJson(message, options(call, { preferences: { ...call.preferences, allowUnsafeHtml: true } }));
			return rest.reduce<unknown>(
				(value, name) => (value as Record<string, unknown> | undefined)?.[name],
				json[names.get(lower) ?? first],
			);
		};
	};
}

/** Ids compare by meaning, with the name part case-sensitive: so filters see the one spelling of both sides. */
const searchable = (property: { id: string; value: unknown }): object => ({
	id: foldId(property.id),
	value: property.value,
});

/** Few ids, asked for with every message of a big mailbox. */
const folded = new Map<string, string>();

function foldId(id: string): string {
	const known = folded.get(id);
	if (known !== undefined) return known;
	const text = Buffer.from(propertyKey(id) ?? id).toString('hex');
	if (folded.size > 1000) folded.clear();
	folded.set(id, text);
	return text;
}

function foldFilterIds(text: string): string {
	return text.replace(
		/\/id\s+eq\s+'((?:[^']|'')*)'/gi,
		(_, id: string) => `/id eq '${foldId(id.replaceAll("''", "'"))}'`,
	);
}

/** A well-known name does as well as an id. OBS zammad (2025) */
const withFolderIds = (call: MailCall, filter: string): string =>
	filter.replace(/\b(parentFolderId\s+(?:eq|ne)\s+)'([a-z]+)'/gi, (whole, before: string, name: string) => {
		const folder = call.store.folder(call.mailbox, name);
		return folder ? `${before}'${folder.id}'` : whole;
	});

function visible(call: MailCall, folder: Folder | undefined): StoredMessage[] {
	const recoverable = call.store.folder(call.mailbox, 'recoverableitemsdeletions')?.id;
	const isFiltered = call.query.get('$filter') !== undefined;
	return (
		call.mailbox.messages
			.filter((message) => {
				const seen = isFiltered ? indexed(call, message) : message;
				return seen && (folder ? seen.parentFolderId === folder.id : seen.parentFolderId !== recoverable);
			})
			// Nearly the order wanted, which makes the sort cheap.
			.reverse()
			.sort((a, b) =>
				a.receivedDateTime === b.receivedDateTime
					? b.sequence - a.sequence
					: a.receivedDateTime < b.receivedDateTime
						? 1
						: -1,
			)
	);
}

function matching(call: MailCall, folder: Folder | undefined): StoredMessage[] {
	const search = call.query.get('$search');
	if (search !== undefined) {
		refuseBesideSearch(call.query);
		return searchMessages(visible(call, folder), search, (address) => call.store.nameOf(address));
	}
	const filter = call.query.get('$filter');
	const query = new Query('');
	const orderby = call.query.get('$orderby');
	if (filter !== undefined) query.set('$filter', foldFilterIds(withFolderIds(call, filter)));
	if (orderby !== undefined) query.set('$orderby', orderby);
	return applyQuery(visible(call, folder), query, (name) => filterable.has(name.toLowerCase()), resolver(call), {
		order: call.switches.inefficientFilter,
		fail: badFilter,
	});
}

function list(call: MailCall, folder: Folder | undefined, folderKey?: string): GraphAnswer {
	const select = call.query.select(selectable);
	const found = matching(call, folder);
	// A search is not counted and does not know $skip: RECALL; both are ignored like other options without meaning, INFERRED
	const isSearch = call.query.get('$search') !== undefined;
	const offset = isSearch ? '$skiptoken' : '$skip';
	const { top, skip } = call.query.page(10, 1000, offset);
	const where = folderKey === undefined ? '' : folderPart(folderKey);
	const json: Record<string, unknown> = {
		'@odata.context': `${call.context}${where}/messages${selection(call, select)}`,
	};
	if (!isSearch && call.query.get('$count')?.toLowerCase() === 'true') json['@odata.count'] = found.length;
	json.value = found
		.slice(skip, skip + top)
		.map((message) => ({
			...messageJson(message, options(call, { select, convertBody: true })),
			...expand(call, message),
		}));
	// A full page has one, even if nothing follows. OBS RogerSelwyn/MS365-Mail
	const left = found.length - skip - top;
	if (isSearch ? left > 0 : left >= 0)
		json['@odata.nextLink'] = Query.nextLink(call.origin, call.target, skip + top, offset);
	return { status: 200, json };
}

function remove(call: MailCall, message: StoredMessage): GraphAnswer {
	checkMatch(call, message);
	if (call.switches.deferredDelete === 'refused' && call.store.isLeaving(message)) throw accessDenied();
	const isRecoverable = message.parentFolderId === call.store.folder(call.mailbox, 'recoverableitemsdeletions')?.id;
	// OBS contrib#7764 (code, text), psh#2743 (their status, with a contact folder)
	if (isRecoverable && call.switches.recoverableItemsDelete === 'refused')
		throw new GraphError(403, 'ErrorCannotDeleteObject', 'Object cannot be deleted.');
	call.store.remove(call.mailbox, message);
	return { status: 204 };
}

const drafts = (call: MailCall): Folder => resolveFolder(call.store, call.mailbox, 'drafts');
const folderOf = (call: MailCall): Folder => resolveFolder(call.store, call.mailbox, call.keys[0]);

export const messageRoutes: Route[] = [
	{ method: 'POST', path: 'messages', run: (call) => create(call, drafts(call), false) },
	{ method: 'GET', path: 'messages', run: (call) => list(call, undefined) },
	{
		method: 'GET',
		path: 'messages/$count',
		run: (call) => ({ status: 200, text: String(matching(call, undefined).length) }),
	},
	{ method: 'GET', path: 'messages/*', run: (call) => show(call, findMessage(call, call.keys[0])) },
	{ method: 'DELETE', path: 'messages/*', run: (call) => remove(call, findMessage(call, call.keys[0])) },
	{
		method: 'POST',
		path: 'mailfolders/*/messages',
		run: (call) => create(call, targetFolder(call, call.keys[0]), true),
	},
	{ method: 'GET', path: 'mailfolders/*/messages', run: (call) => list(call, folderOf(call), call.keys[0]) },
	{
		method: 'GET',
		path: 'mailfolders/*/messages/$count',
		run: (call) => ({ status: 200, text: String(matching(call, folderOf(call)).length) }),
	},
	{
		method: 'GET',
		path: 'mailfolders/*/messages/*',
		run: (call) => show(call, findMessage(call, call.keys[1], folderOf(call))),
	},
	{
		method: 'DELETE',
		path: 'mailfolders/*/messages/*',
		run: (call) => remove(call, findMessage(call, call.keys[1], folderOf(call))),
	},
];
