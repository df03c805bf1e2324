// Graph as the checks see it: plain requests, what they have made, and how it is removed again.
import { randomBytes } from 'node:crypto';

export type Json = Record<string, any>;

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	json: Json;
	/** `error.code`, if it is an error. */
	code: string | undefined;
}

export interface ServiceOptions {
	/** Without `/v1.0`. */
	url: string;
	token: string;
	/** Id or address; absent: the signed-in user. */
	mailbox?: string;
	/** A shared mailbox that the token may use; absent: what needs one is not asked. */
	sharedMailbox?: string;
	/** Pause between looks at something that takes its time. */
	pauseMs?: number;
}

export class Service {
	readonly url: string;
	readonly token: string;
	/** `/me` or `/users/{mailbox}`. */
	readonly root: string;
	readonly sharedRoot: string | undefined;
	/** In the subject of everything that is made. */
	readonly tag = `conformance ${randomBytes(4).toString('hex')}`;
	readonly #pauseMs: number;
	#address: string | undefined;
	#messages = new Map<string, string>();
	#folders = new Set<string>();
	#sent = 0;

	constructor({ url, token, mailbox, sharedMailbox, pauseMs = 1_000 }: ServiceOptions) {
		this.url = url.replace(/\/+$/, '');
		this.token = token;
		this.root = mailbox ? `/users/${encodeURIComponent(mailbox)}` : '/me';
		this.sharedRoot = sharedMailbox ? `/users/${encodeURIComponent(sharedMailbox)}` : undefined;
		this.#pauseMs = pauseMs;
	}

	/** One request; `path` follows `/v1.0`, or is an absolute address. Objects go out as JSON, text as it is. */
	async once(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
		const response = await fetch(path.startsWith('http') ? path : `${this.url}/v1.0${path}`, {
			method,
			headers: {
				authorization: `Bearer ${this.token}`,
				'accept-language': 'en-US',
				...(body === undefined ? {} : { 'content-type': typeof body === 'string' ? 'text/plain' : 'application/json' }),
				...headers,
			},
			...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
			signal: AbortSignal.timeout(120_000),
		});
		return await reply(response);
	}

	/** The same; waits where the service asks for it. */
	async call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> {
		for (let attempt = 1; ; attempt += 1) {
			const answer = await this.once(method, path, body, headers);
			if (answer.status !== 429 || attempt === 4) return answer;
			await this.pause(1_000 * Number(answer.headers.get('retry-after') ?? 2 ** attempt));
		}
	}

