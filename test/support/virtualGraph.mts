// A tiny Graph in memory with a clock of its own: time passes only when everybody waits. It can lose answers before or
// after the write, carry a write out later, and show a new message to filters late.
import type { Host, HttpRequest, HttpResponse } from '../../core/host';

/** What happens to one create. `lag`: milliseconds until filters show it. `commit`: milliseconds after the lost answer. */
export interface Fate {
	outcome?: 'ok' | 'lost before' | 'lost after' | 'throttled' | '503 before' | '504 after' | 'late commit';
	lag?: number;
	commit?: number;
}

export interface VirtualMessage {
	id: string;
	folder: string;
	parentFolderId: string;
	createdAt: number;
	createdDateTime: string;
	lastModifiedDateTime: string;
	changeKey: string;
	isDraft: boolean;
	subject: string;
	visibleAt: number;
	singleValueExtendedProperties: Array<{ id: string; value: string }>;
}

export interface VirtualGraph {
	host: Host;
	/** All outside of Deleted Items. */
	messages(): VirtualMessage[];
	deleted: VirtualMessage[];
	requests: HttpRequest[];
	/** Runs until nothing waits any more; resolves with the result of `work`. */
	run<T>(work: () => Promise<T>): Promise<T>;
	time(): number;
}

interface Sleeper {
	due: number;
	order: number;
	wake: () => void;
}

const LATENCY = 100;

/** What a message has of the folder that it is in. */
export const inFolder = (folder: string) => ({ folder, parentFolderId: `id of ${folder}` });

/** Hashes are computed in another thread: the clock must wait for them. */
const digesting = new Set<Promise<unknown>>();
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = async (...args) => {
	const result = digest(...args);
	digesting.add(result);
	return await result.finally(() => digesting.delete(result));
};

export function virtualGraph(fateOf: (create: number) => Fate): VirtualGraph {
	const start = Date.parse('2026-11-25T12:00:00Z');
	let time = start;
	let order = 0;
	let creates = 0;
	let commits = 0;
	const sleepers: Sleeper[] = [];
	const store = new Map<string, VirtualMessage>();
	const deleted: VirtualMessage[] = [];
	const requests: HttpRequest[] = [];

	const sleep = async (ms: number): Promise<void> => {
		await new Promise<void>((resolve) => {
			const sleeper = { due: time + ms, order: order++, wake: resolve };
			let at = sleepers.length - 1;
			while (at >= 0 && sleepers[at].due > sleeper.due) at--;
			sleepers.splice(at + 1, 0, sleeper);
		});
	};
	const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
		status,
		headers,
		body: JSON.stringify(body),
	});
	const seconds = (): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

	function commit(request: HttpRequest, lag: number): VirtualMessage {
		const folder = /mailFolders\/([^/]+)\/messages$/.exec(request.url)?.[1] ?? 'drafts';
		const content = JSON.parse(String(request.body)) as VirtualMessage;
		// Ids say nothing about the order in which messages were made.
		commits += 1;
		const id = `${(commits * 7919) % 10_007}-${commits}`;
		const message = {
			...content,
			id,
			...inFolder(decodeURIComponent(folder)),
			createdAt: time,
			createdDateTime: seconds(),
			lastModifiedDateTime: seconds(),
			changeKey: `key-${id}`,
			isDraft: true,
			visibleAt: time + lag,
		};
		store.set(id, message);
		return message;
	}

	async function create(request: HttpRequest): Promise<HttpResponse> {
		const { outcome = 'ok', lag = 0, commit: after = 0 } = fateOf(creates++);
		await sleep(LATENCY);
		const gone = (): never => {
			throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
		};
		switch (outcome) {
			case 'throttled':
				return json(429, { error: { code: 'ApplicationThrottled' } }, { 'retry-after': '1' });
			case '503 before':
				return json(503, { error: { code: 'ServiceUnavailable' } });
			case 'lost before':
				return gone();
			case 'late commit':
				void sleep(after).then(() => commit(request, lag));
				return json(504, { error: { code: 'UnknownError', message: '' } });
		}
		const message = commit(request, lag);
		if (outcome === 'lost after') gone();
		return outcome === '504 after' ? json(504, { error: { code: 'UnknownError', message: '' } }) : json(201, message);
	}

	function list(url: string): unknown {
		const { pathname, searchParams } = new URL(url, 'https://graph.microsoft.com');
		const folder = decodeURIComponent(/mailFolders\/([^/]+)\//.exec(pathname)?.[1] ?? '');
		const [, id, value] =
			/ep\/id eq '([^']*)' and ep\/value eq '([^']*)'/.exec(searchParams.get('$filter') ?? '') ?? [];
		const found = [...store.values()].filter(
			(message) =>
				message.folder === folder &&
				message.visibleAt <= time &&
				message.singleValueExtendedProperties.some((property) => property.id === id && property.value === value),
		);
		return { value: found };
	}

	async function request(sent: HttpRequest): Promise<HttpResponse> {
		requests.push(sent);
		const path = new URL(sent.url).pathname;
		if (sent.method === 'POST' && path.endsWith('/messages')) return await create(sent);
		await sleep(LATENCY);
		if (path.endsWith('/$batch')) {
			const { requests: inner } = JSON.parse(String(sent.body)) as { requests: Array<{ id: string; url: string }> };
			return json(200, { responses: inner.map(({ id, url }) => ({ id, status: 200, body: list(url) })) });
		}
		if (sent.method === 'GET' && path.endsWith('/messages')) return json(200, list(sent.url));
		const folder = /mailFolders\/([^/]+)$/.exec(path)?.[1];
		if (folder) return json(200, { id: `id of ${folder}` });
		const message = store.get(decodeURIComponent(path.split('/').at(-1)!));
		if (!message) return json(404, { error: { code: 'ErrorItemNotFound', message: '' } });
		if (sent.method === 'DELETE') {
			if (message.folder === 'deleteditems') store.delete(message.id);
			else deleted.push(Object.assign(message, inFolder('deleteditems')));
			return { status: 204, headers: {}, body: '' };
		}
		return json(200, message);
	}

	return {
		host: { request, upload: request, sleep, now: () => time },
		messages: () => [...store.values()].filter(({ folder }) => folder !== 'deleteditems'),
		deleted,
		requests,
		time: () => time - start,
		async run(work) {
			let isDone = false;
			const result = work().finally(() => {
				isDone = true;
			});
			result.catch(() => {});
			while (!isDone) {
				// All promises that can go on do so before the clock moves.
				do {
					await Promise.allSettled(digesting);
					await new Promise((resolve) => setImmediate(resolve));
				} while (digesting.size > 0);
				const next = isDone ? undefined : sleepers.shift();
				if (!next) continue;
				time = Math.max(time, next.due);
				next.wake();
			}
			// What commits late does so after everybody has gone.
			while (sleepers.length > 0) {
				const next = sleepers.shift()!;
				time = Math.max(time, next.due);
				next.wake();
				await new Promise((resolve) => setImmediate(resolve));
			}
			return await result;
		},
	};
}
