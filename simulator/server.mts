import { createServer as createPlainServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerOptions, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Applications } from './entra/applications.mts';
import { answerEntra } from './entra/server.mts';
import { forget, newEntra } from './entra/state.mts';
import type { Entra } from './entra/state.mts';
import type { GraphServer } from './exchange.mts';
import { answerFaults } from './fault-control.mts';
import { Faults } from './faults.mts';
import type { Fault, Mix } from './faults.mts';
import { answerGraph } from './graph-server.mts';
import { answerPage } from './page-server.mts';
import type { PageServer } from './page-server.mts';
import { Person } from './person.mts';
import { RequestLog } from './request-log.mts';
import type { LoggedRequest } from './request-log.mts';
import { addSampleMail } from './sample-mail.mts';
import { Store } from './store.mts';
import { defaultSwitches } from './switches.mts';
import type { Switches } from './switches.mts';
import { Throttle } from './throttle.mts';
import { issueAccessToken } from './tokens.mts';
import type { TokenRequest } from './tokens.mts';
import { answerUpload, forgetUploads } from './upload-sessions.mts';

export { DEMO_APP } from './seed.mts';
export type { Fault, Mix } from './faults.mts';
export type { Arrival, Person } from './person.mts';
export type { LoggedRequest } from './request-log.mts';
export type { Store } from './store.mts';
export type { Switches } from './switches.mts';
export type { Mailbox, StoredMessage } from './types.mts';

export interface SimulatorOptions {
	/** 0 or absent: a free one. */
	port?: number;
	/** Latency of every Graph call. */
	delayMs?: number;
	/** Serves https with this key and certificate (PEM): some clients send their token to https addresses only. */
	tls?: { key: string; cert: string };
	switches?: Partial<Switches>;
	/** Mails to answer in the mailboxes, also after a reset. */
	sampleMail?: boolean;
	/** Folder of the web page's files. */
	pageFolder?: string;
	/** How long a client may take for its headers (10,000 ms) and its whole request (60,000 ms). */
	patience?: { headersMs: number; requestMs: number };
}

export interface Simulator {
	/** Graph is `url + '/v1.0'`, Entra `url + '/{tenant}'`, the page `url + '/'`. */
	url: string;
	/** Graph calls and calls to upload addresses. A batch is one. */
	requests: LoggedRequest[];
	tokenRequests: { body: string; status: number }[];
	/** Highest number of Graph calls seen in flight for one application and mailbox. */
	readonly maxInFlight: number;
	store: Store;
	faults: { add(fault: Fault): void; mix(mix: Mix): void; clear(): void };
	switches: Switches;
	/** What is registered in the tenant; add more with `applications.add`. */
	applications: Applications;
	/** Somebody at a mailbox in Outlook, who edits, sends, deletes, and gets mail. */
	person(address: string): Person;
	/** An access token without any sign-in. */
	issueToken(token: TokenRequest): string;
	/** Resolves when late commits and delayed sendings have happened. */
	settled(): Promise<void>;
	reset(): void;
	close(): Promise<void>;
}

interface Parts {
	graph: GraphServer;
	page: PageServer;
	entra: Entra;
	tokenRequests: Simulator['tokenRequests'];
	scheme: 'http' | 'https';
}

/** Native ES modules have no __dirname, and what jest loads has no import.meta: without either, the working directory decides. */
const standardPageFolder = (): string =>
	typeof __dirname === 'undefined' ? join(process.cwd(), 'simulator', 'page') : join(__dirname, 'page');

/** A name that resolves to this machine but is another site's (DNS rebinding) is refused. */
const isLocalHost = (host: string | undefined): boolean =>
	/^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i.test(host ?? '');

function plain(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, {
		'Content-Type': 'text/plain; charset=utf-8',
		'Content-Length': String(Buffer.byteLength(text)),
	});
	response.end(text);
}

