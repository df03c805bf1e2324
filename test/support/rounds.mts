import type { Host, HttpResponse } from '../../core/host';

export interface RoundHost extends Host {
	/** How often everybody who waited had to be answered before the next request went out. */
	rounds(): number;
	/** The most requests of one round. */
	widest(): number;
}

/** Lets all promises go on that can. */
const settled = async () => {
	for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/**
 * Counts rounds of requests, whatever the time they take: the answers of one round are handed out together, once all of
 * them are there, and what is sent then is the next round. Sleeping takes no time.
 */
export function inRounds(inner: Host): RoundHost {
	let rounds = 0;
	let widest = 0;
	const waiting: Array<() => void> = [];
	let unanswered = 0;
	const answer = async (send: () => Promise<HttpResponse>): Promise<HttpResponse> => {
		unanswered += 1;
		const end = async () => {
			unanswered -= 1;
			const released = new Promise<void>((resolve) => waiting.push(resolve));
			await settled();
			if (unanswered === 0 && waiting.length > 0) {
				rounds += 1;
				widest = Math.max(widest, waiting.length);
				for (const release of waiting.splice(0)) release();
			}
			await released;
		};
		return await send().finally(end);
	};
	return {
		...inner,
		request: async (request) => await answer(async () => await inner.request(request)),
		sleep: settled,
		rounds: () => rounds,
		widest: () => widest,
	};
}
