// A Host that talks to the simulator over real HTTP, with a token of the simulator.
import type { Account } from '../../core/account';
import type { Host, HttpRequest, HttpResponse } from '../../core/host';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';
import { testAccount } from './host.mts';

export function simulatorHost(simulator: Simulator, kind: 'delegated' | 'application' = 'delegated'): Host {
	const token = simulator.issueToken({ kind, clientId: DEMO_APP.clientId });
	const send = async (
		{ method, url, headers, body, timeout }: HttpRequest,
		authorization: Record<string, string>,
	): Promise<HttpResponse> => {
		const response = await fetch(url, {
			method,
			headers: { ...headers, ...authorization },
			body: body as string | undefined,
			signal: AbortSignal.timeout(timeout),
		});
		return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
	};
	return {
		now: Date.now,
		sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
		request: async (request) => await send(request, { Authorization: `Bearer ${token}` }),
		upload: async (request) => await send(request, {}),
	};
}

export function simulatorAccount(simulator: Simulator, changes: Partial<Account> = {}): Account {
	return testAccount({ graphUrl: simulator.url, loginUrl: simulator.url, clientId: DEMO_APP.clientId, ...changes });
}
