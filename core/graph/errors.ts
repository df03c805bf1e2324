import type { Account } from '../account';
import { DraftError, LOCAL_CODES, systemCode, type ErrorFacts } from '../errors';
import type { HttpResponse } from '../host';
import { redact, shortened } from '../redact';
import type { GraphCall, Purpose } from './call';
import {
	BY_CODE,
	BY_STATUS,
	clockIsWrong,
	folderIdOf,
	fromElsewhere,
	isNamedPropertyQuota,
	quote,
	unexpectedSuccess,
	type Circumstances,
	type Explain,
	type Explanation,
} from './explanations';
import { retryAfter } from './retry';
import { failureOf } from './failures';

const MAY_EXIST: Explanation = {
	what: 'The draft may exist all the same.',
	hint: 'Check the folder before you run it again: Outlook has no way to repeat this safely.',
};

/** Who asked and when; what a refusal means may depend on it. */
export interface Asked {
	signIn?: Account['signIn'];
	/** Milliseconds since 1970, by this computer's clock. */
	now?: number;
}

/** Explains an answer that is not a usable 2xx. `parsed` is its JSON, if it was any. */
export function errorFromAnswer(
	answer: HttpResponse,
	parsed: object | undefined,
	call: GraphCall,
	{ signIn, now }: Asked = {},
): DraftError {
	const { code = '', message = '', innerCode } = serviceError(parsed);
	const { what, hint } = explanation(
		answer,
		[code, innerCode],
		{ purpose: call.purpose, said: message, signIn, pause: pauseOf(answer, now) },
		now,
	);
	const stated = answer.headers['request-id'];
	const requestId = isRequestId(stated) ? stated : requestIdIn(parsed);
	const folderId = folderIdOf(call.purpose);
	// 4xx says that nothing was done. Anything else leaves it open, also a 2xx that carries no draft.
	const unknown = call.purpose.repeat === 'never' && (answer.status < 400 || answer.status >= 500);
	const facts: ErrorFacts = {
		status: answer.status,
		...(requestId === undefined ? {} : { requestId }),
		...(folderId === undefined || answer.status < 400 || answer.status >= 500 ? {} : { folderId }),
		...(unknown ? { draftMayExist: true } : {}),
		...(call.saysNothing ? { saysNothing: true } : {}),
		...(isNamedPropertyQuota(message) ? { lacksNamedProperties: true } : {}),
		hint: unknown ? MAY_EXIST.hint : hint,
	};
	return new DraftError(code || `Http${answer.status}`, unknown ? `${what} ${MAY_EXIST.what}` : what, facts);
}

/** What a throttled answer asks for. */
const pauseOf = (answer: HttpResponse, now: number | undefined) =>
	answer.status === 429 && now !== undefined ? retryAfter(answer, now) : undefined;

function explanation(
	answer: HttpResponse,
	codes: Array<string | undefined>,
	circumstances: Circumstances,
	now: number | undefined,
): Explanation {
	const { status } = answer;
	if (status === 401) {
		const minutes = minutesAhead(answer, now);
		if (minutes !== undefined) return clockIsWrong(minutes);
	}
	const explain = codes.map(explainCode).find((known) => known !== undefined);
	if (explain) return explain(circumstances);
	// A conditional access challenge has no code of its own (Microsoft Graph, "errors").
	if (/insufficient_claims/.test(answer.headers['www-authenticate'] ?? ''))
		return BY_CODE.insufficient_claims!(circumstances);
	// A proxy's page, whatever its status. Graph's own gateway answers 5xx with pages too, so there the status counts.
	if (status < 300 && answer.body.trim() === '' && circumstances.purpose.repeat === 'never')
		return unexpectedSuccess(status, circumstances.purpose);
	if (status < 400 || (isHtml(answer) && status < 500 && status !== 407 && status !== 413 && status !== 429))
		return fromElsewhere(status, titleOf(answer));
	const byStatus = BY_STATUS[status];
	const hasCode = codes[0] !== undefined && codes[0] !== '';
	// A code that is not known says more than a status that stands for many things.
	if (byStatus && !(hasCode && [403, 405, 409].includes(status))) return byStatus(circumstances);
	return generic(status, circumstances);
}

