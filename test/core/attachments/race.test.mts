import type { Simulator } from '../../../simulator/server.mts';
import { attachmentBench } from '../../support/attachments.mts';
import { generatedFile } from '../../support/files.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

const fields = () => ({
	duplicates: 'key',
	draftKey: 'form 1',
	attachments: [generatedFile(4_000_000, { name: 'a.bin' }), generatedFile(3_200_000, { name: 'b.bin' })],
});

test('runs with one key that come while files are being added: each file once', async () => {
	const bench = attachmentBench(simulator);
	const results = await Promise.all([1, 2, 3].map(async () => await bench.run('draft:create', fields())));
	expect(bench.drafts()).toHaveLength(1);
	expect(
		bench
			.stored()
			.map(({ name }) => name)
			.sort(),
	).toEqual(['a.bin', 'b.bin']);
	expect(new Set(results.map(({ id }) => id)).size).toBe(1);
	expect(results.flatMap(({ warnings }) => warnings)).toEqual([]);
});
