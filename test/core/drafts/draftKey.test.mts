// Keys through the operation, against the simulator: which texts mean the same draft.
import { performOperation } from '../../../core/operations';
import type { Simulator } from '../../../simulator/server.mts';
import { ME } from '../../support/life.mts';
import { simulatorAccount, simulatorHost } from '../../support/simulatorHost.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
useSimulator((started) => (simulator = started));

async function create(fields: object) {
	const host = { ...simulatorHost(simulator), onlyProcess: true as const };
	const all = { mailbox: 'me', folder: 'drafts', duplicates: 'key', ...fields };
	return await performOperation(host, simulatorAccount(simulator), 'draft:create', all, {
		stop: new AbortController().signal,
		scope: 'flow node',
		memory: {},
	});
}

/** Texts that TextEncoder makes the same bytes of, or nearly: halves of surrogate pairs, and what stands for them. */
const KEYS = [
	'order \ud83d',
	'order \ud83c',
	'order \udf0d',
	'order \udf0d\ud83c',
	'order \ufffd',
	'order \\ud83d',
	'"order \\ud83d"',
	'order \ud83c\udf0d',
	'\ud83dorder ',
];

test('keys that differ in half a surrogate pair only are different keys, each of them the same again', async () => {
	const first = [];
	for (const draftKey of KEYS) first.push((await create({ subject: draftKey, draftKey })).id);
	expect(new Set(first).size).toBe(KEYS.length);
	for (const [index, draftKey] of KEYS.entries())
		expect(await create({ draftKey })).toMatchObject({ id: first[index], output: { existing: true } });
	expect(simulator.store.messages(ME)).toHaveLength(KEYS.length);
});

test('so is content', async () => {
	for (const subject of KEYS) await create({ duplicates: 'sameContent', subject });
	for (const subject of KEYS) await create({ duplicates: 'sameContent', subject });
	expect(simulator.store.messages(ME)).toHaveLength(KEYS.length);
});
