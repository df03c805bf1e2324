/** How long after Graph has shown an id a 404 for it is taken for a replica that lags behind. */
const FRESH = 30_000;
/** More than one run needs; the oldest are forgotten first. */
const MOST = 1_000;

/**
 * Ids that Graph has shown within one operation. For some seconds after it has returned an id, another server may answer
 * 404 for it (OBS rlrghb/olkcli#118, ggpwnkthx/Microsoft-Graph-SMTP-Relay#47), which does not mean that it is gone.
 */
export class FreshIds {
	private readonly shownAt = new Map<string, number>();

	constructor(private readonly now: () => number) {}

	/** Remembers every id in an answer: of the item itself, of the items of a list, of the parts of a batch. */
	note(answer: unknown): void {
		for (const id of idsIn(answer)) {
			this.shownAt.delete(id);
			this.shownAt.set(id, this.now());
		}
		for (const id of this.shownAt.keys()) {
			if (this.shownAt.size <= MOST) break;
			this.shownAt.delete(id);
		}
	}

	/** After a success at this path, which shows those of its ids again that Graph has shown before. */
	touch(path: string): void {
		for (const id of segments(path)) if (this.shownAt.has(id)) this.shownAt.set(id, this.now());
	}

	/** Whether one of the ids in this path was shown a moment ago. */
	isIn(path: string): boolean {
		return segments(path).some((id) => this.now() - (this.shownAt.get(id) ?? -Infinity) < FRESH);
	}

	/** To be called after a request that takes the item away from where it is: from then on a 404 means what it says. */
	forget(path: string): void {
		const id = segments(path)
			.reverse()
			.find((segment) => this.shownAt.has(segment));
		if (id !== undefined) this.shownAt.delete(id);
	}
}

interface Shown {
	id?: unknown;
	value?: unknown;
	responses?: unknown;
	body?: unknown;
}

function idsIn(answer: unknown): string[] {
	if (Array.isArray(answer)) return answer.flatMap(idsIn);
	if (typeof answer !== 'object' || answer === null) return [];
	const { id, value, responses, body } = answer as Shown;
	if (responses !== undefined) return idsIn(responses);
	// A part of a batch has an id of its own, which is none of Outlook's.
	if (typeof body === 'object' && 'status' in answer) return idsIn(body);
	if (Array.isArray(value)) return idsIn(value);
	return typeof id === 'string' ? [id] : [];
}

function segments(path: string): string[] {
	return path
		.split('?')[0]!
		.split('/')
		.map((segment) => (segment.includes('%') ? decodeURIComponent(segment) : segment));
}
