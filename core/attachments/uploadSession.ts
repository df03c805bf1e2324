import type { Account } from '../account';
import { DraftError, invalidInput, LOCAL_CODES, quoted } from '../errors';
import type { Purpose } from '../graph/call';
import type { Graph } from '../graph/client';
import { growingPause, retryAfter } from '../graph/retry';
import type { UploadAnswer } from '../graph/upload';
import { messagePath, type MessagePlace } from '../graph/paths';
import { FileReader, type AttachedFile } from './file';

/** 10 × 320 KiB: a `PUT` must have less than 4 MB (Graph, "Attach large files"). */
export const CHUNK = 3_276_800;

/** How often one piece is tried without any of it arriving. */
const MOST_ATTEMPTS = 10;

/** Called when more of a file has arrived: bytes so far. */
type OnSent = (sent: number) => void;

interface Session {
	uploadUrl: string;
	nextExpectedRanges?: string[];
}

/** What the service made of one request to the upload address. */
type Step =
	| { kind: 'done'; id?: string }
	| { kind: 'next'; from: number }
	/** Nobody knows how much has arrived; ask, after `pause` milliseconds. */
	| { kind: 'ask'; pause: number }
	/** Not taken; the same again after `pause` milliseconds. */
	| { kind: 'again'; pause: number }
	/** The session has ended: it expired, or the file is complete. */
	| { kind: 'gone' }
	| { kind: 'refused' };

/**
 * Uploads a file in pieces (Graph, "attachment: createUploadSession"). After a cut, a timeout or a 5xx it asks how much has
 * arrived and goes on from there; an expired session is followed by a new one. `isThere` is asked when a session has ended
 * without an answer that says so: was the file complete? Resolves with the attachment's id, where the service told it.
 * When it gives up, for whatever reason, it gives the session back. Throws DraftError.
 */
export async function uploadInSession(
	graph: Graph,
	account: Pick<Account, 'graphUrl'>,
	place: MessagePlace,
	file: AttachedFile,
	isThere: () => Promise<string | undefined>,
	onSent: OnSent,
): Promise<string | undefined> {
	const reader = new FileReader(file);
	const run = new UploadRun(graph, account, place, file, reader, onSent);
	return await run.toEnd(isThere).finally(async () => await reader.close().catch(() => {}));
}

class UploadRun {
	private url = '';
	/** Bytes that have arrived for certain. */
	private position = 0;
	private furthest = 0;
	private attempts = 0;
	private progressAt: number;

	constructor(
		private readonly graph: Graph,
		private readonly account: Pick<Account, 'graphUrl'>,
		private readonly place: MessagePlace,
		private readonly file: AttachedFile,
		private readonly reader: FileReader,
		private readonly onSent: OnSent,
	) {
		this.progressAt = graph.now();
	}

	async toEnd(isThere: () => Promise<string | undefined>): Promise<string | undefined> {
		await this.open();
		let ask = false;
		for (;;) {
			const answer = await (ask ? this.state() : this.put()).catch(
				async (thrown: unknown) => await this.giveUp(thrown),
			);
			const step = this.stepFrom(answer);
			ask = step.kind === 'ask';
			if (step.kind === 'done') return step.id;
			if (step.kind === 'refused') await this.giveUp(answer.error);
			// The service wants again what it had: once is a lost piece, without end it is a loop.
			if (step.kind === 'next' && !this.moveTo(step.from)) await this.countAttempt(answer, 0);
			if (step.kind === 'gone') {
				const id = await isThere().catch(async (thrown: unknown) => await this.giveUp(thrown));
				if (id !== undefined) return id;
				await this.countAttempt(answer, 0);
				await this.open();
			}
			if (step.kind === 'ask' || step.kind === 'again') await this.countAttempt(answer, step.pause);
		}
	}

	/** A session is nothing yet, so asking for one may be repeated. */
	private async open(): Promise<void> {
		const { name, size, contentType, isInline, contentId } = this.file;
		const AttachmentItem = {
			attachmentType: 'file',
			name,
			size,
			...(contentType === undefined ? {} : { contentType }),
			...(isInline ? { isInline } : {}),
			...(contentId === undefined ? {} : { contentId }),
		};
		const session = await this.graph.json<Partial<Session>>({
			method: 'POST',
			path: `${messagePath(this.place.mailbox, this.place.id)}/attachments/createUploadSession`,
			body: { AttachmentItem },
			purpose: this.purpose,
		});
		this.url = checkedAddress(session.uploadUrl, this.account);
		this.position = nextOf(session) ?? 0;
	}

	private async put(): Promise<UploadAnswer> {
		const { position, file } = this;
		const bytes = await this.reader.read(position, Math.min(CHUNK, file.size - position));
		const headers = {
			'Content-Type': 'application/octet-stream',
			'Content-Length': String(bytes.length),
			'Content-Range': `bytes ${position}-${position + bytes.length - 1}/${file.size}`,
		};
		return await this.graph.upload({
			method: 'PUT',
			url: this.url,
			headers,
			body: bytes,
			timeout: this.patience,
			purpose: this.purpose,
		});
	}

