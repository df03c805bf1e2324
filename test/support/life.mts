// Operations on drafts against the simulator, without a host: what is sent, what the mailbox holds, and messages to work on.
import type { Account } from '../../core/account';
import type { ItemMemory } from '../../core/drafts/memory';
import type { FieldValues } from '../../core/fields';
import type { HttpRequest, HttpResponse } from '../../core/host';
import { performOperation, type OperationResult } from '../../core/operations';
import type { Simulator, StoredMessage } from '../../simulator/server.mts';
import { simulatorAccount, simulatorHost } from './simulatorHost.mts';

export const ME = 'megan.bowen@contoso.com';
export const SHARED = 'support@contoso.com';

export interface LifeBench {
	run(
		name: string,
		fields: FieldValues,
		options?: {
			memory?: ItemMemory;
			account?: Partial<Account>;
			kind?: 'delegated' | 'application';
			timeZone?: string;
			/** The address in the token. */
			me?: string;
			/** Names the run that the item belongs to. */
			run?: object;
			/** The host's clock. */
			now?: () => number;
			/** Stands between the run and the simulator: what it returns is the answer. */
			around?: (request: HttpRequest, send: () => Promise<HttpResponse>) => Promise<HttpResponse>;
		},
	): Promise<OperationResult>;
	/** `POST /me/messages/*\/createReply` and the like, without queries; `*` stands for an id. */
	requests(): string[];
	/** A message in the Inbox, as it came from somebody. Returns its id. */
	receive(message?: object, mailbox?: string): Promise<string>;
	/** A draft in Drafts. Returns its id. */
	draft(message?: object, mailbox?: string): Promise<string>;
	/** A mail that the owner of the mailbox has sent. */
	sent(message: object, mailbox?: string): Promise<string>;
	message(id: string, mailbox?: string): StoredMessage | undefined;
	drafts(mailbox?: string): StoredMessage[];
}

export const to = (...addresses: string[]) => addresses.map((address) => ({ emailAddress: { address } }));

export const RECEIVED = {
	subject: 'Offer',
	body: { contentType: 'html', content: '<p>What does it cost?</p>' },
	from: to('pat@fabrikam.com')[0],
	toRecipients: to(ME, 'lee@fabrikam.com'),
	ccRecipients: to('kim@fabrikam.com'),
	isRead: false,
	singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '0' }],
};

/** One request as it is compared in tests: method and path, ids as `*`. */
export const shown = ({ method, path }: { method: string; path: string }) =>
	`${method} ${decodeURIComponent(path)
		.replace(/\?.*$/s, '')
		.replace(/^\/v1\.0/, '')
		.replace(/\/(messages|mailFolders)\/[^/]{20,}/g, '/$1/*')}`;

export function lifeBench(simulator: Simulator): LifeBench {
	const make = async (folder: string, message: object, mailbox: string): Promise<string> => {
		const token = simulator.issueToken({ kind: 'application' });
		const response = await fetch(`${simulator.url}/v1.0/users/${mailbox}/mailFolders/${folder}/messages`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', prefer: 'IdType="ImmutableId"' },
			body: JSON.stringify(message),
		});
		simulator.requests.length = 0;
		return ((await response.json()) as { id: string }).id;
	};
	const find = (id: string, mailbox: string) =>
		simulator.store.messages(mailbox).find((message) => message.immutableId === id || message.id === id);
	return {
		async run(name, fields, { memory = {}, account = {}, kind = 'delegated', around, timeZone, me, run, now } = {}) {
			const inner = simulatorHost(simulator, kind);
			const host = {
				...inner,
				...(timeZone === undefined ? {} : { timeZone }),
				...(me === undefined ? {} : { me: () => me }),
				...(now === undefined ? {} : { now }),
				...(around
					? { request: async (request: HttpRequest) => await around(request, async () => await inner.request(request)) }
					: {}),
				sleep: async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms / 200)),
			};
			const limits = { allowSending: true, allowDeleting: true, allowedMailboxes: [] };
			return await performOperation(
				host,
				simulatorAccount(simulator, { signIn: kind, limits, ...account }),
				name,
				'mailbox' in fields ? fields : { mailbox: 'me', ...fields },
				{ stop: new AbortController().signal, scope: 'flow node', memory, ...(run === undefined ? {} : { run }) },
			);
		},
		requests: () => simulator.requests.map(shown),
		receive: async (message = {}, mailbox = ME) => await make('inbox', { ...RECEIVED, ...message }, mailbox),
		draft: async (message = {}, mailbox = ME) =>
			await make(
				'drafts',
				{
					subject: 'Draft',
					toRecipients: to('pat@fabrikam.com'),
					body: { contentType: 'html', content: '<p>Hello</p>' },
					...message,
				},
				mailbox,
			),
		sent: async (message, mailbox = ME) =>
			await make(
				'sentitems',
				{
					from: to(mailbox)[0],
					toRecipients: to('pat@fabrikam.com'),
					singleValueExtendedProperties: [{ id: 'Integer 0x0E07', value: '1' }],
					...message,
				},
				mailbox,
			),
		message: (id, mailbox = ME) => find(id, mailbox),
		drafts: (mailbox = ME) => simulator.store.messages(mailbox).filter(({ isDraft }) => isDraft),
	};
}
