export interface LoggedRequest {
	method: string;
	/** Path and query as they were on the wire, undecoded. */
	path: string;
	/** Lower-case names; the token is never kept. */
	headers: Record<string, string>;
	body: string;
	/** 0: the connection was cut before an answer. */
	status: number;
	startedAt: number;
	endedAt: number;
	app: string;
	mailbox: string;
}

const MOST_ENTRIES = 100_000;
const MOST_BODY_BYTES = 256 * 1024 * 1024;

/** Remembers Graph calls for tests; a long demonstration must not fill the memory, so the oldest bodies and entries go. */
export class RequestLog {
	entries: LoggedRequest[] = [];
	#bodyBytes = 0;

	add(entry: LoggedRequest): void {
		this.entries.push(entry);
		if (this.entries.length > MOST_ENTRIES) this.entries.splice(0, MOST_ENTRIES / 10);
	}

	keepBody(entry: LoggedRequest, body: string): void {
		entry.body = body;
		this.#bodyBytes += body.length;
		if (this.#bodyBytes <= MOST_BODY_BYTES) return;
		for (const old of this.entries) if (old !== entry) old.body = '';
		this.#bodyBytes = body.length;
	}

	clear(): void {
		this.entries.length = 0;
		this.#bodyBytes = 0;
	}
}

export function loggedHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
	const kept = Object.entries(headers).map(
		([name, value = '']) => [name, Array.isArray(value) ? value.join(', ') : value] as const,
	);
	return Object.fromEntries(
		kept.map(([name, value]) => [name, name === 'authorization' ? 'Bearer <redacted>' : value]),
	);
}
