import { badQuery, GraphError } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import type { MessageChange } from '../message-changes.mts';
import { messageJson } from '../message-writer.mts';
import type { Folder } from '../types.mts';
import { resolveFolder } from './folders.mts';
import { expand, options, selectedMembers } from './messages.mts';

/** What a token stands for: the state that its holder has seen, and the options of the first request. DOC message-delta, delta-query-messages */
interface State {
	era: string;
	issued: number;
	/** 0 in the first round. */
	since: number;
	/** Turn of the last change that has been told. */
	after: number;
	folder: string;
	select?: string[];
	expand?: string;
	/** Messages received before this are not told. */
	from?: number;
	changeType?: string;
	top: number;
}

const write = (state: State): string => Buffer.from(JSON.stringify(state)).toString('base64url');

/** The only filter that change tracking knows. DOC delta-query-messages; the code of a refusal INFERRED */
function startOf(call: MailCall): number | undefined {
	const filter = call.query.get('$filter');
	if (filter === undefined) return undefined;
	const [, operator = '', time = ''] = /^\s*receivedDateTime\s+(ge|gt)\s+(\S+)\s*$/i.exec(filter) ?? [];
	const from = Date.parse(time);
	if (Number.isNaN(from)) throw badQuery('Change tracking supports no other filter than receivedDateTime ge or gt.');
	return operator.toLowerCase() === 'gt' ? from + 1000 : from;
}

function firstState(call: MailCall, folder: string): State {
	if (call.query.get('$search') !== undefined) throw badQuery('Change tracking does not support $search.');
	const changeType = call.query.get('changetype')?.toLowerCase();
	if (changeType !== undefined && !/^(?:created|updated|deleted)$/.test(changeType))
		throw badQuery(`Invalid value '${changeType}' for changeType query option.`);
	return {
		era: call.store.era,
		issued: Date.now(),
		since: 0,
		after: 0,
		folder,
		select: selectedMembers(call),
		expand: call.query.get('$expand'),
		from: startOf(call),
		changeType,
		top: call.query.page(10, 1000).top,
	};
}

/** OBS docs#2350, docs#2877 (status, code, text) */
const stateNotFound = (call: MailCall): GraphError =>
	new GraphError(
		410,
		call.switches.syncStateCode,
		'The sync state generation is not found; generation=1;[highest=2][2].',
	);

function readState(call: MailCall, folder: string): State {
	const token = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
	if (token === undefined || token === 'latest') return firstState(call, folder);
	let state: State;
	try {
		state = JSON.parse(Buffer.from(token, 'base64url').toString()) as State;
	} catch {
		// RECALL
		throw badQuery('Badly formed token.');
	}
	const { deltaTokenSeconds: life } = call.switches;
	const isOld = life > 0 && Date.now() - state.issued > life * 1000;
	if (isOld || state.era !== call.store.era) throw stateNotFound(call);
	// A token of another folder. INFERRED
	if (state.folder !== folder) throw badQuery('Badly formed token.');
	return state;
}

/** After the first round the kinds that were asked for. DOC message-delta (changeType) */
const isWanted =
	({ since, changeType, from }: State) =>
	({ message, isNew }: MessageChange): boolean => {
		if (message && from !== undefined && Date.parse(message.receivedDateTime) < from) return false;
		if (since === 0) return message !== undefined;
		const kind = message ? (isNew ? 'created' : 'updated') : 'deleted';
		return changeType === undefined || changeType === kind;
	};

/** Of every entry. DOC delta-query-messages (samples), OBS GNOME/msgraph (2024) */
const type = { '@odata.type': '#microsoft.graph.message' };

function row(call: MailCall, state: State, { message, id, immutableId }: MessageChange): object {
	if (!message)
		return { ...type, id: call.preferences.immutableIds ? immutableId : id, '@removed': { reason: 'deleted' } };
	const json = messageJson(message, options(call, { select: state.select, convertBody: true }));
	return { ...type, ...json, ...expand(call, message, state.expand) };
}

/** The folder's key in parentheses, `$` plain. OBS GNOME/msgraph (2024) */
function linkTo(call: MailCall, folder: Folder | undefined, name: string, state: State): string {
	const path = call.target.split('?')[0];
	const mailbox = /^\/v1\.0\/+(?:me|users\/[^/]+|users\([^/]+\))/i.exec(path)?.[0] ?? path;
	const where = folder ? `/mailFolders('${call.keys[0]}')` : '';
	return `${call.origin}${mailbox}${where}/messages/delta?${name}=${write({ ...state, issued: Date.now() })}`;
}

/** One page; the default of 10 OBS io-msgraph. `latest` gives everything at once. OBS docs#9569 */
function delta(call: MailCall, folder: Folder | undefined): GraphAnswer {
	const isLatest = call.query.get('$deltatoken') === 'latest';
	const state = readState(call, folder?.id ?? '');
	const now = call.store.messageTurn;
	const limit = Date.now() - call.switches.deltaLagMs;
	const all = call.store.messageChanges(call.mailbox, folder?.id, state.after);
	const late = call.switches.deltaLagMs > 0 ? all.find(({ at }) => at > limit) : undefined;
	const known = late ? all.filter(({ turn }) => turn < late.turn) : all;
	const changes = known.filter(isWanted(state));
	const size = isLatest ? changes.length : (call.preferences.maxPageSize ?? state.top);
	const page = changes.slice(0, size);
	const isLast = page.length === changes.length;
	const after = isLast ? (late ? late.turn - 1 : now) : page[page.length - 1].turn;
	return {
		status: 200,
		json: {
			'@odata.context': `${call.origin}/v1.0/$metadata#Collection(message)`,
			...(isLast ? {} : { '@odata.nextLink': linkTo(call, folder, '$skiptoken', { ...state, after }) }),
			value: page.map((change) => row(call, state, change)),
			...(isLast
				? { '@odata.deltaLink': linkTo(call, folder, '$deltatoken', { ...state, since: after || 1, after }) }
				: {}),
		},
	};
}

/** Over the whole mailbox: some clients use it; RECALL that it is refused with this text. */
function ofMailbox(call: MailCall): GraphAnswer {
	if (call.switches.mailboxDelta === 'refused')
		throw new GraphError(
			400,
			'ErrorInvalidRequest',
			"Change tracking is not supported against 'microsoft.graph.message'.",
		);
	return delta(call, undefined);
}

export const messageDeltaRoutes: Route[] = [
	{ method: 'GET', path: 'messages/delta', run: ofMailbox },
	{
		method: 'GET',
		path: 'mailfolders/*/messages/delta',
		run: (call) => delta(call, resolveFolder(call.store, call.mailbox, call.keys[0])),
	},
];
