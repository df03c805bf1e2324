/** Messages of one kind that were found or made lately, with the mark of the create they belong to. */
const owners = new Map<string, string>();
/** How often a create was sent, by its mark. */
const sent = new Map<string, number>();
const MOST = 1_000;

/** Before each sending: one more message may belong to this create. */
export function expectOneMore(mark: string): void {
	sent.set(mark, (sent.get(mark) ?? 0) + 1);
	forgetOldest(sent);
}

/** The answer said so. */
export function claim(id: string, mark: string): void {
	owners.set(id, mark);
	forgetOldest(owners);
}

/**
 * For messages that cannot carry a mark from the start (a reply): whether one that was found belongs to this create. Each
 * belongs to one only, and a create has no more of them than it was sent, so that two items that lost their answers at the
 * same time do not take the same draft for theirs.
 */
export function isClaimable(id: string, mark: string): boolean {
	const owner = owners.get(id);
	if (owner !== undefined) return owner === mark;
	const has = [...owners.values()].filter((other) => other === mark).length;
	if (has >= Math.max(1, sent.get(mark) ?? 0)) return false;
	claim(id, mark);
	return true;
}

function forgetOldest(map: Map<string, unknown>): void {
	const oldest = map.size > MOST ? map.keys().next().value : undefined;
	if (oldest !== undefined) map.delete(oldest);
}
