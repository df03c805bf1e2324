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
			...(options.body === undefined ? {} : { body: options.body as string }),
		};
		call.outcome = await this.host
			.request(request)
			.then((answer): Outcome => ({ kind: 'answer', answer }))
			.catch((reason: unknown): Outcome => ({ kind: 'failure', reason }));
		context.response = asResponse(call.outcome);
	}
}

/** The client wants a fetch Response even where no answer came; the real outcome is read from the GraphCall. */
function asResponse(outcome: Outcome): Response {
	if (outcome.kind !== 'answer') return new Response(null, { status: 599 });
	const { status, headers, body } = outcome.answer;
	const hasBody = status !== 204 && status !== 205 && status !== 304;
	return new Response(hasBody ? body : null, { status, headers: { 'Content-Type': headers['content-type'] ?? 'text/plain' } });
}

