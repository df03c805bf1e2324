import { Client, ResponseType } from '@microsoft/microsoft-graph-client';

import type { Account } from '../account';
import { isSuccess, type Host } from '../host';
import { GraphCall, type Purpose } from './call';
import { errorFromAnswer, errorFromFailure, errorNotSent } from './errors';
import { withQuery } from './paths';
import { RetryMiddleware } from './retry';
import { SlotMiddleware } from './slots';
import { sharedThrottle, type Throttle } from './throttle';
import { TransportMiddleware } from './transport';

/** One request to Graph. `path` is relative to `/v1.0` and already encoded; `body` is sent as JSON. */
export interface GraphRequest {
	method: 'GET' | 'POST';
	path: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: unknown;
	purpose: Purpose;
}

/** A page of a collection; the link, if any, continues it. */
export interface Listing<T> {
	value?: T[];
	'@odata.nextLink'?: string;
}

export interface Graph {
	/** Sends and returns the parsed answer. Throws DraftError for everything but a 2xx answer. */
	json<T>(request: GraphRequest): Promise<T>;
}

export interface GraphOptions {
	/** Milliseconds for one request with all its repeats. */
	timeout: number;
	/** Aborted when nothing new may be sent. */
	stop: AbortSignal;
	throttle?: Throttle;
}

/** Sent with every request: stable ids, and a language, since some refusals otherwise read "Invalid language specified." */
const COMMON_HEADERS = { Accept: 'application/json', 'Accept-Language': 'en-US', Prefer: 'IdType="ImmutableId"' };

/** All headers of a request but the token's, which the host adds. */
export function requestHeaders({ headers = {} }: GraphRequest): Record<string, string> {
	return { ...COMMON_HEADERS, ...headers };
}

/** The core request module: Microsoft's Graph client with our own middleware chain, retry → slots → transport. */
export function createGraph(host: Host, account: Account, { timeout, stop, throttle = sharedThrottle }: GraphOptions): Graph {
	const retry = new RetryMiddleware(host);
	const slots = new SlotMiddleware(host, throttle, `${account.graphUrl} ${account.clientId}`);
	retry.setNext(slots);
	slots.setNext(new TransportMiddleware(host));
	const client = Client.initWithMiddleware({ middleware: retry, baseUrl: account.graphUrl, defaultVersion: 'v1.0' });

	return {
		async json<T>(wanted: GraphRequest): Promise<T> {
			const { method, path, query = {}, body, purpose } = wanted;
			const call = new GraphCall(purpose, timeout, stop);
			const request = client
				.api(withQuery(path, query))
				.headers(requestHeaders(wanted))
				.responseType(ResponseType.RAW)
				.middlewareOptions([call]);
			await (method === 'GET' ? request.get() : request.post(JSON.stringify(body)));

			const { outcome } = call;
			if (outcome.kind === 'notSent') throw errorNotSent(purpose);
			if (outcome.kind === 'failure') throw errorFromFailure(outcome.reason, call);
			const parsed = parseJson(outcome.answer.body);
			if (isSuccess(outcome.answer) && parsed !== undefined) return parsed as T;
			throw errorFromAnswer(outcome.answer, parsed, call, { signIn: account.signIn, now: host.now() });
		},
	};
}

function parseJson(text: string): object | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}
