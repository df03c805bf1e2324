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
	/** Sends to an address that carries its own permission, never with the token. `body` is valid only until it resolves. Otherwise like `request`. */
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
	/** True where no other process runs the same flow, so that runs can race in this process only (Node-RED, but not n8n's workers). */
	onlyProcess?: true;
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
