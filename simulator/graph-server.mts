import type { IncomingMessage, ServerResponse } from 'node:http';
import { runBatch } from './batch.mts';
import { readBody } from './body.mts';
import { GraphError, notSupported, tooLarge } from './errors.mts';
import { Cut, exchange, pause, underFault } from './exchange.mts';
import type { Answer, Failure, GraphServer } from './exchange.mts';
import { aim, perform } from './graph.mts';
import type { GraphAnswer, GraphRequest, Target } from './graph.mts';
import type { RequestAbout } from './faults.mts';
import { readPreferences } from './prefer.mts';
import type { BytesAnswer } from './routes/attachments.mts';

/** The whole request. OBS psh#1554 and others */
const LARGEST_BODY = 4 * 1024 * 1024;

/** Live answers carry these parameters. RECALL */
const jsonType =
	'application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8';
const diagnostic = JSON.stringify({
	ServerInfo: { DataCenter: 'Simulator', Slice: 'E', Ring: '0', ScaleUnit: '000', RoleInstance: 'SIMULATOR' },
});
const common = { 'x-ms-ags-diagnostic': diagnostic, 'Cache-Control': 'private' };

function fromGraph(answer: GraphAnswer | BytesAnswer): Answer {
	if ('bytes' in answer) return { status: answer.status, headers: answer.headers ?? {}, body: answer.bytes };
	if (answer.text !== undefined)
		return { status: answer.status, headers: { ...answer.headers, 'Content-Type': 'text/plain' }, body: answer.text };
	if (answer.json === undefined) return { status: answer.status, headers: answer.headers ?? {}, body: '' };
	return {
		status: answer.status,
		headers: { 'Content-Type': jsonType, ...answer.headers },
		body: JSON.stringify(answer.json),
	};
}

/** One request by itself or inside a batch: token, limits, slot, latency, faults, work. The slot is free before the answer goes out. */
async function serve(
	server: GraphServer,
	call: GraphRequest,
	failure: Failure,
	note: (app: string, mailbox: string) => void,
): Promise<Answer> {
	const aimed = aim(call);
	const about = {
		method: call.method,
		path: call.target,
		app: aimed.token.clientId,
		mailbox: aimed.mailbox?.address ?? '',
	};
	note(about.app, about.mailbox);
	if (!aimed.mailbox) return await work(server, call, aimed, about, failure);
	// Also on what is refused. OBS js#297 (429)
	const applied = readPreferences(call.headers.prefer).applied.join(', ');
	const refused: Failure = (error) => {
		const answer = failure(error);
		return applied ? { ...answer, headers: { 'Preference-Applied': applied, ...answer.headers } } : answer;
	};
	const uploaded = /^(POST|PATCH|PUT)$/.test(call.method) ? Buffer.byteLength(call.body) : 0;
	let release = (): void => {};
	try {
		server.throttle.count(about.app, about.mailbox, uploaded);
		release = server.throttle.enter(about.app, about.mailbox);
		return await work(server, call, aimed, about, refused);
	} catch (error) {
		if (error instanceof GraphError) return refused(error);
		throw error;
	} finally {
		release();
	}
}

async function work(
	server: GraphServer,
	call: GraphRequest,
	aimed: Target,
	about: RequestAbout,
	failure: Failure,
): Promise<Answer> {
	await pause(server, server.delayMs);
	return await underFault(server, about, failure, async () => fromGraph(await perform(call, aimed)));
}

/** An answer inside a batch cannot be cut off: the batch's own connection stays, and Graph reports what it did not get. INFERRED */
async function serveInner(server: GraphServer, call: GraphRequest, failure: Failure): Promise<Answer> {
	try {
		return await serve(server, call, failure, () => {});
	} catch (error) {
		if (error instanceof Cut) return failure(new GraphError(504, 'UnknownError', ''));
		if (error instanceof GraphError) return failure(error);
		throw error;
	}
}

/** Answers one Graph call, which may be a batch. */
export async function answerGraph(
	server: GraphServer,
	request: IncomingMessage,
	response: ServerResponse,
	target: string,
	origin: string,
): Promise<void> {
	await exchange(server, request, response, target, common, async (entry, failure) => {
		const body = await readBody(request, LARGEST_BODY);
		if (body.problem === 'aborted') throw new Cut();
		server.log.keepBody(entry, body.text);
		if (body.problem === 'too large') throw tooLarge();
		const authorization = request.headers.authorization ?? '';
		const call = {
			method: entry.method,
			target,
			headers: { ...entry.headers, authorization },
			body: body.text,
			origin,
			store: server.store,
			switches: server.switches,
		};
		const isBatch = /^\/v1\.0\/+(?:\$|%24)batch\/?(?:\?|$)/i.test(target);
		if (!isBatch) {
			return serve(server, call, failure, (app, mailbox) => Object.assign(entry, { app, mailbox }));
		}
		entry.app = aim(call).token.clientId;
		if (call.method !== 'POST') throw notSupported();
		const json = await runBatch(call, failure, (inner) => serveInner(server, inner, failure));
		return fromGraph({ status: 200, json });
	});
}
