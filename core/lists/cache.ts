/** For whom a list is kept, and what time it is. */
export interface Keeper {
	/** Made by `ownerOf` from the credential as the host gave it a moment ago: nothing of it is served to any other credential. */
	owner: string;
	/** Milliseconds since 1970. */
	now: number;
	/** True: ask again, whatever is kept. */
	fresh?: boolean;
}

const LIFETIME = 60_000;
const MOST = 100;

/**
 * Keeps what was loaded for a minute, so that typing in a list asks for nothing again. Who asks at the same time waits
 * for the same answer.
 */
export class Kept<T> {
	private readonly entries = new Map<string, { until: number; value: Promise<T> }>();

	async get({ owner, now, fresh = false }: Keeper, what: string, load: () => Promise<T>): Promise<T> {
		const key = `${owner} ${what}`;
		const known = this.entries.get(key);
		if (known && known.until > now && !fresh) return await known.value;
		this.entries.delete(key);
		const entry = { until: now + LIFETIME, value: load() };
		this.entries.set(key, entry);
		for (const [other, { until }] of this.entries)
			if (until <= now || this.entries.size > MOST) this.entries.delete(other);
		return await entry.value.catch((reason: unknown) => {
			if (this.entries.get(key) === entry) this.entries.delete(key);
			throw reason;
		});
	}
}

/**
 * A digest of a credential's decrypted content: the same only for who holds the same secret or sign-in, and nothing can
 * be read from it.
 */
export async function ownerOf(credential: unknown): Promise<string> {
	const bytes = new TextEncoder().encode(JSON.stringify(credential));
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
	return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
