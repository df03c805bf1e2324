import { startSimulator } from '../../simulator/server.mts';
import type { Simulator, SimulatorOptions } from '../../simulator/server.mts';

export type Json = Record<string, any>;

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	json: Json;
}

export interface Client {
	simulator: Simulator;
	/** A call with a token; objects are sent as JSON, strings as they are. */
	call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
}

export async function client(
	options: SimulatorOptions = {},
	token?: Parameters<Simulator['issueToken']>[0],
): Promise<Client> {
	const simulator = await startSimulator(options);
	const authorization = `Bearer ${simulator.issueToken(token ?? { kind: 'delegated' })}`;
	return {
		simulator,
		call: (method, path, body, headers) => send(simulator.url, method, path, body, { authorization, ...headers }),
	};
}

export async function send(
	url: string,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<Reply> {
	const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
	const target = path.startsWith('http') ? path : `${url}/v1.0${path}`;
	const response = await fetch(target, {
		method,
		headers: { ...type, ...headers },
		body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.text();
	const isJson = (response.headers.get('content-type') ?? '').startsWith('application/json') && text !== '';
	return { status: response.status, headers: response.headers, text, json: isJson ? (JSON.parse(text) as Json) : {} };
}

/** Status, code and text of an error answer in one line. */
export const problem = ({ status, json }: Reply): string => `${status} ${json.error?.code}: ${json.error?.message}`;

export const to = (address: string): Json => ({ emailAddress: { address } });
