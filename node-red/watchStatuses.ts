import { isSignInOver, type DraftError, type Looked } from '../core';
import { clock, shortened } from './statuses';
import type { NodeApi, NodeStatus } from './types';

export const WATCH_STATUS_TEXTS = {
	beginning: 'beginning',
	watching: 'watching since {since}, last look {last}',
	waiting: '{count} waiting',
	notStored: 'not kept over a restart',
	failed: '{reason}, next look {next}',
};

/** The statuses of a watch. Translated here: a Status node would get the name of the text. */
export class WatchStatuses {
	private readonly since = new Date();

	constructor(private readonly red: NodeApi) {}

	beginning(): NodeStatus {
		return { fill: 'grey', shape: 'ring', text: this.text('beginning') };
	}

	/** `isLasting`: what is remembered outlives a restart. */
	watching({ waiting }: Looked, isLasting: boolean): NodeStatus {
		const parts = [
			this.text('watching', { since: dayAndClock(this.since), last: clock() }),
			...(waiting === undefined ? [] : [this.text('waiting', { count: String(waiting) })]),
			...(isLasting ? [] : [this.text('notStored')]),
		];
		return { fill: isLasting ? 'green' : 'yellow', shape: 'dot', text: parts.join(', ') };
	}

	failed(error: DraftError, next: Date): NodeStatus {
		const reason = isSignInOver(error) ? this.red._('outlook-draft.status.signIn') : shortened(error.message);
		return { fill: 'red', shape: 'ring', text: this.text('failed', { reason, next: clock(next) }) };
	}

	private text(name: keyof typeof WATCH_STATUS_TEXTS, values: Record<string, string> = {}): string {
		return Object.entries(values).reduce(
			(text, [key, value]) => text.replace(`{${key}}`, () => value),
			this.red._(`outlook-draft.watch.status.${name}`),
		);
	}
}

/** `14:28`, and on other days `2026-11-28 14:28`, where Node-RED runs. */
function dayAndClock(time: Date): string {
	if (time.toDateString() === new Date().toDateString()) return clock(time);
	const day = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
	return `${day.map((part) => String(part).padStart(2, '0')).join('-')} ${clock(time)}`;
}
