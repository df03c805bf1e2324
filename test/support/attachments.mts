// Operations with attachments against the simulator, with every request to an upload address on record.
import { request as httpRequest } from 'node:http';
import type { Account } from '../../core/account';
import type { FieldValues } from '../../core/fields';
import type { HttpRequest } from '../../core/host';
import { performOperation, type OperationResult } from '../../core/operations';
import type { ItemIdentity, ItemMemory } from '../../core/drafts/memory';
import type { Simulator, StoredMessage } from '../../simulator/server.mts';
import { sha256 } from './files.mts';
import { simulatorAccount, simulatorHost } from './simulatorHost.mts';

export const ME = 'megan.bowen@contoso.com';

export interface Bench {
	run(
		name: string,
		fields: FieldValues,
		options?: {
			memory?: ItemMemory;
			stop?: AbortSignal;
			account?: Partial<Account>;
			onProgress?: ItemIdentity['onProgress'];
			scope?: string;
		},
	): Promise<OperationResult>;
	/** `POST …/attachments` and the like, upload addresses as `PUT upload`. */
	requests(): string[];
	/** What went to upload addresses, without bodies. */
	uploads: Array<Omit<HttpRequest, 'body'>>;
	drafts(mailbox?: string): StoredMessage[];
	/** Name and hash of each attachment of the newest draft. */
	stored(mailbox?: string): Array<{ name: string; sha256: string }>;
}

export interface Hooks {
	realPauses?: true;
	/** Called before the n-th request (from 1) to an upload address. */
	beforeUpload?: (request: Omit<HttpRequest, 'body'>, count: number) => void | Promise<void>;
	/** True: the connection ends in the middle of its body. */
	cutInside?: (request: Omit<HttpRequest, 'body'>, count: number) => boolean;
}

/** Sends half of the body and ends the connection; rejects as a host does. */
async function sendHalf({ method, url, headers, body }: HttpRequest): Promise<never> {
	return await new Promise((_resolve, reject) => {
		const sending = httpRequest(url, { method, headers });
		sending.on('error', () => {});
		const half = Buffer.from(body as Uint8Array).subarray(0, body!.length / 2);
		sending.write(half, () => {
			sending.destroy();
			setTimeout(() => reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' })), 20);
		});
	});
}

/** Waits of a run are short: the pauses themselves are not what is tested here. */
export function attachmentBench(
	simulator: Simulator,
	kind: 'delegated' | 'application' = 'delegated',
	hooks: Hooks = {},
): Bench {
	const uploads: Bench['uploads'] = [];
	const inner = simulatorHost(simulator, kind);
	const host = {
		...inner,
		sleep: async (ms: number) => await inner.sleep(hooks.realPauses ? ms : 1),
		async upload(request: HttpRequest) {
			const rest = { ...request };
			delete rest.body;
			uploads.push(rest);
			await hooks.beforeUpload?.(rest, uploads.length);
			if (hooks.cutInside?.(rest, uploads.length)) await sendHalf(request);
			return await inner.upload(request);
		},
	};
	const drafts = (mailbox = ME) => simulator.store.messages(mailbox).filter(({ isDraft }) => isDraft);
	return {
		uploads,
		drafts,
		async run(
			name,
			fields,
			{ memory = {}, stop = new AbortController().signal, account = {}, onProgress, scope = 'flow node' } = {},
		) {
			const all = { mailbox: 'me', folder: 'drafts', subject: 'With files', ...fields };
			return await performOperation(host, simulatorAccount(simulator, account), name, all, {
				stop,
				scope,
				memory,
				...(onProgress ? { onProgress } : {}),
			});
		},
		requests: () =>
			simulator.requests.map(({ method, path }) =>
				path.startsWith('/upload/')
					? `${method} upload`
					: `${method} ${path
							.replace(/\?.*$/, '')
							.replace(/^\/v1\.0\/(me|users\/[^/]+)/, '')
							.replace(/\/(messages|attachments)\/[^/]{20,}/g, '/$1/*')}`,
			),
		stored: (mailbox) =>
			(drafts(mailbox).at(-1)?.attachments ?? []).map(({ name, contentBytes }) => ({
				name: name ?? '',
				sha256: sha256(Buffer.from(contentBytes ?? '', 'base64')),
			})),
	};
}
