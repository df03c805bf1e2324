import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { DraftError, LOCAL_CODES, signInFailed, type HttpResponse } from '../../core';

/** What n8n throws (a NodeApiError, told by its members: there may be two copies of n8n-workflow in one process). */
export interface Thrown {
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
export function answerInException(thrown: Thrown): HttpResponse {
	if (thrown.httpCode === '401') {
		const { data, headers = {} } = thrown.cause?.response ?? {};
		return { status: 401, headers: lowerCaseNames(headers), body: asText(data ?? thrown.context?.data ?? '') };
	}
	const isAboutSignIn = !thrown.httpCode && /AADSTS|OAuth|token|credential/i.test(textsOf(thrown));
	if (isAboutSignIn) throw signInRefused(thrown);
	throw Object.assign(new Error(thrown.message), thrown.httpCode ? { code: thrown.httpCode } : { cause: thrown.cause });
}

/** The refusal for an exception of n8n's about a token. */
export function signInRefused(thrown: Thrown): DraftError {
	const texts = textsOf(thrown);
	// n8n's words for a refresh token that Entra takes no more; Entra's own are not among them.
	if (/needs to be reconnected/i.test(texts) && !/AADSTS/.test(texts))
		return new DraftError(LOCAL_CODES.signIn, 'The sign-in of this account has ended.', {
			hint: 'Open the account (the pencil beside it) and connect it again.',
		});
	return signInFailed(texts, thrown.message);
}

/** Everything that n8n says about a token it did not get: Entra's answer is the innermost of several errors. */
function textsOf(thrown: Thrown | undefined, depth = 0): string {
	if (!thrown || depth > 5) return '';
	return [thrown.message, asText(thrown.body ?? thrown.context?.data ?? ''), textsOf(thrown.cause, depth + 1)].join(
		'\n',
	);
}

/** A body as text. */
export const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Headers as core knows them. */
export function lowerCaseNames(headers: IN8nHttpFullResponse['headers']): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
