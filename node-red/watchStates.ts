import type { WatchState } from '../core';
import type { RuntimeSettings } from './types';

/** Node-RED's own name for what we keep there: one object for all watches, each a text, which Node-RED compares and copies at once. */
const SETTING = 'outlookDraftWatches';
/** That nothing has happened is not written down at each look: the storage may be a memory card. */
const HOUR = 3_600_000;
/** After this time Outlook itself has forgotten what a watch could tell. */
const TOO_OLD = 30 * 24 * HOUR;

/** What is remembered for one node. */
export interface Kept {
	/** Whose mailbox it is about: of another account or person nothing of it is true. */
	whose: string;
	state: WatchState;
}

interface Remembered {
	kept: Kept;
	/** The same but for what each look changes. */
	essence: string;
	/** When it was stored last; 0: never. */
	storedAt: number;
	isStored: boolean;
}

/**
 * Keeps what watches remember in Node-RED's settings storage (`.config.runtime.json`), which outlives a restart, unlike the context in
 * an ordinary installation. Where nothing can be stored, memory keeps it until Node-RED ends.
 */
export class WatchStates {
	private readonly memory = new Map<string, Remembered>();
	private writing: Promise<void> = Promise.resolve();
	private refused = false;

	constructor(private readonly settings: RuntimeSettings) {}

	/** Whether what is remembered outlives a restart. */
	get isLasting(): boolean {
		return this.settings.available() && !this.settings.readOnly && !this.refused;
	}

	/** What a node remembers of this account; undefined where it has to begin. */
	read(id: string, whose: string): WatchState | undefined {
		const kept = this.memory.get(id)?.kept ?? this.recall(id);
		return kept?.whose === whose ? kept.state : undefined;
	}

	private recall(id: string): Kept | undefined {
		const kept = parsed(this.stored()[id]);
		if (kept) this.memory.set(id, { kept, essence: essenceOf(kept), storedAt: kept.state.looked, isStored: true });
		return kept;
	}

	/** Never rejects. */
	async write(id: string, kept: Kept, now: number): Promise<void> {
		const essence = essenceOf(kept);
		const known = this.memory.get(id);
		const storedAt = known?.storedAt ?? 0;
		const isDue = known?.essence !== essence || now - storedAt >= HOUR || now < storedAt;
		this.memory.set(id, { kept, essence, storedAt, isStored: false });
		if (isDue) await this.store(id, now);
	}

	/** Writes down what was not worth it until now. Never rejects. */
	async flush(id: string, now: number): Promise<void> {
		if (this.memory.get(id)?.isStored === false) await this.store(id, now);
	}

	/** Of a node that was deleted. Never rejects. */
	async remove(id: string): Promise<void> {
		this.memory.delete(id);
		await this.change((all) => (id in all ? withoutNames(all, [id]) : all));
	}

	/** Of nodes that went while Node-RED was off, or with another project, which may come back. Never rejects. */
	async forgetOld(isThere: (id: string) => boolean, now: number): Promise<void> {
		await this.change((all) => {
			const old = Object.entries(all).filter(
				([id, text]) => !isThere(id) && !(now - (parsed(text)?.state.looked ?? 0) < TOO_OLD),
			);
			return old.length === 0
				? all
				: withoutNames(
						all,
						old.map(([id]) => id),
					);
		});
	}

	private async store(id: string, now: number): Promise<void> {
		const isStored = await this.change((all) => {
			const remembered = this.memory.get(id);
			return remembered ? { ...all, [id]: JSON.stringify(remembered.kept) } : all;
		});
		const remembered = this.memory.get(id);
		if (isStored && remembered) this.memory.set(id, { ...remembered, storedAt: now, isStored: true });
	}

	private stored(): Record<string, string> {
		const kept = this.settings.available() ? this.settings.get(SETTING) : undefined;
		return typeof kept === 'object' && kept !== null ? (kept as Record<string, string>) : {};
	}

	/** One writer at a time: all watches share one value. Says whether the storage holds it now. */
	private async change(edit: (all: Record<string, string>) => Record<string, string>): Promise<boolean> {
		const write = async (): Promise<boolean> => {
			if (!this.settings.available() || this.settings.readOnly) return false;
			const before = this.stored();
			const after = edit(before);
			if (after !== before) await this.settings.set(SETTING, after);
			return true;
		};
		const written = this.writing.then(write).catch(() => undefined);
		this.writing = written.then((outcome) => void (this.refused = outcome === undefined));
		return (await written) === true;
	}
}

const withoutNames = (all: Record<string, string>, names: string[]) =>
	Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

/** When the last look was, and whose turn comes next, is not worth a write. */
const essenceOf = ({ whose, state }: Kept): string => JSON.stringify([whose, { ...state, looked: 0, turn: 0 }]);

/** Undefined for what nobody here has written. */
function parsed(text: unknown): Kept | undefined {
	if (typeof text !== 'string') return undefined;
	try {
		const { whose, state } = (JSON.parse(text) ?? {}) as Partial<Kept>;
		return typeof whose === 'string' && typeof state === 'object' && state !== null ? { whose, state } : undefined;
	} catch {
		return undefined;
	}
}
