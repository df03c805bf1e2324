import { badQuery, GraphError } from '../errors.mts';
import type { GraphAnswer, MailCall, Route } from '../graph.mts';
import type { Folder } from '../types.mts';
import { resolveFolder, selectedMembers, withMembers } from './folders.mts';

/** What a token stands for: the state that its holder has seen, and the options of the first request. DOC mailfolder-delta */
interface State {
	era: string;
	/** 0 in the first round. */
	since: number;
	/** Turn of the last change that has been told. */
	after: number;
	select?: string[];
	hidden: boolean;
}

const write = (state: State): string => Buffer.from(JSON.stringify(state)).toString('base64url');

function readState(call: MailCall): State {
	const token = call.query.get('$skiptoken') ?? call.query.get('$deltatoken');
	// `latest` gives a whole first round. OBS docs#9569
	if (token === undefined || token === 'latest') {
		return {
			era: call.store.era,
			since: 0,
			after: 0,
			select: selectedMembers(call),
			hidden: call.query.get('includehiddenfolders')?.toLowerCase() === 'true',
		};
	}
	let state: State;
	try {
		state = JSON.parse(Buffer.from(token, 'base64url').toString()) as State;
	} catch {
		// RECALL
		throw badQuery('Badly formed token.');
	}
	// OBS docs#2350 (status, code, text)
	if (state?.era !== call.store.era)
		throw new GraphError(
			410,
			'SyncStateNotFound',
			'The sync state generation is not found; generation=1;[highest=2][2].',
		);
	return state;
}

/** Folders below the root, without hidden ones and what lies in them unless they are asked for. */
function shownFolders(call: MailCall, hidden: boolean): Set<Folder> {
	const shown = new Set([resolveFolder(call.store, call.mailbox, 'msgfolderroot')]);
	const [root] = shown;
	for (const parent of shown) {
		for (const folder of call.mailbox.folders)
			if (folder.parentFolderId === parent.id && (hidden || !folder.isHidden)) shown.add(folder);
	}
	shown.delete(root);
	return shown;
}

/** Where `Prefer: odata.maxpagesize` does not ask for more. OBS Nango (2026) */
const PAGE = 10;

/** Of every entry. OBS GNOME/msgraph (2024) */
const type = { '@odata.type': '#microsoft.graph.mailFolder' };

/**
 * The whole tree as a flat list, then what came, changed or went. DOC mailfolder-delta; its order and the forms of the tokens RECALL.
 * Messages do not make their folder a changed one. OBS contrib#6163
 */
function delta(call: MailCall): GraphAnswer {
	const state = readState(call);
	const shown = shownFolders(call, state.hidden);
	// A hidden folder never was in an answer.
	const isTold = (folder: Folder | undefined): boolean =>
		(folder && shown.has(folder)) || (state.since > 0 && !(folder?.isHidden && !state.hidden));
	const changes = call.store.folderChanges(call.mailbox, state.after).filter(({ folder }) => isTold(folder));
	const page = changes.slice(0, call.preferences.maxPageSize ?? PAGE);
	const isLast = page.length === changes.length;
	const value = page.map(({ id, folder }) => {
		if (!folder) return { ...type, id, '@removed': { reason: 'deleted' } };
		return shown.has(folder)
			? { ...type, ...withMembers(call, folder, state.select) }
			: { ...type, id, '@removed': { reason: 'changed' } };
	});
	const after = isLast ? call.store.folderTurn : page[page.length - 1].turn;
	const link = (name: string, next: State): string =>
		`${call.origin}${call.target.split('?')[0]}?${name}=${write(next)}`;
	return {
		status: 200,
		json: {
			'@odata.context': `${call.origin}/v1.0/$metadata#Collection(mailFolder)`,
			value,
			...(isLast
				? { '@odata.deltaLink': link('$deltatoken', { ...state, since: after, after }) }
				: { '@odata.nextLink': link('$skiptoken', { ...state, after }) }),
		},
	};
}

export const folderDeltaRoutes: Route[] = [{ method: 'GET', path: 'mailfolders/delta', run: delta }];
