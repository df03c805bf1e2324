// A Host whose answers are scripted and whose clock only moves when something sleeps.
import type { Host, HttpRequest, HttpResponse } from '../../core/host';
import type { Account } from '../../core/account';

export interface ScriptedHost extends Host {
	sent: HttpRequest[];
	slept: number[];
	/** Requests to upload addresses; in `sent` too. */
	uploaded: HttpRequest[];
}

type Answer = Partial<HttpResponse> | Error | ((request: HttpRequest) => Promise<HttpResponse>);

/** Answers one after the other; the last one repeats. */
export function scriptedHost(answers: Answer[], cancelled?: AbortSignal): ScriptedHost {
	let time = Date.parse('2026-11-25T12:00:00Z');
	const sent: HttpRequest[] = [];
	const slept: number[] = [];
	const uploaded: HttpRequest[] = [];
	const answer = async (request: HttpRequest): Promise<HttpResponse> => {
		sent.push(request);
		const next = answers[Math.min(sent.length, answers.length) - 1];
		if (next instanceof Error) throw next;
		if (typeof next === 'function') return await next(request);
		return { status: 200, headers: {}, body: '', ...next };
	};
	return {
		uploaded,
		request: answer,
		async upload(request) {
			// The body is only lent.
			const kept = request.body instanceof Uint8Array ? { ...request, body: request.body.slice() } : request;
			uploaded.push(kept);
			return await answer(kept);
		},
		sent,
		slept,
		...(cancelled ? { cancelled } : {}),
		now: () => time,
		async sleep(ms) {
			// As in the hosts: even the shortest sleep lets all pending promises run first.
			await new Promise((resolve) => setImmediate(resolve));
			if (ms === 0) return;
			slept.push(ms);
			time += ms;
		},
	};
}

export const created: Partial<HttpResponse> = {
	status: 201,
	headers: { 'content-type': 'application/json' },
	body: '{"id": "AAA=", "subject": "x"}',
};

export const graphError = (
	status: number,
	code: string,
	message = 'text',
	headers: Record<string, string> = {},
): Partial<HttpResponse> => ({
	status,
	headers: { 'content-type': 'application/json', 'request-id': 'r-1', ...headers },
	body: JSON.stringify({ error: { code, message, innerError: { 'request-id': 'r-1', date: '2026-11-25T12:00:00' } } }),
});

export function testAccount(changes: Partial<Account> = {}): Account {
	return {
		graphUrl: 'https://graph.microsoft.com',
		loginUrl: 'https://login.microsoftonline.com',
		tenant: 'contoso.com',
		clientId: 'client',
		signIn: 'delegated',
		limits: { allowSending: false, allowDeleting: false, allowedMailboxes: [] },
		...changes,
	};
}
