import {
	checkAccount,
	createGraph,
	mayAlsoSend,
	readMailbox,
	reportOfSettings,
	toDraftError,
	type AccountReport,
} from '../../core';
import type { AdminRequest, AdminResponse, NodeApi } from '../types';
import { Attempts } from './attempts';
import { openForCheck, readDialogAccount, type DialogAccount, type ReadDialogAccount } from '../dialogAccount';
import { landingPage, PAGE_HEADERS } from './page';
import { endSession } from './session';
import type { SignInStore } from './store';
import { settingsWarnings, type Warning } from './warnings';

/** Where the browser comes back to, below the editor's address. */
const CALLBACK = 'outlook-account/callback';

interface Asked {
	account: DialogAccount;
	attempt?: unknown;
	/** `browser` or `device`. */
	way?: unknown;
	redirectUri?: unknown;
	/** To be tried; the own one, or an application's first, if it is empty. */
	mailbox?: unknown;
	/** What was pasted. */
	landing?: unknown;
}

/** How the account stands, for the dialog. Never holds a token or secret. */
export interface AccountState {
	signIn: 'none' | 'signedIn' | 'ended';
	person?: string;
	granted?: string[];
	/** Why it ended. */
	text?: string;
	warnings: Warning[];
}

/**
 * What the account's dialog asks this runtime for. All but the callback need the permission `outlook-account.write` and a
 * JSON body: a form on another site's page can send none. The callback is for anyone who holds the `state`, once.
 */
export function signInEndpoints(red: NodeApi, store: SignInStore): void {
	const attempts = new Attempts(store);
	const post = (path: string, answer: (asked: Asked, open: () => ReadDialogAccount) => Promise<unknown>): void => {
		red.httpAdmin.post(
			`/outlook-account/${path}`,
			red.auth.needsPermission('outlook-account.write'),
			(request, response) => {
				if (!request.is('application/json')) {
					response.status(415).json({ text: 'Only JSON is taken here.' });
					return;
				}
				const asked = readAsked(request);
				// An account that cannot be used throws where it is opened, into the catch below.
				void Promise.resolve()
					.then(async () => await answer(asked, () => readDialogAccount(red, asked.account)))
					.then((result) => response.json(result))
					.catch((reason: unknown) => {
						const { code, text } = toDraftError(reason);
						response.status(409).json({ code, text });
					});
			},
		);
	};

	post('state', async ({ attempt }, open) => {
		const progress = typeof attempt === 'string' ? attempts.progress(attempt) : undefined;
		return { ...(progress ? { progress } : {}), account: await stateOf(red, store, open()) };
	});
	post('sign-in', async ({ way, redirectUri }, open) => {
		const asked = open();
		return way === 'device' ? await attempts.startDevice(asked) : await attempts.startBrowser(asked, text(redirectUri));
	});
	post('landing', async ({ attempt, landing }) => ({
		progress: await attempts.land(pasted(text(landing)), text(attempt)),
	}));
	post('cancel', async ({ attempt }) => {
		attempts.cancel(text(attempt));
		return {};
	});
	post('sign-out', async (_asked, open) => {
		const asked = open();
		await endSession(store, asked.slot);
		return { account: await stateOf(red, store, asked) };
	});

	post('check', async ({ account, mailbox }) => await check(red, store, account, text(mailbox)));

	red.httpAdmin.get(`/${CALLBACK}`, (request: AdminRequest, response: AdminResponse) => {
		void attempts.land(pasted(request.originalUrl)).then((progress) => {
			response
				.status(progress.state === 'done' ? 200 : 400)
				.set(PAGE_HEADERS)
				.send(landingPage(progress, (name) => red._(`outlook-draft.signIn.page.${name}`)));
		});
	});
}

/** A person waits in front of the dialog. */
const TIMEOUT = 30_000;

/** What works with the account and what does not; settings that cannot be used are a finding like all others. */
async function check(red: NodeApi, store: SignInStore, asked: DialogAccount, mailbox: string): Promise<AccountReport> {
	const opened = await Promise.resolve()
		.then(() => openForCheck(red, store, asked))
		.catch(toDraftError);
	// The dialog writes the request itself, from what stands in it.
	if (opened instanceof Error) return reportOfSettings(opened, '');
	const graph = createGraph(opened.host, opened.account, { timeout: TIMEOUT, stop: new AbortController().signal });
	return await checkAccount(graph, opened.account, readMailbox(mailbox.trim() || 'me'));
}

async function stateOf(
	red: NodeApi,
	store: SignInStore,
	{ slot, applicant }: ReadDialogAccount,
): Promise<AccountState> {
	const warnings = settingsWarnings(red);
	if (applicant.account.signIn === 'application') return { signIn: 'none', warnings };
	const obstacle = store.obstacle(slot);
	if (obstacle) warnings.push(`store.${obstacle}`);
	const signIn = await store.read(slot);
	if (!signIn) return { signIn: 'none', warnings };
	const { person, granted, ended } = signIn;
	if (granted && mayAlsoSend(granted) && !applicant.account.limits.allowSending) warnings.push('canSend');
	const facts = { person, ...(granted ? { granted } : {}), warnings };
	return ended
		? { signIn: 'ended', text: [ended.message, ended.hint].filter(Boolean).join(' '), ...facts }
		: { signIn: 'signedIn', ...facts };
}

/** The parameters of an address, or of what is left of one. */
function pasted(address: string): URLSearchParams {
	const [, query = ''] = /[?#]([^#]*)/.exec(address.trim()) ?? [undefined, address.trim()];
	return new URLSearchParams(query);
}

/** What is not there counts as empty: `readDialogAccount` says what is missing. */
function readAsked({ body }: AdminRequest): Asked {
	const object = (value: unknown) =>
		typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	const asked = object(body);
	const account = object(asked.account);
	return {
		...asked,
		account: { id: text(account.id), settings: object(account.settings), credentials: object(account.credentials) },
	};
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