	private async state(): Promise<UploadAnswer> {
		return await this.graph.upload({
			method: 'GET',
			url: this.url,
			headers: { Accept: 'application/json' },
			timeout: this.patience,
			purpose: this.purpose,
		});
	}

	private stepFrom({ answer, error }: UploadAnswer): Step {
		if (!answer)
			return error?.code === LOCAL_CODES.cancelled ? { kind: 'refused' } : { kind: 'ask', pause: this.pause };
		const { status } = answer;
		if (status === 201) return { kind: 'done', ...idFrom(answer.headers.location) };
		if (status === 200 || status === 202) {
			const from = nextOf(parsed(answer.body));
			// Complete, by its own account, although nothing said that it is attached.
			if (from === undefined || from >= this.file.size) return { kind: 'gone' };
			return { kind: 'next', from };
		}
		if (status === 429) return { kind: 'again', pause: retryAfter(answer, this.graph.now()) || this.pause };
		if (status === 401 || status === 404 || status === 410) return { kind: 'gone' };
		// 412 is Exchange's save conflict, which passes by itself (OBS dotnet#1287: two sessions at once).
		if ([408, 409, 412, 416].includes(status) || status >= 500)
			return { kind: 'ask', pause: retryAfter(answer, this.graph.now()) || this.pause };
		return { kind: 'refused' };
	}

	/** False when no more has arrived than before. */
	private moveTo(from: number): boolean {
		this.position = from;
		if (from <= this.furthest) return false;
		this.furthest = from;
		this.attempts = 0;
		this.progressAt = this.graph.now();
		this.onSent(from);
		return true;
	}

	/** Waits before the next attempt, or ends when there were enough. */
	private async countAttempt({ error }: UploadAnswer, pause: number): Promise<void> {
		this.attempts += 1;
		const tooLate = this.graph.now() + pause - this.progressAt > this.graph.timeout;
		const giveUp = tooLate || this.attempts > MOST_ATTEMPTS || !(await this.graph.wait(pause));
		if (giveUp)
			await this.giveUp(
				error ??
					new DraftError('UploadStopped', `Outlook took no more of the file ${quoted(this.file.name)}.`, {
						hint: 'Try again later.',
					}),
			);
	}

	private async giveUp(reason: unknown): Promise<never> {
		if (this.url !== '')
			await this.graph
				.upload({ method: 'DELETE', url: this.url, headers: {}, timeout: 5_000, purpose: this.purpose })
				.catch(() => {});
		throw reason;
	}

	/** Half of the time for one attempt, so that a piece that got stuck is sent again. */
	private get patience(): number {
		return Math.max(1_000, this.graph.timeout / 2);
	}

	private get pause(): number {
		return growingPause(this.attempts + 1);
	}

	/** Safe to repeat: nothing is attached before the last piece arrives, and after that `isThere` is asked. */
	private get purpose(): Purpose {
		return { task: `attach the file ${quoted(this.file.name)}`, mailbox: this.place.mailbox, repeat: 'safe' };
	}
}

/** `nextExpectedRanges`, in 21Vianet with a capital; `["2097152"]`, `["2097152-"]` or `["2097152-5000000"]`. */
function nextOf(answer: object): number | undefined {
	const ranges: unknown = Object.entries(answer).find(([name]) => name.toLowerCase() === 'nextexpectedranges')?.[1];
	const first: unknown = Array.isArray(ranges) ? ranges[0] : ranges;
	const from = /^\s*(\d+)/.exec(typeof first === 'string' || typeof first === 'number' ? String(first) : '')?.[1];
	return from === undefined ? undefined : Number(from);
}

function parsed(text: string): object {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}

/** The last key of `…/Attachments('…')`: the only place that names the new attachment. */
function idFrom(location: string | undefined): { id?: string } {
	const key = /\('([^']+)'\)[^(]*$/.exec(location ?? '')?.[1];
	if (!key) return {};
	return { id: /%[0-9a-f]{2}/i.test(key) ? decodeURIComponent(key) : key };
}

/** The address comes from the service, on a host of its own. It must be as safe as the account's own address. */
function checkedAddress(url: unknown, { graphUrl }: Pick<Account, 'graphUrl'>): string {
	const target = typeof url === 'string' && URL.canParse(url) ? new URL(url) : undefined;
	const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(host);
	const safe =
		target?.protocol === 'https:' ||
		(target?.protocol === 'http:' && isLoopback(target.hostname) && isLoopback(new URL(graphUrl).hostname));
	if (!safe)
		throw invalidInput(
			'Microsoft Graph answered without a safe address for the upload.',
			'Check the Graph address of the account, and whether a proxy answers in between.',
		);
	return url as string;
}
