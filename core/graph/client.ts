import { Client, ResponseType } from '@microsoft/microsoft-graph-client';

import type { Account } from '../account';
import { isSuccess, untilStopped, type Host, type HttpResponse } from '../host';
import { DraftError, LOCAL_CODES } from '../errors';
import { GraphCall, type Purpose } from './call';
import { errorFromAnswer, errorFromFailure, errorNotSent } from './errors';
import { withQuery } from './paths';
import { permissionOf, type MailPermission } from './permissions';
import { FreshIds } from './freshIds';
import { RetryMiddleware } from './retry';
import { ServiceClock } from './serviceClock';
import { SlotMiddleware } from './slots';
import { sharedThrottle, type Throttle } from './throttle';
import { parseJson, TransportMiddleware } from './transport';
import { withTries } from './tried';
import { sendUpload, type UploadAnswer, type UploadRequest } from './upload';

/** One request to Graph. `path` is relative to `/v1.0` and already encoded; `body` is sent as JSON, `text` as it is (MIME in base64). */
export interface GraphRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: unknown;
	text?: string;
	purpose: Purpose;
	/** Told each time that it leaves, after its wait for a slot. */
	onSending?: () => void;
	/** Milliseconds for it with all its repeats, where that is less than the person's own limit. */
	timeout?: number;
	/** The only status that means success: any other 2xx leaves open what was done. A DELETE always means 204. */
	success?: number;
	/** The caller looks into the mailbox itself before it repeats a request for a fresh id that was not found. */
	looksItself?: true;
}

/**
 * The same for what finishes a draft that was begun (its key, its text, its files, a look after a lost answer): such requests
 * go before those that begin something new, so that a run that is stopped or dies leaves as little as possible unfinished.
 */
export function finishing(graph: Graph): Graph {
	const first = <T extends { purpose: Purpose }>(request: T): T => ({
		...request,
		purpose: { ...request.purpose, finishes: true },
	});
	return {
		...graph,
		json: async (request) => await graph.json(first(request)),
		text: async (request) => await graph.text(first(request)),
		bytes: async (request) => await graph.bytes(first(request)),
		upload: async (request) => await graph.upload(first(request)),
	};
}

/** A page of a collection; the link, if any, continues it. */
export interface Listing<T> {
	value?: T[];
	'@odata.nextLink'?: string;
}

export interface Graph {
	/** Sends and returns the parsed answer. Throws DraftError for everything but a 2xx answer with JSON. */
	json<T>(request: GraphRequest): Promise<T>;
	/** Sends and returns the text of the answer, which may be empty. Throws DraftError for everything but a 2xx answer. */
	text(request: GraphRequest): Promise<string>;
	/** Sends and returns the answer byte by byte. Throws DraftError for everything but a 2xx answer. */
	bytes(request: GraphRequest): Promise<Uint8Array>;
	/**
	 * Sends once to the address of an upload session, without the account's token. Never throws: what it means is for the
	 * upload to judge.
	 */
	upload(request: UploadRequest): Promise<UploadAnswer>;
	readonly host: Host;
	/** Address of the service; follow-up links lead nowhere else. */
	readonly graphUrl: string;
	/** Aborted when nothing new may be sent any more. */
	readonly stop: AbortSignal;
	/** Waits, holding no slot. Resolves with false, at once, when nothing new may be sent any more. */
	wait(ms: number): Promise<boolean>;
	/** Like `wait`, for something that ends by itself; its failure is not passed on. */
	waitFor(end: Promise<unknown>): Promise<boolean>;
	/** Milliseconds that a person wants to wait for one request with its repeats. */
	timeout: number;
	/** The host's clock, milliseconds since 1970. */
	now(): number;
	/** The service's clock, as its answers told it: times of messages are compared with it, whatever the host's clock says. */
	serverNow(): number;
}

interface GraphOptions {
	/** Milliseconds for one request with all its repeats. */
	timeout: number;
	/** Aborted when nothing new may be sent. */
	stop: AbortSignal;
	throttle?: Throttle;
	/** What the operation needs that uses it; lists need as much as drafts do. */
	permission?: MailPermission;
}

