/** Messages of one kind that were found or made lately, with the mark of the create they belong to. */
const owners = new Map<string, string>();
/** How often a create was sent, by its mark. */
const sent = new Map<string, number>();
/** Requests that make a message in a conversation and whose answer is still to come. */
const underWay = new Map<string, number>();
const MOST = 1_000;

/** A request that makes a message in this conversation goes out. Returns what is to be called when it has ended. */
export function begin(conversation: string): () => void {
	underWay.set(conversation, (underWay.get(conversation) ?? 0) + 1);
	return () => {
		const left = (underWay.get(conversation) ?? 1) - 1;
		if (left > 0) underWay.set(conversation, left);
		else underWay.delete(conversation);
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
	forgetOldest(owners);
}

/**
 * For messages that cannot carry a mark from the start (a reply): whether one that was found belongs to this create. Each
 * belongs to one only, and a create has no more of them than it was sent, so that two items that lost their answers at the
 * same time do not take the same draft for theirs. Throws, so that the look counts as none, while the message may be that of
 * another request whose answer is still to come.
 */
export function isClaimable(id: string, mark: string, conversation: string): boolean {
	const owner = owners.get(id);
	if (owner !== undefined) return owner === mark;
	if (underWay.has(conversation)) throw new Error('It cannot be told yet whose message this is.');
	const has = [...owners.values()].filter((other) => other === mark).length;
	if (has >= Math.max(1, sent.get(mark) ?? 0)) return false;
	claim(id, mark);
	return true;
}

function forgetOldest(map: Map<string, unknown>): void {
	const oldest = map.size > MOST ? map.keys().next().value : undefined;
	if (oldest !== undefined) map.delete(oldest);
}
