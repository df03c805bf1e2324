// npm run mutation [-- --mutate 'core/message/**']: changes core/ in thousands of small ways and lists what no test notices.
// MUTATION_TESTS=test/core/message takes only the tests of one room (or of several, with commas): much faster, but it does not
// count what the tests of other rooms would notice.
import jestConfig from './jest.config.mjs';

const tests = process.env.MUTATION_TESTS ?? 'test/core';

export default {
	testRunner: 'jest',
	// Lists are data; a changed word in them is found by the tests of the hosts' editors.
	mutate: ['core/**/*.ts', '!core/fields/**', '!core/**/*Fields.ts'],
	jest: {
		projectType: 'custom',
		config: {
			...jestConfig,
			// Only what is below a root counts when the tests of a changed file are looked for.
			roots: [...tests.split(','), 'test/support', 'core', 'simulator'].map((folder) => `<rootDir>/${folder}`),
		},
		enableFindRelatedTests: true,
	},
	coverageAnalysis: 'perTest',
	// What runs once, when a file is loaded, needs all tests for each change.
	ignoreStatic: true,
	// Texts that a person reads are not logic.
	mutator: { excludedMutations: ['StringLiteral'] },
	concurrency: Number(process.env.MUTATION_WORKERS ?? 2),
	// A change that makes a test run away in time or memory is ended here; scripts/run.mjs limits the rest of the memory.
	dryRunTimeoutMinutes: 60,
	timeoutMS: 20_000,
	timeoutFactor: 4,
	testRunnerNodeArgs: ['--max-old-space-size=2048'],
	maxTestRunnerReuse: 50,
	ignorePatterns: ['.cache', '.tmp', 'dist', 'docs', 'examples', 'workflows', 'screenshots', 'reports'],
	tempDirName: '.tmp/mutation',
	incremental: true,
	incrementalFile: '.cache/mutation.json',
	reporters: ['clear-text', 'progress-append-only', 'html'],
	htmlReporter: { fileName: '.cache/mutation.html' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	thresholds: { high: 90, low: 85, break: null },
	allowConsoleColors: false,
};
