// npm run bench:killed: runs that make drafts with a key are killed (kill -9) at random moments and done again from the
// beginning; counts second drafts. The core as it is built, in processes of its own, against the simulator.
//   node scripts/run.mjs bench/killed.mts [moments for each kind, default 20] [kind]
import { KINDS, type Kind } from '../test/support/kill/cases.mts';
import { killOnce, moments } from '../test/support/kill/killing.mts';
import { finish, goal } from './core.mts';

const times = Number(process.argv[2] ?? 20);
const only = process.argv[3] as Kind | undefined;
const COUNT = 50;
const DELAY = 20;
const SEED = 2026;

console.log(`${COUNT} drafts with a key each, killed at ${times} random moments for each kind and done again:`);
for (const kind of KINDS.filter((one) => only === undefined || one === only)) {
	let second = 0;
	let lost = 0;
	let failed = 0;
	const before: number[] = [];
	for (const afterRequests of moments(times, kind, COUNT, SEED)) {
		const killed = await killOnce({ kind, count: COUNT, afterRequests, delayMs: DELAY, onlyProcess: true });
		before.push(killed.before);
		second += Math.max(0, killed.after - COUNT);
		lost += COUNT - killed.texts.size;
		failed += killed.failed.length;
		for (const line of killed.failed) console.log(`  ${line}`);
	}
	console.log(
		`${kind}: ${before.join(', ')} drafts when it was killed; ${second} second drafts, ${lost} without any, ${failed} items failed`,
	);
	goal(`${kind}: ${COUNT} drafts, one for each item, at each of ${times} moments`, second + lost + failed === 0);
}
finish();
