import {
	addressIn,
	after,
	checkTokenGoesTo,
	DraftError,
	LOCAL_CODES,
	sleep,
	type Account,
	type Host,
	type HttpRequest,
	type HttpResponse,
} from '../core';
import { withProxyHint } from './signIn/network';
import type { TokenSource } from './signIn/session';
import type { NodeApi } from './types';

/** On redeploy, requests in flight get this long to end; then they are given up, and nobody knows what became of them. */
export const GRACE = 10_000;

/** Node-RED as a Host: fetch, with the token of the account, to the account's own Graph only. */
export function nodeRedHost(red: NodeApi, account: Account, source: TokenSource, cancelled: AbortSignal): Host {
	let signedIn: string | undefined;
	// The node may be closed while the token is being fetched; a draft must not appear after that.
	const tokenUnlessCancelled = async (): Promise<string> => {
		const token = await source.token();
		signedIn = addressIn(token);
		if (cancelled.aborted)
			throw new DraftError(LOCAL_CODES.cancelled, 'The node was closed before the request was sent.', {
				hint: 'Nothing was sent.',
			});
		return token;
	};
	const sendOrExplain = async (request: HttpRequest, token?: string): Promise<HttpResponse> =>
		await send(request, token, cancelled).catch((reason: unknown) => {
			throw withProxyHint(reason, red);
		});
	return {
		sleep,
		now: Date.now,
		me: () => signedIn,
		cancelled,
		onlyProcess: true,
		// The zone of the computer, even if TZ names another one.
		timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
		async request(request): Promise<HttpResponse> {
			checkTokenGoesTo(account, request.url);
			const token = await tokenUnlessCancelled();
			const answer = await sendOrExplain(request, token);
			if (answer.status === 403) {
				// Nothing was done either. What the token lacks may have been granted since.
				const other = await source.another(token);
				return other === undefined ? answer : await sendOrExplain(request, other);
			}
			if (answer.status !== 401) return answer;
			// A token may be withdrawn before it ends; 401 says that nothing was done, so once more with a new one.
			await source.drop(token);
			return await sendOrExplain(request, await tokenUnlessCancelled());
		},
		upload: async (request) => await sendOrExplain(request),
	};
}

async function send(
	{ method, url, headers, body, timeout, wantsBytes }: HttpRequest,
	token: string | undefined,
	cancelled: AbortSignal,
): Promise<HttpResponse> {
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