/** Sent with every request: stable ids, and a language, since some refusals otherwise read "Invalid language specified." */
const IMMUTABLE_IDS = 'IdType="ImmutableId"';
const COMMON_HEADERS = { Accept: 'application/json', 'Accept-Language': 'en-US', Prefer: IMMUTABLE_IDS };

/** A `Prefer` header that asks for more than the ids that every request asks for. */
export const preferring = (...more: string[]) => ({ Prefer: [IMMUTABLE_IDS, ...more].join(', ') });

/** All headers of a request but the token's, which the host adds. */
export function requestHeaders({ headers = {}, body, text }: GraphRequest): Record<string, string> {
	return { ...COMMON_HEADERS, ...contentType(body, text), ...headers };
}

/** What all requests of one Graph share. */
interface Connection {
	host: Host;
	account: Account;
	client: Client;
	throttle: Throttle;
	/** Tells one account from another. */
	app: string;
	timeout: number;
	stop: AbortSignal;
	permission: MailPermission;
	fresh: FreshIds;
	clock: ServiceClock;
}

/** The core request module: Microsoft's Graph client with our own middleware chain, retry → slots → transport. */
export function createGraph(host: Host, account: Account, options: GraphOptions): Graph {
	const connection = connect(host, account, options);
	const { timeout, stop, clock } = connection;
	const wait = async (end: Promise<unknown>): Promise<boolean> => {
		await untilStopped(end, stop);
		return !stop.aborted;
	};
	return {
		json: async <T>(request: GraphRequest) => await sendForJson<T>(connection, request),
		text: async (request) => await sendForText(connection, request),
		bytes: async (request) => await sendForBytes(connection, request),
		upload: async (request) => await upload(connection, request),
		wait: async (ms) => await wait(host.sleep(ms)),
		waitFor: async (end) => await wait(end.catch(() => {})),
		host,
		graphUrl: account.graphUrl,
		stop,
		timeout,
		now: () => host.now(),
		serverNow: () => clock.now(),
	};
}

function connect(
	host: Host,
	account: Account,
	{ timeout, stop, throttle = sharedThrottle, permission = 'Mail.ReadWrite' }: GraphOptions,
): Connection {
	const retry = new RetryMiddleware(host);
	const app = `${account.graphUrl} ${account.clientId}`;
	const slots = new SlotMiddleware(host, throttle, app);
	retry.setNext(slots);
	slots.setNext(new TransportMiddleware(host));
	const client = Client.initWithMiddleware({ middleware: retry, baseUrl: account.graphUrl, defaultVersion: 'v1.0' });
	const fresh = new FreshIds(() => host.now());
	return { host, account, client, throttle, app, timeout, stop, permission, fresh, clock: new ServiceClock(host) };
}

interface Answered {
	call: GraphCall;
	answer: HttpResponse;
}

/** Sends a request through the chain. Throws DraftError where no answer came; what an answer means is for the caller to judge. */
async function send(connection: Connection, wanted: GraphRequest, wants: GraphCall['wants']): Promise<Answered> {
	const { client, fresh, clock } = connection;
	const { method, path, query = {}, body, text } = wanted;
	const call = callOf(connection, wanted, wants);
	const request = client
		.api(withQuery(path, query))
		.headers(requestHeaders(wanted))
		.responseType(ResponseType.RAW)
		.middlewareOptions([call]);
	const content = text ?? (body === undefined ? '' : JSON.stringify(body));
	if (method === 'GET') await request.get();
	else if (method === 'DELETE') await request.delete();
	else await (method === 'PATCH' ? request.patch(content) : request.post(content));

	const { outcome } = call;
	if (takesAway(wanted)) fresh.forget(path);
	else if (outcome.kind === 'answer' && isSuccess(outcome.answer)) fresh.touch(path);
	if (outcome.kind === 'notSent') throw errorNotSent(wanted.purpose);
	if (outcome.kind === 'failure') throw withTries(errorFromFailure(outcome.reason, call), call);
	clock.hear(outcome.answer.headers.date);
	return { call, answer: outcome.answer };
}

