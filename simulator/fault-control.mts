import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from './body.mts';
import type { Fault, Faults, Mix } from './faults.mts';
import { isCrossSite } from './page-server.mts';

type Json = Record<string, unknown>;

/** Members of a fault or a mixture and the types they have in JSON; a path is the text of a regular expression. */
const types: Record<'fault' | 'mix', Record<string, string>> = {
	fault: {
		method: 'string',
		path: 'string',
		app: 'string',
		mailbox: 'string',
		times: 'number',
		status: 'number',
		code: 'string',
		message: 'string',
		body: 'string',
		contentType: 'string',
		retryAfter: 'string number',
		cut: 'boolean',
		delayMs: 'number',
		when: 'string',
		commitAfterMs: 'number',
		hideMs: 'number',
		bare: 'boolean',
	},
	mix: {
		seed: 'number',
		shares: 'object',
		only: 'string',
		path: 'string',
		app: 'string',
		mailbox: 'string',
		retryAfter: 'string number',
		milliseconds: 'object',
	},
};

const isIn = (value: unknown, least: number, most: number): boolean =>
	typeof value !== 'number' || (value >= least && value <= most);

function read(kind: 'fault' | 'mix', given: unknown): Json {
	if (typeof given !== 'object' || given === null || Array.isArray(given))
		throw new RangeError(`A ${kind} is an object.`);
	for (const [name, value] of Object.entries(given)) {
		const allowed = Object.hasOwn(types[kind], name) ? types[kind][name].split(' ') : undefined;
		if (!allowed) throw new RangeError(`A ${kind} has no member '${name}'.`);
		if (!allowed.includes(typeof value) || value === null)
			throw new RangeError(`'${name}' must be a ${allowed.join(' or ')}.`);
	}
	const { path, ...rest } = given as Json;
	if (!isIn(rest.status, 200, 599)) throw new RangeError("'status' must be from 200 to 599.");
	for (const name of ['delayMs', 'commitAfterMs', 'hideMs', 'times'])
		if (!isIn(rest[name], 0, 2 ** 31 - 1)) throw new RangeError(`'${name}' is out of range.`);
	if (rest.when !== undefined && rest.when !== 'before' && rest.when !== 'after')
		throw new RangeError("'when' must be 'before' or 'after'.");
	return typeof path === 'string' ? { ...rest, path: new RegExp(path) } : rest;
}

/** One fault, a list of faults, or `{ "mix": … }`. Throws what is wrong with it. */
function script(faults: Faults, text: string): void {
	const json = JSON.parse(text) as unknown;
	if (typeof json === 'object' && json !== null && 'mix' in json)
		return faults.mix(read('mix', json.mix) as unknown as Mix);
	const list = (Array.isArray(json) ? json : [json]).map((one) => read('fault', one) as Fault);
	for (const fault of list) faults.add(fault);
	return undefined;
}

/** `/simulator/faults`: POST adds, DELETE takes all away, GET tells how many wait. None of this exists at Microsoft. False when the address is another's. */
export async function answerFaults(
	faults: Faults,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
): Promise<boolean> {
	if (path !== '/simulator/faults') return false;
	const answer = (status: number, text = ''): boolean => {
		request.resume();
		response.writeHead(status, {
			'Content-Type': 'text/plain; charset=utf-8',
			'Cache-Control': 'no-store',
			...(status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(text)) }),
		});
		response.end(text);
		return true;
	};
	if (request.method === 'GET') return answer(200, String(faults.waiting));
	if (isCrossSite(request)) return answer(403, 'Refused: this request comes from another site.');
	if (request.method === 'DELETE') {
		faults.clear();
		return answer(204);
	}
	if (request.method !== 'POST') return answer(405, 'Not possible.');
	const body = await readBody(request, 64 * 1024);
	if (body.problem === 'aborted') return true;
	try {
		script(faults, body.text);
		return answer(204);
	} catch (error) {
		return answer(400, (error as Error).message);
	}
}
