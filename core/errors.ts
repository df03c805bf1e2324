import { redact } from './redact';

/** What is known about a refusal besides its text; reaches Node-RED's Catch node as `cause`. Never holds tokens or bodies. */
export interface ErrorFacts {
	/** HTTP status of the service's answer, when there was one. */
	status?: number;
	/** Graph's `request-id`, for Microsoft's support. */
	requestId?: string;
	/** How to put it right, one or two sentences. */
	hint?: string;
	/** True when the service may have made the draft although no answer said so. */
	draftMayExist?: boolean;
	/** Id of the draft that exists although a later step of it failed. */
	draftId?: string;
	/** Id of the draft that is there already, in place of one that was to be made. */
	existingId?: string;
	/** Id of the folder that the request was about. */
	folderId?: string;
	/** Names of the files that are on that draft, and of those that are not. */
	attached?: string[];
	missing?: string[];
	/** The mailbox cannot take one more name of an extended property. */
	lacksNamedProperties?: true;
	/** What the request may have made carries no mark, so it cannot be found again. */
	cannotBeRecognised?: true;
	/** A 2xx that says nothing: it was seen for messages that were not taken (OBS docs#13979). */
	saysNothing?: true;
	/** Ids of the drafts that the same run had made before it stopped. */
	draftsMade?: string[];
}

/**
 * The one class for everything this package rejects or reports.
 * `code` is Graph's own code where the service answered (`ErrorItemNotFound`), otherwise one of LOCAL_CODES.
 */
export class DraftError extends Error {
	override readonly name = 'OutlookDraftError';
	readonly code: string;
	override readonly cause: ErrorFacts;

	constructor(code: string, message: string, facts: ErrorFacts = {}) {
		super(message);
		this.code = code;
		this.cause = facts;
	}

	/** What happened and how to put it right, in one text. */
	get text(): string {
		return this.cause.hint ? `${this.message} ${this.cause.hint}` : this.message;
	}
}

/** Of the facts of a refusal only those by which Microsoft finds the request again. */
export function traceOf({ status, requestId }: ErrorFacts): ErrorFacts {
	return { ...(status === undefined ? {} : { status }), ...(requestId === undefined ? {} : { requestId }) };
}

/** The same facts, when it has been found out whether the draft exists. */
export function withoutDoubt(facts: ErrorFacts): ErrorFacts {
	const known = { ...facts };
	delete known.draftMayExist;
	return known;
}

/** Codes of refusals that do not come from Graph. */
export const LOCAL_CODES = {
	/** A field cannot be used as it is; no request was sent. */
	input: 'InvalidInput',
	/** The account's settings cannot be used, or forbid this; no request was sent. */
	account: 'AccountSettings',
	/** The account may not write to somebody whom the message names. Nothing was changed. */
	recipient: 'RecipientNotAllowed',
	/** There are more recipients than the account allows. Nothing was changed. */
	count: 'TooManyRecipients',
	/** The checks found something, and the step is set to reject it. Nothing was changed. */
	checks: 'CheckFailed',
	/** Microsoft Entra ID gave no token. */
	signIn: 'SignInFailed',
	/** No answer from the service. */
	network: 'NoAnswer',
	/** The run was stopped, or the node closed, before this request was sent. */
	cancelled: 'Cancelled',
} as const;

/** A refusal of what a person entered: `message` says what is wrong, `hint` how to put it right. */
export function invalidInput(message: string, hint?: string): DraftError {
	return new DraftError(LOCAL_CODES.input, message, hint === undefined ? {} : { hint });
}

/** Shortens a value for an error text, so that a whole mail body never ends up in it. */
export function quoted(value: unknown): string {
	const text = typeof value === 'string' ? value : (toJson(value) ?? Object.prototype.toString.call(value));
	const oneLine = text.replace(/\s+/g, ' ').trim();
	return `"${oneLine.length > 80 ? `${oneLine.slice(0, 77)}...` : oneLine}"`;
}

/** What an error and its causes say about a connection, the outermost first. */
interface SystemFacts {
	/** The innermost code (`ECONNRESET`, `TimeoutError`): fetch says only "fetch failed" outside. */
	code: string;
	/** The calls of the operating system that failed; several where several addresses were tried. */
	syscalls: string[];
	/** All texts. */
	said: string;
}

/** Reads what is known about a lost connection, wherever in the chain of causes it stands. */
export function systemFacts(reason: unknown): SystemFacts {
	const facts: SystemFacts = { code: '', syscalls: [], said: '' };
	collect(reason, facts, 0);
	return facts;
}

function collect(reason: unknown, facts: SystemFacts, depth: number): void {
	if (typeof reason !== 'object' || reason === null || depth >= 5) return;
	const { code, name, syscall, message, errors, cause } = reason as Record<string, unknown>;
	if (typeof code === 'string') facts.code = code;
	else if (name === 'TimeoutError' || name === 'AbortError') facts.code = name;
	if (typeof syscall === 'string') facts.syscalls.push(syscall);
	if (typeof message === 'string') facts.said += `${message}\n`;
	if (Array.isArray(errors)) for (const one of errors.slice(0, 20)) collect(one, facts, depth + 1);
	collect(cause, facts, depth + 1);
}

/** The system code of a lost connection, from the innermost error. */
export const systemCode = (reason: unknown): string => systemFacts(reason).code;

/** JSON of a value; undefined for what has none, such as circular structures. */
export function toJson(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

/** Makes a DraftError of whatever was thrown; a DraftError stays itself. */
export function toDraftError(thrown: unknown): DraftError {
	if (thrown instanceof DraftError) return thrown;
	const { message, name } = Object(thrown) as { message?: unknown; name?: unknown };
	// This is how it ends when code walks through a value that contains itself.
	if (name === 'RangeError' && /call stack/i.test(String(message)))
		return invalidInput(
			'One of the values contains itself, or is nested too deeply.',
			'Give this step texts and plain lists, not whole objects of another step.',
		);
	const said = typeof message === 'string' ? message : typeof thrown === 'string' ? thrown : '';
	return new DraftError('Unexpected', said.trim() === '' ? wordless(thrown) : redact(said));
}

/** For what was thrown without a text: at least what it was. */
function wordless(thrown: unknown): string {
	const { name } = Object(thrown) as { name?: unknown };
	const what = [typeof name === 'string' ? name : '', systemCode(thrown)].filter(
		(text) => text !== '' && text !== 'Error',
	);
	return `Something unexpected went wrong, without any explanation${what.length > 0 ? ` but ${redact(what.join(', '))}` : ''}.`;
}
