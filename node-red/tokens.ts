/** A new token is fetched this long before the old one ends. */
const EARLY = 5 * 60_000;
/** While the sign-in service is out of order, the old token is used up to this long before its end, and asked for again after it. */
const LAST = 30_000;

export interface FreshToken {
	token: string;
	/** Milliseconds. */
	lifetime: number;
}

interface Entry {
	token: Promise<string>;
	/** Milliseconds since 1970; Infinity while the token is being fetched, so that everybody waits for the same one. */
	renewAt: number;
	endsAt: number;
}

/** One token per identity and process, whatever nodes use it; outlives redeploys, never written anywhere. */
const entries = new Map<string, Entry>();

/**
 * The access token of an identity. However many ask, `fetchToken` runs once at a time for one `key`. Where it fails for the
 * moment (`isTransient` of the reason) and the old token has not ended yet, that one goes on. Rejects as `fetchToken` does.
 */
export async function sharedToken(key: string, fetchToken: () => Promise<FreshToken>): Promise<string> {
	const known = entries.get(key);
	if (known && known.renewAt > Date.now()) return await known.token;

	const entry: Entry = { token: Promise.resolve(''), renewAt: Infinity, endsAt: 0 };
	entries.set(key, entry);
	entry.token = fetchToken()
		.then(({ token, lifetime }) => {
			entry.renewAt = Date.now() + Math.max(lifetime - EARLY, lifetime / 2);
			entry.endsAt = Date.now() + lifetime;
			return token;
		})
		.catch(async (reason: unknown) => {
			if (known && isTransient(reason) && known.endsAt - LAST > Date.now()) {
				entry.renewAt = Date.now() + LAST;
				entry.endsAt = known.endsAt;
				return await known.token;
			}
			if (entries.get(key) === entry) entries.delete(key);
			throw reason;
		});
	return await entry.token;
}

const isTransient = (reason: unknown) =>
	reason instanceof Error && 'isTransient' in reason && reason.isTransient === true;

/** Keeps a token that came with a sign-in, in place of any other. */
export function keepToken(key: string, { token, lifetime }: FreshToken): void {
	entries.set(key, {
		token: Promise.resolve(token),
		renewAt: Date.now() + Math.max(lifetime - EARLY, lifetime / 2),
		endsAt: Date.now() + lifetime,
	});
}

/** Drops a token that Graph did not accept, unless a newer one has taken its place. Without `refused`: any. */
export async function dropToken(key: string, refused?: string): Promise<void> {
	const known = entries.get(key);
	if (!known) return;
	const token = await known.token.catch(() => '');
	if ((refused === undefined || token === refused) && entries.get(key) === known) entries.delete(key);
}
