// npm test, npm run test:gates, npm run test:hosts: builds, then runs one of the three groups of tests. Thorough are the
// tests of npm test with all that the random and systematic ones can try, which takes an hour.
//   node scripts/run.mjs scripts/test.mts [gates|hosts|thorough] [jest arguments]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { sharePackedTarball } from './hosts/pack.mts';

const root = process.cwd();
const [first = '', ...rest] = process.argv.slice(2);
const group = first === 'gates' || first === 'hosts' ? first : 'unit';
const extra = group === 'unit' && first && first !== 'thorough' ? [first, ...rest] : rest;
if (first === 'thorough') process.env.THOROUGH = '1';

function node(...args: string[]): void {
	const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
	if (status !== 0) process.exit(status ?? 1);
}

node(join(root, 'scripts/build.mts'));
const results = process.env.TEST_RESULTS
	? ['--json', '--outputFile', join(process.env.TEST_RESULTS, `${group}.json`)]
	: [];
if (group === 'unit') {
	// Runs it within the limits of memory that are set there.
	node(join(root, 'scripts/run.mjs'), 'jest', ...results, ...extra);
} else {
	sharePackedTarball();
	// These groups start whole processes: they need more patience. Hosts wait much, so two at a time take little longer than one; what
	// the gates build and pack is the same folder for all of them.
	const workers = group === 'hosts' ? ['--maxWorkers', '2'] : ['--runInBand'];
	const whole = ['--testPathIgnorePatterns', '/node_modules/', ...workers, '--testTimeout', '180000'];
	// Names narrow the group down: jest runs whatever fits one of several patterns.
	const named = extra.filter((argument) => !argument.startsWith('-'));
	const patterns = named.length > 0 ? named.map((name) => `test/${group}/.*${name}`) : [`test/${group}/`];
	const options = extra.filter((argument) => argument.startsWith('-'));
	node(join(root, 'node_modules/jest/bin/jest.js'), ...results, ...whole, ...options, ...patterns);
}
