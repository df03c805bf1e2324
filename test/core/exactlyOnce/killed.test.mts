// Processes with the built core that are killed (kill -9) in the middle and started again; npm run bench:killed does more of it.
import { KINDS } from '../../support/kill/cases.mts';
import { killOnce, moments } from '../../support/kill/killing.mts';

const COUNT = 12;

test.each(KINDS.flatMap((kind) => moments(2, kind, COUNT, 11).map((moment) => [kind, moment] as const)))(
	'%s, killed after %i requests: one draft for each item',
	async (kind, afterRequests) => {
		const { after, failed, texts } = await killOnce({
			kind,
			count: COUNT,
			afterRequests,
			delayMs: 5,
			onlyProcess: true,
		});
		expect(failed).toEqual([]);
		expect([after, texts.size]).toEqual([COUNT, COUNT]);
	},
	60_000,
);