/** Graph spells some codes in two ways: `ErrorNonExistentMailbox`, `ErrorNonExistentMailBox` (OBS docs-contrib#8823). */
const explainCode = (code: string | undefined): Explain | undefined =>
	code === undefined ? undefined : BY_LOWER_CODE.get(code.toLowerCase());
const BY_LOWER_CODE = new Map(Object.entries(BY_CODE).map(([code, explain]) => [code.toLowerCase(), explain]));

function generic(status: number, { purpose, said }: Circumstances): Explanation {
	if (status >= 500)
		return {
			what: `Microsoft Graph could not ${purpose.task} (status ${status}).${quote(said)}`,
			hint: 'Try again later.',
		};
	return {
		what: `Microsoft Graph rejected the request to ${purpose.task} (status ${status}).${quote(said)}`,
		hint: 'Check the fields of this step.',
	};
}

/** Minutes by which this computer's clock is ahead of the service's, when that is more than tokens allow. */
export function minutesAhead(answer: HttpResponse, now: number | undefined): number | undefined {
	const minutes = now === undefined ? NaN : Math.round((now - Date.parse(answer.headers.date ?? '')) / 60_000);
	return Math.abs(minutes) >= 5 ? minutes : undefined;
}

/**
 * Explains why no answer came. `reason` is what the host's request rejected with; its system code (`ECONNREFUSED`)
 * becomes the code of the refusal and stays out of the text, which n8n would otherwise replace by its own.
 */
export function errorFromFailure(reason: unknown, call: GraphCall): DraftError {
	if (reason instanceof DraftError) return reason;
	const { purpose } = call;
	const code = systemCode(reason) || LOCAL_CODES.network;
	const { neverSent, advice, explain } = failureOf(code, reason);
	const { what, hint } = explain(purpose.task);
	if (neverSent || purpose.repeat === 'safe') return new DraftError(code, what, { hint });
	const afterwards = [MAY_EXIST.hint, advice].filter(Boolean).join(' ');
	return new DraftError(code, `${what} ${MAY_EXIST.what}`, {
		draftMayExist: true,
		...(call.saysNothing ? { saysNothing: true } : {}),
		hint: afterwards,
	});
}

/** The run was stopped while this request was still waiting. */
export function errorNotSent(purpose: Purpose): DraftError {
	return new DraftError(LOCAL_CODES.cancelled, `The run was stopped before it could ${purpose.task}.`, {
		hint: 'Nothing was sent.',
	});
}

function serviceError(parsed: object | undefined): { code?: string; message?: string; innerCode?: string } {
	const error = (parsed as { error?: unknown } | undefined)?.error;
	if (typeof error !== 'object' || error === null) return {};
	const { code, message } = error as { code?: unknown; message?: unknown };
	const inner = innerError(error);
	return {
		...(isCode(code) ? { code } : {}),
		...(typeof message === 'string' ? { message } : {}),
		...(isCode(inner?.code) ? { innerCode: inner.code } : {}),
	};
}

/** A code is a word. A service that echoes what it was sent may echo it here as well. */
export const isCode = (code: unknown): code is string =>
	typeof code === 'string' && /^[\w.:-]{0,80}$/.test(code) && redact(code) === code;

/** A GUID, by which Microsoft's support finds the request again. */
const isRequestId = (id: unknown): id is string =>
	typeof id === 'string' && /^[\w-]{1,64}$/.test(id) && redact(id) === id;

function requestIdIn(parsed: object | undefined): string | undefined {
	const error = (parsed as { error?: unknown } | undefined)?.error;
	const id = typeof error === 'object' && error !== null ? innerError(error)?.['request-id'] : undefined;
	return isRequestId(id) ? id : undefined;
}

/** Graph writes `innerError`, some of its pages `innererror`. */
function innerError(error: object): Record<string, unknown> | undefined {
	const { innerError: camel, innererror: lower } = error as {
		innerError?: Record<string, unknown>;
		innererror?: Record<string, unknown>;
	};
	return camel ?? lower;
}

const isHtml = (answer: HttpResponse) => /^\s*</.test(answer.body);
const titleOf = (answer: HttpResponse) => shortened(/<title[^>]*>([^<]*)</i.exec(answer.body)?.[1] ?? '').slice(0, 80);
