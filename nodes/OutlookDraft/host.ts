import {
	sleep,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
} from 'n8n-workflow';

import { addressIn, isSuccess, type Host, type HttpRequest, type HttpResponse } from '../../core';
import { CREDENTIAL_NAME } from './credentialName';
import { answerInException, asText, lowerCaseNames, type Thrown } from './exceptions';
import { ownContext, type Context } from './ownContext';
import { tokenOf, tokenRenewal } from './renewal';
import { withinTime } from './withinTime';

/** n8n as a Host: every request leaves through n8n's own helper, which holds the token of `credential` and refreshes it. */
export function n8nHost(context: Context, credential: ICredentialDataDecryptedObject): Host {
	const cancelled = 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	const renew = tokenRenewal(context, credential);
	return {
		sleep,
		now: Date.now,
		me: () => addressIn(tokenOf(credential)),
		// Times of n8n's date picker name no zone: they are the workflow's, as everywhere in n8n.
		...{ timeZone: context.getTimezone() },
		...(cancelled ? { cancelled } : {}),
		async request(request): Promise<HttpResponse> {
			const end = Date.now() + request.timeout;
			const left = () => Math.max(1, end - Date.now());
			const answer = await sendSigned(context, request, cancelled);
			if (answer.status !== 403) return answer;
			// Nothing was done. n8n keeps an application's token for an hour, so it may be older than the consent it lacks.
			const isRenewed = await withinTime(left(), cancelled, renew).catch(() => false);
			return isRenewed ? await sendSigned(context, { ...request, timeout: left() }, cancelled) : answer;
		},
		upload: async (request) => await sendUnsigned(context, request, cancelled),
	};
}

async function sendSigned(
	context: Context,
	{ wantsBytes, ...request }: HttpRequest,
	cancelled: AbortSignal | undefined,
): Promise<HttpResponse> {
	return await withinTime(request.timeout, cancelled, async (signal) => {
		const options: IHttpRequestOptions = {
			...request,
			body: request.body as IHttpRequestOptions['body'],
			encoding: wantsBytes ? 'arraybuffer' : 'text',
			// A redirect would take the token and the message to whatever host it names.
			disableFollowRedirect: true,
			returnFullResponse: true,
			// 401 stays an exception inside n8n, or it would not refresh the token.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			abortSignal: signal,
		};
		return await context.helpers.httpRequestWithAuthentication
			.call(ownContext(context, signal), CREDENTIAL_NAME, options)
			.then(toResponse)
			.catch(answerInException);
	});
}

async function sendUnsigned(
	context: Context,
	{ body, ...request }: HttpRequest,
	cancelled: AbortSignal | undefined,
): Promise<HttpResponse> {
	return await withinTime(request.timeout, cancelled, async (signal) => {
		const options: IHttpRequestOptions = {
			...request,
			// Not a copy. n8n's client would send all of the memory behind a plain Uint8Array.
			...(body instanceof Uint8Array ? { body: Buffer.from(body.buffer, body.byteOffset, body.byteLength) } : {}),
			encoding: 'text',
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: signal,
		};
		return await context.helpers
			.httpRequest(options)
			.then(toResponse)
			// Its text and members may hold the address, which is as good as a password.
			.catch((thrown: Thrown & { code?: string }) => {
				throw Object.assign(new Error('No answer.'), { code: thrown.code ?? thrown.httpCode ?? undefined });
			});
	});
}

function toResponse({ statusCode, headers, body }: IN8nHttpFullResponse): HttpResponse {
	const about = { status: statusCode, headers: lowerCaseNames(headers) };
	if (!Buffer.isBuffer(body)) return { ...about, body: asText(body) };
	return isSuccess(about) ? { ...about, body: '', bytes: body } : { ...about, body: body.toString('utf8') };
}
