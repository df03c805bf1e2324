// Processes with the built core that are killed (kill -9) in the middle and started again; npm run bench:killed does more of it.
import { KINDS } from '../../support/kill/cases.mts';
import { killOnce, moments, race } from '../../support/kill/killing.mts';

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

test.each(['JSON', 'composed MIME', 'supplied MIME', 'reply'] as const)(
	'%s: four processes that make the same drafts, every third answer lost: one draft for each key',
	async (kind) => {
		const { drafts, said } = await race({ kind, count: 4, processes: 4, lost: 0.33 });
		expect(said.filter((line) => line.startsWith('failed'))).toEqual([]);
		expect(drafts).toBe(4);
	},
	120_000,
);