async function answer(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
	if (!isLocalHost(request.headers.host))
		return plain(response, 403, 'This simulator answers to 127.0.0.1 and localhost only.');
	const target = (request.url ?? '/').replace(/^https?:\/\/[^/]*/i, '') || '/';
	const [path, ...search] = target.split('?');
	const origin = `${parts.scheme}://${request.headers.host}`;
	if (/^\/v1\.0(\/|$)/i.test(path)) return answerGraph(parts.graph, request, response, target, origin);
	const query = new URLSearchParams(search.join('?'));
	if (await answerUpload(parts.graph, request, response, path, query, origin)) return undefined;
	if (await answerEntra(parts, request, response, path, query, origin)) return undefined;
	if (await answerFaults(parts.graph.faults, request, response, path)) return undefined;
	if (await answerPage(parts.page, request, response, path, query)) return undefined;
	return plain(
		response,
		404,
		"Not there. Graph is at /v1.0, sign-in at /{tenant}/oauth2/v2.0/token, the mailbox's page at /.",
	);
}

/** What Node's parser gives up on, by its code. */
const unreadable: Record<string, string> = {
	ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
	HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
	HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
};

export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const createServer = (limits: ServerOptions, listener: RequestListener) =>
		options.tls ? createTlsServer({ ...limits, ...options.tls }, listener) : createPlainServer(limits, listener);
	const initialSwitches: Switches = { ...defaultSwitches, ...options.switches };
	const switches: Switches = { ...initialSwitches };
	const store = new Store();
	const closing = new AbortController();
	const watchers = new Set<ServerResponse>();
	const tokenRequests: Simulator['tokenRequests'] = [];
	const graph: GraphServer = {
		store,
		switches,
		log: new RequestLog(),
		faults: new Faults(),
		throttle: new Throttle(switches),
		delayMs: options.delayMs ?? 0,
		closing: closing.signal,
	};
	const entra = newEntra(store, switches);
	const fill = (): void => {
		if (options.sampleMail) addSampleMail((address) => new Person(store, switches, address));
	};
	const reset = (): void => {
		store.reset();
		forgetUploads(store);
		graph.log.clear();
		graph.faults.clear();
		graph.throttle.reset();
		forget(entra);
		tokenRequests.length = 0;
		Object.assign(switches, initialSwitches);
		fill();
	};
	fill();
	const page: PageServer = { store, switches, pageFolder: options.pageFolder ?? standardPageFolder(), watchers, reset };
	const parts: Parts = { graph, page, entra, tokenRequests, scheme: options.tls ? 'https' : 'http' };

	const { headersMs, requestMs } = options.patience ?? { headersMs: 10_000, requestMs: 60_000 };
	const timeouts = {
		keepAliveTimeout: 60_000,
		headersTimeout: headersMs,
		requestTimeout: requestMs,
		connectionsCheckingInterval: headersMs / 2,
	};
	const server = createServer(timeouts, (request, response) => {
		response.on('error', () => {});
		answer(parts, request, response).catch((error: unknown) => {
			console.error(error);
			response.destroy();
		});
	});
	server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
		// An answer that has begun cannot become another one.
		const hasBegun = (socket as { _httpMessage?: ServerResponse })._httpMessage?.headersSent;
		if (socket.writable && !hasBegun)
			socket.end(`HTTP/1.1 ${unreadable[code] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
		else socket.destroy();
	});

	// Pages hear of a burst of changes once.
	let announced: NodeJS.Timeout | undefined;
	store.onChange = () => {
		announced ??= setTimeout(() => {
			announced = undefined;
			for (const watcher of watchers) watcher.write(`data: ${store.version}\n\n`);
		}, 100).unref();
	};

	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
	});

	return {
		url: `${parts.scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests: graph.log.entries,
		tokenRequests,
		get maxInFlight() {
			return graph.throttle.peak;
		},
		store,
		faults: graph.faults,
		switches,
		applications: store.applications,
		person: (address) => new Person(store, switches, address),
		issueToken: issueAccessToken,
		settled: () => store.later.idle(),
		reset,
		close: () =>
			new Promise<void>((resolve) => {
				closing.abort();
				clearTimeout(announced);
				store.later.clear();
				store.onChange = undefined;
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
