/** Messages of one kind that were found or made lately, with the mark of the create they belong to. */
const owners = new Map<string, string>();
/** How often a create was sent, by its mark. */
const sent = new Map<string, number>();
/** Requests that make a message of a group (a conversation, a Message-ID) and whose answer is still to come. */
const underWay = new Map<string, Set<object>>();
/** Requests that were in flight when a message without an owner was first seen: any of them may have made it. */
const suspects = new Map<string, Set<object>>();
const MOST = 10_000;

/** A request that makes a message of this group. `sending` is to be called when it leaves, `ended` when its answer is there or lost. */
export function request(group: string): { sending(): void; ended(): void } {
	const one = {};
	return {
		sending: () => void underWay.set(group, (underWay.get(group) ?? new Set()).add(one)),
		ended() {
			const all = underWay.get(group);
			all?.delete(one);
			if (all?.size === 0) underWay.delete(group);
		},
	};
}

/** Before each sending: one more message may belong to this create. */
export function expectOneMore(mark: string): void {
	sent.set(mark, (sent.get(mark) ?? 0) + 1);
	forgetOldest(sent);
}

/** The answer said so. */
export function claim(id: string, mark: string): void {
	owners.set(id, mark);
	suspects.delete(id);
	forgetOldest(owners);
}

/** The create is over, and what it made has its key or is nobody's: a later run with the same key may take it. */
export function release(mark: string): void {
	for (const [id, owner] of owners) if (owner === mark) owners.delete(id);
	sent.delete(mark);
}

/**
 * For messages that cannot carry a mark from the start: whether one that was found belongs to this create. Each belongs to
 * one only, and a create has no more of them than it was sent, so that two items that lost their answers at the same time
 * do not take the same draft for theirs. `unknown`: it may be that of another request whose answer is still to come; one
 * that went out after the message was first seen has not made it.
 */
export function isClaimable(id: string, mark: string, group: string): boolean | 'unknown' {
	const owner = owners.get(id);
	if (owner !== undefined) return owner === mark;
	const running = underWay.get(group);
	const possible = suspects.get(id) ?? new Set(running);
	suspects.set(id, possible);
	forgetOldest(suspects);
	if (running && [...possible].some((one) => running.has(one))) return 'unknown';
	const has = [...owners.values()].filter((other) => other === mark).length;
	if (has >= Math.max(1, sent.get(mark) ?? 0)) return false;
	claim(id, mark);
	return true;
}

function forgetOldest(map: Map<string, unknown>): void {
	const oldest = map.size > MOST ? map.keys().next().value : undefined;
	if (oldest !== undefined) map.delete(oldest);
}
