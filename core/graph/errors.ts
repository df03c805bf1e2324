import { DraftError, LOCAL_CODES, systemCode, type ErrorFacts } from '../errors';
import type { HttpResponse } from '../host';
import type { GraphCall, Purpose } from './call';

/** What a code means for a person: `what` happened and `hint`, how to put it right. */
interface Explanation {
	what: string;
	hint: string;
}
type Explain = (purpose: Purpose, serviceText: string) => Explanation;

const inMailbox = ({ mailbox }: Purpose) => (mailbox === 'me' ? 'your mailbox' : `the mailbox "${mailbox}"`);
const noMailbox: Explain = (purpose) => ({
	what: `${capital(inMailbox(purpose))} cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, or is kept on-premises.`,
	hint: 'Check that the address belongs to a licensed Exchange Online mailbox. A new mailbox can take about 15 minutes.',
});
const tooLarge: Explain = () => ({
	what: 'The message is larger than Outlook accepts in one request (4 MB).',
	hint: 'Shorten the body or move large content into a file that you link to.',
});
const throttled: Explain = (purpose) => ({
	what: `Outlook is receiving too many requests for ${inMailbox(purpose)} and kept asking to wait until the time was up.`,
	hint: 'Run fewer workflows on this mailbox at the same time, or raise the timeout.',
});
const noToken: Explain = () => ({
	what: 'Microsoft Graph did not accept the sign-in: the token is missing, has expired or is meant for another service.',
	hint: 'Sign in again in the account settings, and check that cloud, tenant and client belong together.',
});

/** Graph's codes (`error.code`), as documented or observed; the texts Graph sends with them are never branched on. */
const BY_CODE: Record<string, Explain> = {
	ErrorAccessDenied: (purpose) => ({
		what: `The account may not ${purpose.task} in ${inMailbox(purpose)}.`,
		hint:
			purpose.mailbox === 'me'
				? `It needs the permission ${purpose.permission}, granted and consented to in Microsoft Entra.`
				: `It needs the permission ${purpose.permission} (application) or ${purpose.permission}.Shared (signed-in person), and a person also needs rights on that mailbox in Exchange. An access policy may exclude the mailbox.`,
	}),
	Authorization_RequestDenied: (purpose) => ({
		what: `The account may not ${purpose.task}.`,
		hint: `It needs the permission ${purpose.permission}. You can still enter a mailbox by its address.`,
	}),
	ErrorItemNotFound: (purpose) => ({
		what: purpose.folder
			? `Outlook found no folder "${purpose.folder}" in ${inMailbox(purpose)}, or the account has no rights on it.`
			: `Outlook found nothing to work on in ${inMailbox(purpose)}, or the account has no rights on it.`,
		hint: 'Choose the folder again, and check that the account was granted rights on the mailbox in Exchange.',
	}),
	ErrorFolderNotFound: (purpose) => ({
		what: `Outlook found no folder "${purpose.folder ?? ''}" in ${inMailbox(purpose)}.`,
		hint: 'Choose the folder again: it may have been deleted or belong to another mailbox.',
	}),
	ErrorInvalidIdMalformed: (purpose) => ({
		what: `"${purpose.folder ?? ''}" is neither a folder id nor one of Outlook's folder names such as inbox or drafts.`,
		hint: 'Choose the folder from the list, or paste its id unchanged.',
	}),
	ErrorInvalidUser: (purpose) => ({
		what: `Microsoft 365 knows no mailbox "${purpose.mailbox}".`,
		hint: 'Check the address, and that the account belongs to the same organisation.',
	}),
	ErrorNonExistentMailbox: noMailbox,
	MailboxNotEnabledForRESTAPI: noMailbox,
	MailboxNotSupportedForRESTAPI: noMailbox,
	ResourceNotFound: noMailbox,
	InvalidInternetMessageHeader: (_purpose, text) => ({
		what: `Outlook refused a custom header: ${text}`,
		hint: 'Custom header names must begin with x-.',
	}),
	InvalidInternetMessageHeaderCollection: (_purpose, text) => ({
		what: `Outlook refused the custom headers: ${text}`,
		hint: 'Use at most 5 custom headers.',
	}),
	ErrorInvalidRecipients: (_purpose, text) => ({
		what: `Outlook refused a recipient: ${text}`,
		hint: 'Check the addresses in To, Cc and Bcc.',
	}),
	UnableToDeserializePostBody: () => ({
		what: 'Outlook could not read the message: one of its values has the wrong form.',
		hint: 'Compare the message JSON with the "message" resource of Microsoft Graph: lists in [ ], texts in quotes.',
	}),
	RequestBodyRead: (_purpose, text) => ({
		what: `Outlook could not read the message: ${text}`,
		hint: 'Remove or rename the member of the message JSON that it names.',
	}),
	ErrorMessageSizeExceeded: () => ({
		what: 'The message exceeds the size that this mailbox accepts.',
		hint: 'Make the message smaller, or ask an administrator to raise the mailbox\'s message size limit.',
	}),
	ErrorQuotaExceeded: (purpose) => ({
		what: `${capital(inMailbox(purpose))} is full.`,
		hint: 'Delete or archive mail there, or ask an administrator for more space.',
	}),
	RequestEntityTooLarge: tooLarge,
	ApplicationThrottled: throttled,
	TooManyRequests: throttled,
	InvalidAuthenticationToken: noToken,
};

