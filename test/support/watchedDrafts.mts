// A mailbox with drafts of ours in memory, as a watch sees it: lists that lag, ids that are 404 for a while, requests that fail; and a person who acts.
import { changedParts, digestOf, type Digest, type Part } from '../../core/watch/digest';
import type { Content, Sighting } from '../../core/watch/draftState';
import type { ChangedPage, DraftReader } from '../../core/watch/draftReader';

interface Held {
	id: string;
	mark: string;
	made: Digest | undefined;
	to: string;
	subject: string;
	text: string;
	files: string[];
	isDraft: boolean;
	folder: string;
	changeKey: string;
	created: number;
	modified: number;
	sent: number;
	internetMessageId: string;
	conversationId: string;
	/** When its last write happened, to the millisecond. */
	written: number;
	/** What a list shows of it: versions with the time from which each is seen. */
	versions: Array<{ from: number; row: Sighting | undefined }>;
}

export interface Faults {
	/** Milliseconds after which lists show a write, at most. */
	lag: number;
	/** Milliseconds after a write in which its id is 404, at most. */
	fresh: number;
	/** Part of the requests that fail. */
	failing: number;
}

const second = (time: number) => Math.floor(time / 1_000) * 1_000;

export class WatchedDrafts {
	time = Date.parse('2026-03-02T09:00:00Z');
	readonly held = new Map<string, Held>();
	requests = 0;
	private counter = 0;

	constructor(
		private readonly chance: () => number,
		public faults: Faults,
		private readonly pageSize = 50,
	) {}

	private digest({ to, subject, text, files }: Pick<Held, 'to' | 'subject' | 'text' | 'files'>): Digest {
		return digestOf({
			toRecipients: [{ emailAddress: { address: to } }],
			subject,
			body: { contentType: 'text', content: text },
			fileNames: files,
		});
	}

	/** A flow makes a draft. Returns its id. */
	make(mark: string, isEarlier = false): string {
		const content = { to: 'anna@example.com', subject: `About ${mark}`, text: 'Hello', files: [] as string[] };
		const made = isEarlier ? undefined : this.digest(content);
		return this.add({ ...content, mark, made, isDraft: true, folder: 'drafts' }).id;
	}

	private add(more: Pick<Held, 'mark' | 'made' | 'to' | 'subject' | 'text' | 'files' | 'isDraft' | 'folder'>): Held {
		const number = ++this.counter;
		const one: Held = {
			...more,
			id: `id-${number}`,
			changeKey: '',
			created: second(this.time),
			modified: 0,
			sent: 0,
			internetMessageId: `<${number}@contoso.com>`,
			conversationId: `c-${more.mark}`,
			written: 0,
			versions: [],
		};
		this.held.set(one.id, one);
		this.write(one);
		return one;
	}

	private write(one: Held, keepsTime = false): void {
		one.changeKey = `k-${++this.counter}`;
		if (!keepsTime) one.modified = second(this.time);
		one.written = this.time;
		one.versions.push({ from: this.time + this.chance() * this.faults.lag, row: this.row(one) });
	}

	private row(one: Held): Sighting {
		const { id, isDraft, changeKey, modified, created, sent, internetMessageId, conversationId, subject, mark, made } =
			one;
		return {
			...{ id, isDraft, parentFolderId: one.folder, changeKey, modified, created, sent, received: sent },
			...{ internetMessageId, conversationId, subject, from: 'megan@contoso.com' },
			own: { mark, identity: mark, ...(made ? { digest: made } : {}) },
		};
	}

	edit(id: string, part: Part): void {
		const one = this.held.get(id)!;
		const more = String(++this.counter);
		if (part === 'recipients') one.to = `bert${more}@example.com`;
		else if (part === 'subject') one.subject += ` ${more}`;
		else if (part === 'text') one.text += ` ${more}`;
		else one.files.push(`${more}.pdf`);
		this.write(one);
	}

	/** A category, a flag: no edit. */
	touch(id: string): void {
		this.write(this.held.get(id)!);
	}

	move(id: string, folder: string, keepsTime = false): void {
		const one = this.held.get(id)!;
		one.folder = folder;
		this.write(one, keepsTime);
	}

	/** `classic`: another message is sent, and the draft is gone. `changed`: the same, with another id. */
	send(id: string, how: 'web' | 'classic' | 'changed'): string {
		const one = this.held.get(id)!;
		const sent = how === 'web' ? one : this.add({ ...one, files: [...one.files] });
		if (how === 'changed') sent.internetMessageId = one.internetMessageId;
		Object.assign(sent, { isDraft: false, folder: 'sentitems', sent: second(this.time) });
		this.write(sent);
		if (how !== 'web') this.purge(id);
		return sent.id;
	}

	purge(id: string): void {
		const one = this.held.get(id)!;
		this.held.delete(id);
		// The list shows it for a while.
		one.versions.push({ from: this.time + this.chance() * this.faults.lag, row: undefined });
		this.gone.push(one);
	}

	private gone: Held[] = [];

	copy(id: string): string {
		const one = this.held.get(id)!;
		const made = this.add({ ...one, files: [...one.files] });
		made.created = one.created;
		made.internetMessageId = one.internetMessageId;
		made.versions = [{ from: made.versions[0].from, row: this.row(made) }];
		return made.id;
	}

	/** What a person would find changed of a message, against how it was made. */
	changedOf(id: string, made: Digest): Part[] {
		return changedParts(made, this.digest(this.held.get(id)!));
	}

	madeOf(id: string): Digest | undefined {
		return this.held.get(id)?.made;
	}

	private content(one: Held): Content {
		return { ...this.row(one), digest: this.digest(one), text: one.text, to: one.to, hasRecipients: true, leaves: 0 };
	}

	private request(): void {
		this.requests += 1;
		if (this.chance() < this.faults.failing) throw new Error('No answer.');
	}

	private byId(id: string): Content | undefined {
		const one = this.held.get(id);
		if (!one || this.time - one.written < this.chance() * this.faults.fresh) return undefined;
		return this.content(one);
	}

	private list(from: number): ChangedPage {
		const rows = [...this.held.values(), ...this.gone]
			.flatMap(({ versions }) => versions.filter((version) => version.from <= this.time).at(-1)?.row ?? [])
			.filter(({ modified }) => modified >= from)
			.sort((a, b) => a.modified - b.modified);
		let size = this.pageSize;
		while (size < rows.length && rows[size - 1].modified <= from) size += this.pageSize;
		return { rows: rows.slice(0, size), isWhole: rows.length <= size };
	}

	reader(): DraftReader {
		return {
			now: () => second(this.time),
			begin: async () => {
				this.request();
				const drafts = [...this.held.values()].filter(({ isDraft }) => isDraft).map((one) => this.content(one));
				const newest = Math.max(0, ...[...this.held.values()].map(({ modified }) => modified));
				return { newest, drafts, deletedItems: 'bin', sentItems: 'sentitems', self: 'megan@contoso.com' };
			},
			look: async (from, ids) => {
				this.request();
				return { page: this.list(from), byId: ids.map((id) => this.byId(id)) };
			},
			changed: async (from) => {
				this.request();
				return this.list(from);
			},
			contents: async (ids) => {
				if (ids.length > 0) this.request();
				return ids.map((id) => this.byId(id));
			},
			find: async (mark) => {
				this.request();
				return [...this.held.values()].flatMap(({ mark: other, versions }) => {
					const row = versions.filter(({ from }) => from <= this.time).at(-1)?.row;
					return other === mark && row ? [row] : [];
				});
			},
			answers: async () => [],
		};
	}
}
