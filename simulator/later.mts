/** Work that happens after its request was answered: commits that come late, sending that takes a moment. */
export class Later {
	#timers = new Set<NodeJS.Timeout>();
	#waiting: (() => void)[] = [];

	after(milliseconds: number, work: () => unknown): void {
		const timer = setTimeout(() => void this.#run(timer, work), milliseconds).unref();
		this.#timers.add(timer);
	}

	async #run(timer: NodeJS.Timeout, work: () => unknown): Promise<void> {
		try {
			await work();
		} catch (error) {
			console.error(error);
		}
		this.#timers.delete(timer);
		this.#tell();
	}

	/** Resolves when nothing is left to happen. */
	idle(): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.push(resolve);
			for (const timer of this.#timers) timer.ref();
			this.#tell();
		});
	}

	/** What is left never happens. */
	clear(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
		this.#tell();
	}

	#tell(): void {
		if (this.#timers.size > 0) return;
		for (const resolve of this.#waiting.splice(0)) resolve();
	}
}
