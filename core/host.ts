/** One HTTP request as a host sends it. `url` is absolute; `timeout` in milliseconds, for this one sending. */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
	url: string;
	headers: Record<string, string>;
	body?: string | Uint8Array;
	timeout: number;
	/** The answer is wanted as `bytes`. */
	wantsBytes?: true;
}

/** The answer to an HttpRequest. Header names are lower case; `body` is the text as it came. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
	/** The answer as it came, for a request that wants it; `body` is empty then, unless the answer is an error. */
	bytes?: Uint8Array;
}

/** Whether the service did what it was asked for. */
export function isSuccess({ status }: Pick<HttpResponse, 'status'>): boolean {
	return status >= 200 && status < 300;
}

/** What differs between n8n and Node-RED. Each adapter implements it; `core` knows nothing else of its host. */
export interface Host {
	/** Sends with the account's token. Resolves for every HTTP status; rejects when no answer came (network, sign-in, timeout). */
	request(request: HttpRequest): Promise<HttpResponse>;
	/**
	 * Sends to an address that carries its own permission, never with the token. `body` is valid only until it resolves.
	 * Otherwise like `request`.
	 */
	upload(request: HttpRequest): Promise<HttpResponse>;
	/** Resolves after `ms` milliseconds. */
	sleep(ms: number): Promise<void>;
	/** Milliseconds since 1970. */
	now(): number;
	/** The time zone of a time that names none (`Europe/Berlin`): that of the workflow, else of the computer. */
	timeZone?: string;
	/** The address of the person who is signed in, once it is known from the token. */
	me?(): string | undefined;
	/** Aborted when the person or the host stops the run. */
	cancelled?: AbortSignal;
	/** How the account signs in, where the host can be asked. */
	signIn?: SignInAccess;
	/** True where no other process runs the same flow, so that runs can race in this process only (Node-RED, but not n8n's workers). */
	onlyProcess?: true;
}

/** What Check Account asks a host. */
export interface SignInAccess {
	/** A token that is fetched anew, whatever is kept; requests go with it from then on. Rejects with a DraftError that has Entra's code. */
	freshToken(): Promise<FreshToken>;
	/** Resolves when the app registration alone was accepted, whoever signs in. Rejects as `freshToken` does. Absent: it has no proof. */
	proveClient?(): Promise<unknown>;
	/** With what the app registration proves itself. Never holds the secret itself. */
	proof: ProofFacts;
	/** Names of the permissions that a person's sign-in asks for. */
	asksFor: string[];
	/** A text for an administrator that says everything that the account needs. */
	request: string;
}

export interface FreshToken {
	token: string;
	/** The token endpoint's own list of permissions. */
	scope?: string;
	/** Who signed in, as people write it. */
	person?: string;
}

export interface ProofFacts {
	kind: 'secret' | 'certificate' | 'none';
	/** A secret has the form of an ID: most likely its Secret ID was entered. */
	looksLikeId?: boolean;
	/** A certificate's end, in milliseconds since 1970, where it can be read. */
	endsAt?: number;
}

/** Resolves when `end` does, or at once when `stop` is aborted. */
export async function untilStopped(end: Promise<unknown>, stop: AbortSignal): Promise<void> {
	if (stop.aborted) return;
	let onAbort = () => {};
	const aborted = new Promise<void>((resolve) => {
		onAbort = resolve;
		stop.addEventListener('abort', onAbort, { once: true });
	});
	await Promise.race([end, aborted]);
	stop.removeEventListener('abort', onAbort);
}
