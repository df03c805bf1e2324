const swc = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
	module: { type: 'commonjs' },
};

export default {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.mts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/hosts/', '<rootDir>/test/gates/'],
	moduleFileExtensions: ['mts', 'ts', 'mjs', 'js', 'json', 'node'],
	transform: {
		'\\.(mts|ts)$': ['@swc/jest', swc],
		'node_modules/(postal-mime|oauth4webapi)/.*\\.js$': ['@swc/jest', swc],
	},
	transformIgnorePatterns: ['/node_modules/(?!(postal-mime|oauth4webapi)/)', '<rootDir>/dist/'],
	modulePathIgnorePatterns: ['<rootDir>/.tmp/', '<rootDir>/.cache/'],
	// Only against what never ends: how long a test takes says more about the machine than about the code.
	testTimeout: 120_000,
	// On two cores jest would use one.
	maxWorkers: '100%',
	// A worker that has grown is replaced before its next file. scripts/run.mjs limits how far it can grow within one.
	workerIdleMemoryLimit: '1.5GB',
};
