// What the live service answered, put to the simulator: test/recorded has one file an answer, and its README says how to add one.
import { startSimulator } from '../../simulator/server.mts';
import type { Simulator } from '../../simulator/server.mts';
import { compare, play, recordings } from './recorded.mts';
import type { Exchange, Recording } from './recorded.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const all = recordings();
const played = all.filter(([, { notReproduced }]) => notReproduced === undefined);
const answers = new Map<string, Exchange[]>();

test.each(played)('%s', async (name, recording) => {
	const exchanges = await play(simulator, recording);
	answers.set(name, exchanges);
	expect(exchanges.length).toBeGreaterThan(0);
	expect(exchanges.map(compare)).toEqual(exchanges.map(() => []));
});

/** Every copy of a pattern in which one leaf is something that no answer has. */
function broken(pattern: unknown): unknown[] {
	if (Array.isArray(pattern))
		return pattern.flatMap((one, index) =>
			broken(one).map((other) => [...pattern.slice(0, index), other, ...pattern.slice(index + 1)]),
		);
	if (typeof pattern !== 'object' || pattern === null) return ['an answer that nobody gave'];
	return Object.entries(pattern).flatMap(([name, one]) =>
		name === '$length' ? [] : broken(one).map((other) => ({ ...pattern, [name]: other })),
	);
}

test('a recording broken on purpose fails, whatever of it is broken', () => {
	let count = 0;
	for (const [name] of played) {
		for (const { reply, expected } of answers.get(name) ?? []) {
			const isEmptyList = JSON.stringify(reply.json.value) === '[]';
			const others = [
				{ ...expected, status: 299 },
				...broken(expected.headers ?? {}).map((headers) => ({ ...expected, headers: headers as object })),
				...(expected.body === undefined || isEmptyList
					? []
					: broken(expected.body).map((body) => ({ ...expected, body }))),
				...(expected.order ? [{ ...expected, order: [...expected.order].reverse() }] : []),
			];
			for (const other of others) {
				count += 1;
				expect([name, other, compare({ reply, expected: other }).length > 0]).toEqual([name, other, true]);
			}
		}
	}
	expect(count).toBeGreaterThan(300);
});

test('what is not put to the simulator says why; every file has its source and the answer as it was taken down', () => {
	for (const [name, recording] of all) {
		const { source, recorded, notReproduced, request, answer }: Recording = recording;
		expect([name, typeof source, typeof recorded]).toEqual([name, 'string', 'object']);
		if (notReproduced === undefined) expect([name, typeof request, typeof answer]).toEqual([name, 'object', 'object']);
		else expect(notReproduced.length).toBeGreaterThan(40);
	}
	const asked = [...answers.values()].reduce((sum, exchanges) => sum + exchanges.length, 0);
	console.log(`${all.length} recordings, ${played.length} put to the simulator with ${asked} requests`);
});