/** For answers whose code says nothing more than their status. */
const BY_STATUS: Record<number, Explain> = { 401: noToken, 413: tooLarge, 429: throttled };

const MAY_EXIST: Explanation = {
	what: 'The draft may exist all the same.',
	hint: 'Look into the folder before you run it again: Outlook has no way to repeat this safely.',
};

/** Explains an answer that is not a usable 2xx. `parsed` is its JSON, if it was any. */
export function errorFromAnswer(answer: HttpResponse, parsed: object | undefined, call: GraphCall): DraftError {
	const { code = '', message = '', innerCode } = serviceError(parsed);
	const explain = BY_CODE[code] ?? (innerCode === undefined ? undefined : BY_CODE[innerCode]) ?? BY_STATUS[answer.status];
	const { what, hint } = explain?.(call.purpose, message) ?? generic(answer, message, call.purpose);
	const requestId = answer.headers['request-id'] ?? requestIdIn(parsed);
	// 4xx says that nothing was done. Anything else on a write leaves it open, also a 2xx that carries no draft.
	const unknown = call.purpose.write && (answer.status < 400 || answer.status >= 500);
	const facts: ErrorFacts = {
		status: answer.status,
		...(requestId === undefined ? {} : { requestId }),
		...(unknown ? { draftMayExist: true } : {}),
		hint: unknown ? MAY_EXIST.hint : hint,
	};
	return new DraftError(code || `Http${answer.status}`, unknown ? `${what} ${MAY_EXIST.what}` : what, facts);
}

function generic(answer: HttpResponse, serviceText: string, purpose: Purpose): Explanation {
	const said = serviceText ? ` It said: ${oneLine(serviceText)}` : '';
	if (answer.status >= 500) {
		return { what: `Microsoft Graph could not ${purpose.task} (status ${answer.status}).${said}`, hint: 'Try again later.' };
	}
	if (answer.status < 400 || isHtml(answer)) {
		return {
			what: `The answer did not come from Microsoft Graph (status ${answer.status}).`,
			hint: 'Check the cloud or the custom Graph address of the account, and whether a proxy answers in between.',
		};
	}
	return { what: `Microsoft Graph refused to ${purpose.task} (status ${answer.status}).${said}`, hint: 'Check the fields of this step.' };
}

/**
 * Explains why no answer came. `reason` is what the host's request rejected with; its system code (`ECONNREFUSED`)
 * becomes the code of the refusal and stays out of the text, which n8n would otherwise replace by its own.
 */
export function errorFromFailure(reason: unknown, call: GraphCall): DraftError {
	if (reason instanceof DraftError) return reason;
	const { purpose } = call;
	const code = systemCode(reason) || LOCAL_CODES.network;
	const badCertificate = CERTIFICATE.test(code);
	const what = badCertificate
		? "The certificate of Microsoft Graph's address was not accepted."
		: `Microsoft Graph gave no answer when asked to ${purpose.task}.`;
	if (badCertificate || NEVER_SENT.has(code) || !purpose.write) {
		return new DraftError(code, what, { hint: 'Check the network, the proxy and the custom Graph address of the account. Nothing was changed in Outlook.' });
	}
	return new DraftError(code, `${what} ${MAY_EXIST.what}`, { draftMayExist: true, hint: MAY_EXIST.hint });
}

/** The run was stopped while this request was still waiting. */
export function errorNotSent(purpose: Purpose): DraftError {
	return new DraftError(LOCAL_CODES.cancelled, `The run was stopped before it could ${purpose.task}.`, { hint: 'Nothing was sent.' });
}

/** System codes that mean: no connection was made, so no request can have arrived. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY|SELF_SIGNED/;

function serviceError(parsed: object | undefined): { code?: string; message?: string; innerCode?: string } {
	const error = (parsed as { error?: unknown } | undefined)?.error;
	if (typeof error !== 'object' || error === null) return {};
	const { code, message } = error as { code?: unknown; message?: unknown };
	const inner = innerError(error);
	return {
		...(typeof code === 'string' ? { code } : {}),
		...(typeof message === 'string' ? { message } : {}),
		...(typeof inner?.code === 'string' ? { innerCode: inner.code } : {}),
	};
}

function requestIdIn(parsed: object | undefined): string | undefined {
	const error = (parsed as { error?: unknown } | undefined)?.error;
	const id = typeof error === 'object' && error !== null ? innerError(error)?.['request-id'] : undefined;
	return typeof id === 'string' ? id : undefined;
}

/** Graph writes `innerError`, some of its pages `innererror`. */
function innerError(error: object): Record<string, unknown> | undefined {
	const { innerError: camel, innererror: lower } = error as { innerError?: Record<string, unknown>; innererror?: Record<string, unknown> };
	return camel ?? lower;
}

const isHtml = (answer: HttpResponse) => /^\s*</.test(answer.body);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 300);
