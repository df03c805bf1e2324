import type { LoggedRequest } from '../../simulator/request-log.mts';

/** How many times somebody had to wait for an answer before the next request could go out: the longest chain in the log. */
export function rounds(requests: LoggedRequest[]): number {
	const ends: Array<{ endedAt: number; chain: number }> = [];
	for (const { startedAt, endedAt } of [...requests].sort((a, b) => a.startedAt - b.startedAt)) {
		const before = ends.filter((other) => other.endedAt <= startedAt).map(({ chain }) => chain);
		ends.push({ endedAt, chain: 1 + Math.max(0, ...before) });
	}
	return Math.max(0, ...ends.map(({ chain }) => chain));
}
