import type { Context, Middleware } from '@microsoft/microsoft-graph-client';

import type { Host, HttpRequest } from '../host';
import { GraphCall, type Outcome } from './call';

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
			...(call.wantsBytes ? { wantsBytes: true } : {}),
			...(options.body === undefined ? {} : { body: options.body as string }),
		};
		call.outcome = await this.host
			.request(request)
			.then((answer): Outcome => ({ kind: 'answer', answer }))
			.catch((reason: unknown): Outcome => ({ kind: 'failure', reason }));
		// The client only hands this back (ResponseType.RAW). A Response of the answer itself could throw, for example for
		// the status 999 of some proxies.
		context.response = new Response();
	}
}
