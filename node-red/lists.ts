import {
	createGraph,
	findFolder,
	findFolders,
	findMailboxes,
	findMessages,
	findTemplates,
	invalidInput,
	probeFolder,
	probeMailbox,
	readFolder,
	readMailbox,
	toDraftError,
	type Graph,
	type Keeper,
	type Page,
} from '../core';
import { openDialogAccount, type DialogAccount, type OpenAccount } from './dialogAccount';
import { inOurWords } from './ourWords';
import type { SignInStore } from './signIn/store';
import { makeTestDraft, type TestDraft } from './testDraft';
import { readTestDraftWords, type TestDraftWords } from './testDraftTexts';
import type { NodeApi } from './types';
import { fetchExample, type Example } from './watchExample';

/** A person waits in front of the dialog. */
const TIMEOUT = 30_000;

/** What the dialog sends, as JSON. */
export interface ListRequest {
	account: DialogAccount;
	mailbox?: string;
	search?: string;
	hidden?: boolean;
	/** Ask again, even if the answer is still in memory. */
	fresh?: boolean;
	next?: string;
	/** As it was typed in: a path, an ID, an address. */
	folder?: string;
	draftsOnly?: boolean;
	/** The settings of the node, by property. */
	node?: Record<string, unknown>;
	/** What a test draft says, in the language of the dialog. */
	words: TestDraftWords;
}

type Tools = OpenAccount & { red: NodeApi; graph: Graph; keeper: Keeper };
type Question = (tools: Tools, request: ListRequest) => Promise<Page | TestDraft | Example>;

const LISTS: Record<string, Question> = {
	mailboxes: async ({ graph, account, keeper }, { search = '', next }) =>
		await findMailboxes(graph, account, search, keeper, next),
	folders: async ({ graph, account, keeper }, { mailbox, hidden = false }) =>
		await findFolders(graph, account, { mailbox: readMailbox(mailbox), search: '', hidden }, keeper),
	probe: async ({ graph, account }, { mailbox }) => {
		await probeMailbox(graph, account, readMailbox(mailbox));
		return { results: [] };
	},
	folder: async ({ graph, account }, { mailbox, folder }) => {
		const box = readMailbox(mailbox);
		const choice = readFolder(folder, box);
		const found = await findFolder(graph, account, box, choice);
		// An id is not looked for on the way.
		if ('key' in choice) await probeFolder(graph, account, box, found);
		return { results: [] };
	},
	templates: async ({ graph, account }, { mailbox, folder = '', search = '', next }) =>
		await findTemplates(graph, account, {
			mailbox: readMailbox(mailbox),
			folder,
			search,
			...(next === undefined ? {} : { next }),
		}),
	messages: async ({ graph, account }, { mailbox, search = '', draftsOnly = false, next }) =>
		await findMessages(graph, account, {
			mailbox: readMailbox(mailbox),
			search,
			draftsOnly,
			...(next === undefined ? {} : { next }),
		}),
};

/** What makes something, or starts a flow with the whole text of a mail: only for people who may deploy a flow that does. */
const MADE: Record<string, Question> = {
	test: async ({ red, ...opened }, { node, words }) => await makeTestDraft(red, opened, node ?? {}, words),
	example: async ({ red, ...opened }, { node }) => await fetchExample(red, opened, node ?? {}),
};

/**
 * The dialog's endpoints below `outlook-draft/`: POST with JSON only, which no form of another site can send, and for people
 * with the permission `outlook-draft.write`, since lists of people and folders are not for everybody who may look at flows. Those
 * that make a draft or start a flow are for people with `flows.write`: anyone who may deploy a flow can have it done anyway.
 * A refusal is answered with 422 and `{ error: { code, text } }`.
 */
export function registerLists(red: NodeApi, store: SignInStore): void {
	const all = [
		...Object.entries(LISTS).map(([name, list]) => ({ name, list, permission: 'outlook-draft.write' })),
		...Object.entries(MADE).map(([name, list]) => ({ name, list, permission: 'flows.write' })),
	];
	for (const { name, list, permission } of all) {
		red.httpAdmin.post(`/outlook-draft/${name}`, red.auth.needsPermission(permission), (request, response) => {
			if (!request.is('application/json')) {
				response.status(415).json({ error: { code: 'NotJson', text: 'JSON is needed.' } });
				return;
			}
			void run(red, store, list, request.body).then(
				(page) => response.json(page),
				(thrown: unknown) => {
					const error = inOurWords(toDraftError(thrown));
					response.status(422).json({ error: { code: error.code, text: error.text } });
				},
			);
		});
	}
}

async function run(
	red: NodeApi,
	store: SignInStore,
	list: Question,
	body: unknown,
): Promise<Page | TestDraft | Example> {
	const request = readRequest(body);
	const opened = await openDialogAccount(red, store, request.account);
	const stop = new AbortController();
	const graph = createGraph(opened.host, opened.account, { timeout: TIMEOUT, stop: stop.signal });
	// After a refusal nothing that still waits is sent: a wrong secret would be tried again.
	return await list(
		{ ...opened, red, graph, keeper: { owner: opened.owner, now: opened.host.now(), fresh: request.fresh === true } },
		request,
	).finally(() => stop.abort());
}

/** Anything may be sent to an endpoint. */
function readRequest(body: unknown): ListRequest {
	const { account, mailbox, search, hidden, fresh, next, folder, draftsOnly, node, words } = (body ?? {}) as Partial<
		Record<keyof ListRequest, unknown>
	>;
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
		draftsOnly: draftsOnly === true,
		words: readTestDraftWords(words),
		...(isObject(node) ? { node } : {}),
		...(typeof folder === 'string' ? { folder } : {}),
		...(typeof mailbox === 'string' ? { mailbox } : {}),
		...(typeof search === 'string' ? { search } : {}),
		...(typeof next === 'string' ? { next } : {}),
	};
}