/** What the middlewares have to know of a request. */
function callOf(
	{ timeout, stop, permission, fresh }: Connection,
	{ method, path, headers = {}, purpose, timeout: longest = timeout, onSending, looksItself }: GraphRequest,
	wants: GraphCall['wants'],
): GraphCall {
	const permitted = { ...purpose, permission: permissionOf(method, purpose.permission, permission) };
	const call = new GraphCall(permitted, Math.min(longest, timeout), stop);
	call.wants = wants;
	call.onSending = onSending ?? call.onSending;
	call.isFresh = looksItself !== true && fresh.isIn(path);
	call.hasChangeKey = Object.keys(headers).some((name) => name.toLowerCase() === 'if-match');
	return call;
}

async function sendForJson<T>(connection: Connection, request: GraphRequest): Promise<T> {
	const { call, answer } = await send(connection, request, 'json');
	const parsed = parseJson(answer.body);
	if (!isDone(request, answer) || parsed === undefined)
		throw withTries(errorOf(connection, answer, call, parsed), call);
	connection.fresh.note(parsed);
	return parsed as T;
}

async function sendForText(connection: Connection, request: GraphRequest): Promise<string> {
	const { call, answer } = await send(connection, request, 'text');
	if (isDone(request, answer)) return answer.body;
	throw withTries(errorOf(connection, answer, call), call);
}

async function sendForBytes(connection: Connection, request: GraphRequest): Promise<Uint8Array> {
	const { call, answer } = await send(connection, request, 'bytes');
	if (isSuccess(answer)) return answer.bytes ?? new TextEncoder().encode(answer.body);
	throw errorOf(connection, answer, call);
}

async function upload(connection: Connection, request: UploadRequest): Promise<UploadAnswer> {
	const { host, throttle, app, stop } = connection;
	const permission = permissionOf(request.method, request.purpose.permission, connection.permission);
	const call = new GraphCall({ ...request.purpose, permission }, request.timeout, stop);
	const outcome = await sendUpload(host, throttle, app, request, stop);
	if (outcome.kind === 'notSent') return { error: errorNotSent(request.purpose) };
	if (outcome.kind === 'failure') return { error: atHost(errorFromFailure(outcome.reason, call), request.url) };
	const { answer } = outcome;
	return isSuccess(answer) ? { answer } : { answer, error: errorOf(connection, answer, call) };
}

function errorOf(
	{ host, account }: Connection,
	answer: HttpResponse,
	call: GraphCall,
	parsed = parseJson(answer.body),
): DraftError {
	return errorFromAnswer(answer, parsed, call, { signIn: account.signIn, now: host.now() });
}

/**
 * Only 202 means sent and only 204 means deleted; a proxy's page, or 200 for a message that is too large, means neither
 * (OBS docs#13979).
 */
function isDone(
	{ method, success = method === 'DELETE' ? 204 : undefined }: GraphRequest,
	answer: HttpResponse,
): boolean {
	return success === undefined ? isSuccess(answer) : answer.status === success;
}

/** After these a message may be somewhere else, or gone. */
const takesAway = ({ method, path }: GraphRequest) => method === 'DELETE' || /\/(?:send|permanentDelete)$/.test(path);

/** Uploads go to another host than Graph's, which a firewall may not know. Nothing else of the address is shown: it is a key. */
function atHost(error: DraftError, url: string): DraftError {
	const { code, message, cause } = error;
	if (code === LOCAL_CODES.cancelled) return error;
	const host = URL.canParse(url) ? new URL(url).host : '';
	return new DraftError(code, host === '' ? message : `${message} The upload goes to ${host}.`, cause);
}

function contentType(body: unknown, text: string | undefined): Record<string, string> {
	if (text !== undefined) return { 'Content-Type': 'text/plain' };
	return body === undefined ? {} : { 'Content-Type': 'application/json' };
}
