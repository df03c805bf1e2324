import type { Context, Middleware } from '@microsoft/microsoft-graph-client';

import { isSuccess, type Host, type HttpRequest, type HttpResponse } from '../host';
import { GraphCall, type Outcome } from './call';

/**
 * A success whose JSON is not whole: it broke on its way, and is as good as no answer. A page of someone else's, such as a
 * proxy's, is an answer; it begins otherwise.
 */
function isCutOff(answer: HttpResponse): boolean {
	return isSuccess(answer) && /^\s*(\{|$)/.test(answer.body) && parseJson(answer.body) === undefined;
}

/** The object in a text; undefined when there is none. */
export function parseJson(text: string): object | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}

/** Last of the chain, in place of the client's authentication and fetch: hands the request to the host. Never throws. */
export class TransportMiddleware implements Middleware {
	constructor(private readonly host: Host) {}

	async execute(context: Context): Promise<void> {
		const call = context.middlewareControl!.getMiddlewareOptions(GraphCall) as GraphCall;
		const options = context.options ?? {};
		const request: HttpRequest = {
			method: (options.method ?? 'GET') as HttpRequest['method'],
			url: context.request as string,
			headers: { ...(options.headers as Record<string, string>) },
			timeout: Math.max(1, call.deadline - this.host.now()),
			...(call.wants === 'bytes' ? { wantsBytes: true } : {}),
			...(options.body === undefined ? {} : { body: options.body as string }),
		};
		call.outcome = await this.host
			.request(request)
			.then((answer): Outcome => {
				call.saysNothing = isSuccess(answer) && answer.body.trim() === '';
				return call.wants === 'json' && isCutOff(answer)
					? { kind: 'failure', reason: new Error('The answer is cut off.') }
					: { kind: 'answer', answer };
			})
			.catch((reason: unknown): Outcome => ({ kind: 'failure', reason }));
		// The client only hands this back (ResponseType.RAW). A Response of the answer itself could throw, for example for
		// the status 999 of some proxies.
		context.response = new Response();
	}
}
