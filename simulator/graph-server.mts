import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody } from './body.mts';
import { errorBody, GraphError, tooLarge } from './errors.mts';
import type { Fault, Faults } from './faults.mts';
import { aim, perform } from './graph.mts';
import type { GraphAnswer } from './graph.mts';
import { loggedHeaders } from './request-log.mts';
import type { LoggedRequest, RequestLog } from './request-log.mts';
import type { BytesAnswer } from './routes/attachments.mts';
import type { Store } from './store.mts';
import type { Switches } from './switches.mts';
import type { Throttle } from './throttle.mts';

/** The whole request. OBS psh#1554 and others */
const LARGEST_BODY = 4 * 1024 * 1024;

/** Live answers carry these parameters. RECALL */
const jsonType = 'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8';
const diagnostic = JSON.stringify({ ServerInfo: { DataCenter: 'Simulator', Slice: 'E', Ring: '0', ScaleUnit: '000', RoleInstance: 'SIMULATOR' } });

export interface GraphServer {
	store: Store;
	switches: Switches;
	log: RequestLog;
	faults: Faults;
	throttle: Throttle;
	delayMs: number;
	closing: AbortSignal;
}

interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer;
}

class Cut extends Error {}

function fromGraph(answer: GraphAnswer | BytesAnswer): Answer {
	if ('bytes' in answer) return { status: answer.status, headers: answer.headers ?? {}, body: answer.bytes };
	if (answer.text !== undefined) return { status: answer.status, headers: { ...answer.headers, 'Content-Type': 'text/plain' }, body: answer.text };
	if (answer.json === undefined) return { status: answer.status, headers: answer.headers ?? {}, body: '' };
	return { status: answer.status, headers: { 'Content-Type': jsonType, ...answer.headers }, body: JSON.stringify(answer.json) };
}

/** What a fault answers; undefined when it only delays. */
function fromFault(fault: Fault, write: (error: GraphError) => Answer): Answer | undefined {
	if (fault.cut) throw new Cut();
	const retryAfter: Record<string, string> = fault.retryAfter === undefined ? {} : { 'Retry-After': fault.retryAfter };
	if (fault.body !== undefined) {
		return { status: fault.status ?? 500, headers: { 'Content-Type': fault.contentType ?? 'text/plain', ...retryAfter }, body: fault.body };
	}
	if (fault.status === undefined && fault.code === undefined) return undefined;
	const answer = write(new GraphError(fault.status ?? 500, fault.code ?? 'UnknownError', fault.message ?? '', retryAfter));
	return fault.contentType === undefined ? answer : { ...answer, headers: { ...answer.headers, 'Content-Type': fault.contentType } };
}

function send(response: ServerResponse, answer: Answer, ids: Record<string, string>): void {
	response.writeHead(answer.status, {
		...ids,
		'x-ms-ags-diagnostic': diagnostic,
		'Cache-Control': 'private',
		...answer.headers,
		...(answer.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(answer.body)) }),
	});
	response.end(answer.body);
}

/** Answers one Graph call: body, token, slot, latency, faults, work. */
export async function answerGraph(server: GraphServer, request: IncomingMessage, response: ServerResponse, target: string, origin: string): Promise<void> {
	const method = request.method ?? 'GET';
	const headers = loggedHeaders(request.headers);
	const entry: LoggedRequest = { method, path: target, headers, body: '', status: 0, startedAt: Date.now(), endedAt: 0, app: '', mailbox: '' };
	server.log.add(entry);
	const requestId = randomUUID();
	const clientRequestId = headers['client-request-id'] || requestId;
	const failure = (error: GraphError): Answer => ({
		status: error.status,
		headers: { 'Content-Type': 'application/json', ...error.headers },
		body: errorBody(error, requestId, clientRequestId, Date.now()),
	});
	let release = (): void => {};
	try {
		const body = await readBody(request, LARGEST_BODY);
		if (body.problem === 'aborted') throw new Cut();
		server.log.keepBody(entry, body.text);
		const answer = await work(body.text, body.problem === 'too large').catch((error: unknown) => {
			if (error instanceof GraphError) return failure(error);
			if (error instanceof Cut || server.closing.aborted) throw error;
			console.error(error);
			return failure(new GraphError(500, 'ErrorInternalServerError', 'The simulator failed on this request; see its console.'));
		});
		entry.status = answer.status;
		entry.endedAt = Date.now();
		// Before the answer goes out: a client that has it may count on its slot.
		release();
		send(response, answer, { 'request-id': requestId, 'client-request-id': clientRequestId });
	} catch {
		entry.endedAt = Date.now();
		release();
		response.destroy();
	}

	async function work(body: string, isTooLarge: boolean): Promise<Answer> {
		if (isTooLarge) throw tooLarge();
		const authorization = request.headers.authorization ?? '';
		const call = { method, target, headers: { ...headers, authorization }, body, origin, store: server.store, switches: server.switches };
		const aimed = aim(call);
		entry.app = aimed.token.clientId;
		entry.mailbox = aimed.mailbox?.address ?? '';
		if (aimed.mailbox) server.throttle.count(entry.app, aimed.mailbox.address, /^(POST|PATCH|PUT)$/.test(method) ? Buffer.byteLength(body) : 0);
		if (aimed.mailbox) release = server.throttle.enter(entry.app, aimed.mailbox.address);
		await pause(server.delayMs);
		const fault = server.faults.take(method, target);
		if (!fault || fault.when === 'after') {
			const answer = await attempt();
			await pause(fault?.delayMs);
			return (fault && fromFault(fault, failure)) ?? answer;
		}
		await pause(fault.delayMs);
		return fromFault(fault, failure) ?? attempt();

		async function attempt(): Promise<Answer> {
			try {
				return fromGraph(await perform(call, aimed));
			} catch (error) {
				if (error instanceof GraphError) return failure(error);
				throw error;
			}
		}
	}

	async function pause(milliseconds = 0): Promise<void> {
		if (milliseconds > 0) await sleep(milliseconds, undefined, { signal: server.closing });
	}
}
