import {
	sleep,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';

import { isSuccess, signInFailed, type Host, type HttpResponse } from '../../core';
import { CREDENTIAL_NAME } from './account';
import { withinTime } from './withinTime';

/** n8n as a Host: every request leaves through n8n's own helper, which holds the token and refreshes it. */
export function n8nHost(context: IExecuteFunctions | ILoadOptionsFunctions): Host {
	const cancelled = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	return {
		sleep,
		now: Date.now,
		...(cancelled ? { cancelled } : {}),
		async request({ wantsBytes, ...request }): Promise<HttpResponse> {
			const options: IHttpRequestOptions = {
				...request,
				body: request.body as IHttpRequestOptions['body'],
				encoding: wantsBytes ? 'arraybuffer' : 'text',
				// A redirect would take the token and the message to whatever host it names.
				disableFollowRedirect: true,
				returnFullResponse: true,
				// 401 stays an exception inside n8n, or it would not refresh the token.
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			};
			return await withinTime(
				request.timeout,
				cancelled,
				async (signal) =>
					await context.helpers.httpRequestWithAuthentication
						.call(stoppedBy(context, signal), CREDENTIAL_NAME, { ...options, abortSignal: signal })
						.then(toResponse)
						.catch(answerInException),
			);
		},
		async upload({ body, ...request }): Promise<HttpResponse> {
			const options: IHttpRequestOptions = {
				...request,
				// Not a copy. n8n's client would send all of the memory behind a plain Uint8Array.
				...(body instanceof Uint8Array ? { body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) } : {}),
				encoding: 'text',
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			};
			return await withinTime(
				request.timeout,
				cancelled,
				async (signal) =>
					await context.helpers
						.httpRequest({ ...options, abortSignal: signal })
						.then(toResponse)
						// Its text and members may hold the address, which is as good as a password.
						.catch((thrown: Thrown & { code?: string }) => {
							throw Object.assign(new Error('No answer.'), { code: thrown.code ?? thrown.httpCode ?? undefined });
						}),
			);
		},
	};
}

/** n8n's helper takes its signal from its context, in place of the one that it is given (n8n-core 2.41.1, authentication.js). */
function stoppedBy<T extends object>(context: T, signal: AbortSignal): T {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as T;
}

function toResponse({ statusCode, headers, body }: IN8nHttpFullResponse): HttpResponse {
	const about = { status: statusCode, headers: lowerCaseNames(headers) };
	if (!Buffer.isBuffer(body)) return { ...about, body: asText(body) };
	return isSuccess(about) ? { ...about, body: '', bytes: body } : { ...about, body: body.toString('utf8') };
}

/** What n8n throws (a NodeApiError, told by its members: there may be two copies of n8n-workflow in one process). */
interface Thrown {
	httpCode?: string | null;
	message?: string;
	context?: { data?: unknown };
	/** Entra's answer, where n8n's OAuth2 client put it. */
	body?: unknown;
	/** The answer, where n8n's http client put it. */
	response?: { data?: unknown; headers?: IN8nHttpFullResponse['headers'] };
	cause?: Thrown;
}

/** Turns n8n's exception back into the 401 answer it stands for; anything else rejects with a reason that core understands. */
function answerInException(thrown: Thrown): HttpResponse {
	if (thrown.httpCode === '401') {
		const { data, headers = {} } = thrown.cause?.response ?? {};
		return { status: 401, headers: lowerCaseNames(headers), body: asText(data ?? thrown.context?.data ?? '') };
	}
	const texts = textsOf(thrown);
	const isAboutSignIn = !thrown.httpCode && /AADSTS|OAuth|token|credential/i.test(texts);
	if (isAboutSignIn) throw signInFailed(texts, thrown.message);
	throw Object.assign(new Error(thrown.message), thrown.httpCode ? { code: thrown.httpCode } : { cause: thrown.cause });
}

/** Everything that n8n says about a token it did not get: Entra's answer is the innermost of several errors. */
function textsOf(thrown: Thrown | undefined, depth = 0): string {
	if (!thrown || depth > 5) return '';
	return [thrown.message, asText(thrown.body ?? thrown.context?.data ?? ''), textsOf(thrown.cause, depth + 1)].join(
		'\n',
	);
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function lowerCaseNames(headers: IN8nHttpFullResponse['headers']): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
