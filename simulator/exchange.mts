import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorBody, GraphError } from './errors.mts';
import type { Fault, Faults, RequestAbout } from './faults.mts';
import { graphSegments } from './graph-path.mts';
import { loggedHeaders } from './request-log.mts';
import type { LoggedRequest, RequestLog } from './request-log.mts';
import type { Store } from './store.mts';
import type { Switches } from './switches.mts';
import type { Throttle } from './throttle.mts';
import type { StoredMessage } from './types.mts';

/** What answers Graph's addresses and upload addresses. */
export interface GraphServer {
	store: Store;
	switches: Switches;
	log: RequestLog;
	faults: Faults;
	throttle: Throttle;
	delayMs: number;
	closing: AbortSignal;
}

export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer;
}

/** The connection ends instead of an answer. */
export class Cut extends Error {}

/** Writes an error as this exchange's answer. */
export type Failure = (error: GraphError) => Answer;

export async function pause(server: GraphServer, milliseconds = 0): Promise<void> {
	if (milliseconds > 0) await sleep(milliseconds, undefined, { signal: server.closing });
}

const retryAfterOf = ({ retryAfter }: Fault): Record<string, string> =>
	retryAfter === undefined
		? {}
		: { 'Retry-After': retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter) };

/** What a fault answers; undefined when it only delays. */
function fromFault(fault: Fault, failure: Failure): Answer | undefined {
	if (fault.cut) throw new Cut();
	const retryAfter = retryAfterOf(fault);
	if (fault.body !== undefined) {
		return {
			status: fault.status ?? 500,
			headers: { 'Content-Type': fault.contentType ?? 'text/plain', ...retryAfter },
			body: fault.body,
		};
	}
	const late = fault.commitAfterMs !== undefined;
	if (fault.status === undefined && fault.code === undefined && !late) return undefined;
	const error = new GraphError(
		fault.status ?? (late ? 504 : 500),
		fault.code ?? 'UnknownError',
		fault.message ?? '',
		retryAfter,
	);
	error.bare = fault.bare ?? false;
	const answer = failure(error);
	return fault.contentType === undefined
		? answer
		: { ...answer, headers: { ...answer.headers, 'Content-Type': fault.contentType } };
}

/** The message that a request wrote: the one in its answer, else the one that its address names. */
function written(store: Store, { mailbox, message, path }: RequestAbout, { status, body }: Answer): StoredMessage[] {
	const owner = store.find(mailbox);
	if (!owner || status >= 300) return [];
	const ids = [idIn(String(body)), message, ...graphSegments(path.split('?')[0])];
	const found = ids.map((id) => (id === undefined ? undefined : store.message(owner, id))).find((one) => one);
	return found ? [found] : [];
}

function idIn(body: string): string | undefined {
	if (!body.startsWith('{')) return undefined;
	const { id } = JSON.parse(body) as { id?: unknown };
	return typeof id === 'string' ? id : undefined;
}

/** Does the work of a request, or what a fault makes of it. */
export async function underFault(
	server: GraphServer,
	about: RequestAbout,
	failure: Failure,
	work: () => Answer | Promise<Answer>,
): Promise<Answer> {
	const attempt = async (): Promise<Answer> => {
		try {
			return await work();
		} catch (error) {
			if (error instanceof GraphError) return failure(error);
			throw error;
		}
	};
	const fault = server.faults.take(about);
	if (!fault) return attempt();
	if (fault.commitAfterMs !== undefined) server.store.later.after(fault.commitAfterMs, attempt);
	if ((fault.when === 'after' || fault.hideMs !== undefined) && fault.commitAfterMs === undefined) {
		const answer = await attempt();
		if (fault.hideMs !== undefined)
			for (const message of written(server.store, about, answer)) server.store.hide(message, fault.hideMs);
		await pause(server, fault.delayMs);
		return fromFault(fault, failure) ?? answer;
	}
	await pause(server, fault.delayMs);
	return fromFault(fault, failure) ?? attempt();
}

function send(response: ServerResponse, answer: Answer, common: Record<string, string>): void {
	response.writeHead(answer.status, {
		...common,
		...answer.headers,
		...(answer.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(answer.body)) }),
	});
	response.end(answer.body);
}

/** One request: its place in the log, its ids, an answer for every error. `path` is what the log may show, `common` the headers of every answer. */
export async function exchange(
	server: GraphServer,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	common: Record<string, string>,
	work: (entry: LoggedRequest, failure: Failure) => Promise<Answer>,
): Promise<void> {
	const headers = loggedHeaders(request.headers);
	const entry: LoggedRequest = {
		method: request.method ?? 'GET',
		path,
		headers,
		body: '',
		status: 0,
		startedAt: Date.now(),
		endedAt: 0,
		app: '',
		mailbox: '',
	};
	server.log.add(entry);
	const requestId = randomUUID();
	const clientRequestId = headers['client-request-id'] || requestId;
	const failure = (error: GraphError): Answer => ({
		status: error.status,
		headers: { 'Content-Type': 'application/json', ...error.headers },
		body: errorBody(error, requestId, clientRequestId, Date.now()),
	});
	try {
		const answer = await work(entry, failure).catch((error: unknown) => {
			if (error instanceof GraphError) return failure(error);
			if (error instanceof Cut || server.closing.aborted) throw error;
			console.error(error);
			return failure(
				new GraphError(500, 'ErrorInternalServerError', 'The simulator failed on this request; see its console.'),
			);
		});
		entry.status = answer.status;
		entry.endedAt = Date.now();
		// What of the request has not been read: the client gets its answer all the same.
		request.resume();
		send(response, answer, { 'request-id': requestId, 'client-request-id': clientRequestId, ...common });
	} catch {
		entry.endedAt = Date.now();
		response.destroy();
	}
}