	/** The same in the mailbox; throws unless the answer is a success. */
	async need(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Json> {
		const answer = await this.call(method, this.root + path, body, headers);
		if (answer.status >= 300)
			throw new Error(`${method} ${path.split(/[/?]/)[1]} was answered with ${outcome(answer)}`);
		return answer.json;
	}

	/** An e-mail address of the mailbox. */
	async address(): Promise<string> {
		if (this.#address) return this.#address;
		const asked = await this.call('GET', `${this.root}?$select=mail,userPrincipalName`);
		const given = this.root === '/me' ? undefined : decodeURIComponent(this.root.slice('/users/'.length));
		this.#address = asked.json.mail ?? asked.json.userPrincipalName ?? given;
		if (!this.#address?.includes('@')) throw new Error(`the mailbox's address is not known: ${outcome(asked)}`);
		return this.#address;
	}

	subject(name: string): string {
		return `${this.tag} ${name}`;
	}

	/** A new draft with that name in its subject. */
	async draft(name: string, members: Json = {}): Promise<Json> {
		return this.keep(await this.need('POST', '/messages', { subject: this.subject(name), ...members }));
	}

	async draftIn(folderId: string, name: string): Promise<Json> {
		return this.keep(
			await this.need('POST', `/mailFolders/${encodeURIComponent(folderId)}/messages`, { subject: this.subject(name) }),
		);
	}

	/** To be removed in the end, whatever becomes of its subject. */
	keep<T extends Json>(message: T, root = this.root): T {
		if (typeof message.id === 'string') this.#messages.set(message.id, root);
		return message;
	}

	/** One more message is on its way to the mailbox itself. */
	keepSent(): void {
		this.#sent += 1;
	}

	keepFolder(id: unknown): void {
		if (typeof id === 'string') this.#folders.add(id);
	}

	/** Looks until it finds something; undefined when that takes too long. */
	async wait<T>(look: () => Promise<T | undefined>, looks = 30): Promise<T | undefined> {
		for (let count = 0; count < looks; count += 1) {
			const found = await look();
			if (found !== undefined) return found;
			await this.pause(this.#pauseMs);
		}
		return undefined;
	}

	async pause(milliseconds: number): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve, milliseconds));
	}

	/** Removes everything that was made, wherever it is by now, and answers with what it could not remove: id and reason. */
	async cleanUp(): Promise<string[]> {
		const left = new Map<string, string>();
		await this.#arrivals();
		for (const [id, root] of this.#messages) await this.#remove(`${root}/messages/${encodeURIComponent(id)}`, id, left);
		const roots = [this.root, ...(this.sharedRoot ? [this.sharedRoot] : [])];
		for (const root of roots) {
			for (const prefix of ['', 'RE: ', 'FW: ']) {
				// Deleted once it is in Deleted Items, deleted twice it is gone; and what was sent may arrive while this is going on.
				for (let round = 0; round < 5; round += 1) {
					const filter = encodeURIComponent(`startswith(subject,'${prefix}${this.tag}')`);
					const found = await this.call('GET', `${root}/messages?$filter=${filter}&$select=id&$top=100`);
					const ids: string[] = (found.json.value ?? []).map(({ id }: Json) => id);
					for (const id of ids) await this.#remove(`${root}/messages/${encodeURIComponent(id)}`, id, left);
					if (found.status >= 300) left.set('a list', outcome(found));
					if (ids.length === 0) break;
					await this.pause(this.#pauseMs);
				}
			}
		}
		for (const id of this.#folders) await this.#remove(`${this.root}/mailFolders/${encodeURIComponent(id)}`, id, left);
		return [...left].map(([id, reason]) => `${id}: ${reason}`);
	}

	/** What was sent to the mailbox itself comes a moment later: removed too early it would stay. The simulator delivers nothing. */
	async #arrivals(): Promise<void> {
		if (this.#sent === 0) return;
		const path = `${this.root}/mailFolders/inbox/messages?$filter=${encodeURIComponent(`startswith(subject,'${this.tag}') and isDraft eq false`)}&$select=id&$top=100`;
		await this.wait(
			async () => ((await this.call('GET', path)).json.value?.length >= this.#sent ? true : undefined),
			20,
		);
	}

	async #remove(path: string, id: string, left: Map<string, string>): Promise<void> {
		let last = '';
		for (const [method, address] of [
			['POST', `${path}/permanentDelete`],
			['DELETE', path],
		]) {
			const answer = await this.call(method, address);
			// Gone, or moved since: then the list of what has the tag in its subject finds it.
			if (answer.status < 300 || answer.status === 404) return void left.delete(id);
			last = outcome(answer);
		}
		left.set(id, last);
	}
}

async function reply(response: Response): Promise<Reply> {
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
	let json: Json = {};
	try {
		if (isJson) json = JSON.parse(text) as Json;
	} catch {
		// Answers with broken JSON were seen (contrib#1274); the text says which.
	}
	return { status: response.status, headers: response.headers, text, json, code: json.error?.code };
}

/** What an answer comes to, in one line. */
export function outcome({ status, json, text, code }: Reply): string {
	if (code !== undefined) return `${status} \`${code}\`: ${String(json.error.message).slice(0, 200)}`;
	return status < 300 || text === '' ? String(status) : `${status}: ${text.slice(0, 100)}`;
}

export const to = (address: string): Json => ({ emailAddress: { address } });
