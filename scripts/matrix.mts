// npm run matrix: the packed package in the hosts that it promises to run in. Each leg makes a draft in the simulator, and its
// result is printed; ends with 1 if one fails. Not part of .ci/run: an n8n takes 8 minutes and 2.8 GB.
//   npm run matrix               Node and Node-RED, and n8n's image if Docker or Podman runs
//   npm run matrix -- --all      also n8n from npm, in four versions
//   npm run matrix -- 4.1        only legs whose name holds "4.1"
import { startSimulator } from '../simulator/server.mts';
import { packTarball } from './hosts/pack.mts';
import { containerLegs } from './matrix/container.mts';
import { n8nLegs } from './matrix/n8n.mts';
import { nodeRedLegs } from './matrix/node-red.mts';
import type { Leg } from './matrix/leg.mts';

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const all = process.argv.includes('--all') || words.length > 0;
const legs: Leg[] = [...nodeRedLegs, ...(all ? n8nLegs : []), ...containerLegs].filter(
	({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

const simulator = await startSimulator();
const tarball = packTarball();
const results: Array<{ result: 'ok' | 'FAILED' | 'not tried'; line: string }> = [];
for (const { name, run } of legs) {
	console.error(`\n${name} ...`);
	simulator.reset();
	const note = (result: (typeof results)[number]['result'], about: string): void => {
		results.push({ result, line: `${result.padEnd(10)}${name}: ${about}` });
		console.error(results.at(-1)?.line);
	};
	try {
		note('ok', await run({ simulator, tarball }));
	} catch (error) {
		note((error as Error).name === 'NotHere' ? 'not tried' : 'FAILED', (error as Error).message);
	}
}
await simulator.close();

console.log('');
for (const { line } of results) console.log(line);
const count = (kind: string) => results.filter(({ result }) => result === kind).length;
console.log(`\n${count('ok')} ok, ${count('FAILED')} failed, ${count('not tried')} not tried.`);
process.exit(count('FAILED') > 0 ? 1 : 0);
