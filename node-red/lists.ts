import {
	createGraph,
	findFolders,
	findMailboxes,
	invalidInput,
	probeMailbox,
	readMailbox,
	toDraftError,
	type Graph,
	type Keeper,
	type Page,
} from '../core';
import { openDialogAccount, type DialogAccount, type OpenAccount } from './dialogAccount';
import type { SignInStore } from './signIn/store';
import type { NodeApi } from './types';

/** A person waits in front of the dialog. */
const TIMEOUT = 30_000;

/** What the dialog sends, as JSON. */
export interface ListRequest {
	account: DialogAccount;
	mailbox?: string;
	search?: string;
	hidden?: boolean;
	/** Whatever is kept in memory, ask again. */
	fresh?: boolean;
	next?: string;
}

type List = (tools: OpenAccount & { graph: Graph; keeper: Keeper }, request: ListRequest) => Promise<Page>;

const LISTS: Record<string, List> = {
	mailboxes: async ({ graph, account, keeper }, { search = '', next }) =>
		await findMailboxes(graph, account, search, keeper, next),
	folders: async ({ graph, account, keeper }, { mailbox, hidden = false }) =>
		await findFolders(graph, account, { mailbox: readMailbox(mailbox), search: '', hidden }, keeper),
	probe: async ({ graph, account }, { mailbox }) => {
		await probeMailbox(graph, account, readMailbox(mailbox));
		return { results: [] };
	},
};

/**
 * The dialog's endpoints below `outlook-draft/`: POST with JSON only, which no form of another site can send, and for people
 * with the permission `outlook-draft.write`, since lists of people and folders are not for everybody who may look at flows.
 * A refusal is answered with 422 and `{ error: { code, text } }`.
 */
export function registerLists(red: NodeApi, store: SignInStore): void {
	for (const [name, list] of Object.entries(LISTS)) {
		red.httpAdmin.post(
			`/outlook-draft/${name}`,
			red.auth.needsPermission('outlook-draft.write'),
			(request, response) => {
				if (!request.is('application/json')) {
					response.status(415).json({ error: { code: 'NotJson', text: 'JSON is needed.' } });
					return;
				}
				void run(red, store, list, request.body).then(
					(page) => response.json(page),
					(thrown: unknown) => {
						const error = toDraftError(thrown);
						response.status(422).json({ error: { code: error.code, text: error.text } });
					},
				);
			},
		);
	}
}

async function run(red: NodeApi, store: SignInStore, list: List, body: unknown): Promise<Page> {
	const request = readRequest(body);
	const opened = await openDialogAccount(red, store, request.account);
	const stop = new AbortController();
	const graph = createGraph(opened.host, opened.account, { timeout: TIMEOUT, stop: stop.signal });
	// After a refusal nothing that still waits is sent: a wrong secret would be tried again.
	return await list(
		{ ...opened, graph, keeper: { owner: opened.owner, now: opened.host.now(), fresh: request.fresh === true } },
		request,
	).finally(() => stop.abort());
}

/** Anything may be sent to an endpoint. */
function readRequest(body: unknown): ListRequest {
	const { account, mailbox, search, hidden, fresh, next } = (body ?? {}) as Partial<Record<keyof ListRequest, unknown>>;
	const { id, settings, credentials } = (account ?? {}) as Partial<Record<keyof DialogAccount, unknown>>;
	const isObject = (value: unknown): value is Record<string, unknown> =>
		typeof value === 'object' && value !== null && !Array.isArray(value);
	if (typeof id !== 'string' || !isObject(settings) || !(credentials === undefined || isObject(credentials))) {
		throw invalidInput('No account is chosen.', 'Choose or add an account first.');
	}
	return {
		account: { id, settings, ...(credentials ? { credentials } : {}) },
		hidden: hidden === true,
		fresh: fresh === true,
		...(typeof mailbox === 'string' ? { mailbox } : {}),
		...(typeof search === 'string' ? { search } : {}),
		...(typeof next === 'string' ? { next } : {}),
	};
}
