import type { RuntimeSettings } from './types';

/** Node-RED's own name for what we keep there: one object for all watches. */
const SETTING = 'outlookDraftWatches';

/**
 * Keeps what watches remember in Node-RED's settings storage (`.config.runtime.json`), which outlives a restart, unlike the context in
 * an ordinary installation. Where nothing can be stored, memory keeps it until Node-RED ends.
 */
export class WatchStates {
	private readonly memory = new Map<string, unknown>();
	private writing: Promise<unknown> = Promise.resolve();
	private refused = false;

	constructor(private readonly settings: RuntimeSettings) {}

	/** Whether what is remembered outlives a restart. */
	get isLasting(): boolean {
		return this.settings.available() && !this.settings.readOnly && !this.refused;
	}

	read(id: string): unknown {
		return this.memory.has(id) ? this.memory.get(id) : this.stored()[id];
	}

	async write(id: string, state: unknown): Promise<void> {
		if (JSON.stringify(this.read(id)) === JSON.stringify(state)) return;
		this.memory.set(id, state);
		await this.store();
	}

	/** Of a node that was deleted. */
	async remove(id: string): Promise<void> {
		if (this.read(id) === undefined) return;
		this.memory.set(id, undefined);
		await this.store();
	}

	private stored(): Record<string, unknown> {
		if (!this.settings.available()) return {};
		const kept = this.settings.get(SETTING);
		return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
	}

	/** One after the other: each writes the whole of it. */
	private async store(): Promise<void> {
		if (!this.settings.available() || this.settings.readOnly) return;
		this.writing = this.writing.then(async () => {
			const all = { ...this.stored(), ...Object.fromEntries(this.memory) };
			const kept = Object.fromEntries(Object.entries(all).filter(([, state]) => state !== undefined));
			await this.settings.set(SETTING, kept).then(
				() => {
					this.refused = false;
				},
				() => {
					this.refused = true;
				},
			);
		});
		await this.writing;
	}
}
