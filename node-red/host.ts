import { DraftError, LOCAL_CODES, type Account, type Host, type HttpRequest, type HttpResponse } from '../core';
import { after, sleep } from './clock';
import { applicationToken, dropToken } from './tokens';

/** On redeploy, requests in flight get this long to end; then they are given up, and nobody knows what became of them. */
export const GRACE = 10_000;

/** Node-RED as a Host: fetch, with the token of the account. */
export function nodeRedHost(account: Account, secret: string, cancelled: AbortSignal): Host {
	// The node may be closed while the token is being fetched; a draft must not appear after that.
	const tokenUnlessCancelled = async (): Promise<string> => {
		const token = await applicationToken(account, secret);
		if (cancelled.aborted) throw new DraftError(LOCAL_CODES.cancelled, 'The node was closed before the request was sent.', { hint: 'Nothing was sent.' });
		return token;
	};
	return {
		sleep,
		now: Date.now,
		cancelled,
		onlyProcess: true,
		async request(request): Promise<HttpResponse> {
			const token = await tokenUnlessCancelled();
			const answer = await send(request, token, cancelled);
			if (answer.status !== 401) return answer;
			// A token may be withdrawn before it ends; 401 says that nothing was done, so once more with a new one.
			await dropToken(account, secret, token);
			return await send(request, await tokenUnlessCancelled(), cancelled);
		},
		upload: async (request) => await send(request, undefined, cancelled),
	};
}

async function send({ method, url, headers, body, timeout, wantsBytes }: HttpRequest, token: string | undefined, cancelled: AbortSignal): Promise<HttpResponse> {
	const abort = new AbortController();
	const endings = [after(timeout, () => abort.abort(Object.assign(new Error('timed out'), { name: 'TimeoutError' })))];
	const onCancel = () => {
		endings.push(after(GRACE, () => abort.abort(Object.assign(new Error('given up'), { name: 'AbortError' }))));
	};
	cancelled.addEventListener('abort', onCancel, { once: true });
	const run = async (): Promise<HttpResponse> => {
		const response = await fetch(url, {
			method,
			headers: token === undefined ? headers : { ...headers, Authorization: `Bearer ${token}` },
			...(body === undefined ? {} : { body: body as string }),
			signal: abort.signal,
			redirect: 'manual',
		});
		const about = { status: response.status, headers: Object.fromEntries(response.headers) };
		if (wantsBytes && response.ok) return { ...about, body: '', bytes: new Uint8Array(await response.arrayBuffer()) };
		return { ...about, body: await response.text() };
	};
	return await run().finally(() => {
		cancelled.removeEventListener('abort', onCancel);
		for (const cancel of endings) cancel();
	});
}
