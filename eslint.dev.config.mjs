// Lint for everything that is not shipped (.mts and .mjs); shipped code is under n8n's own rules in eslint.config.mjs.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['node_modules', 'dist', '.cache', '.tmp', '**/*.ts', 'simulator/page/**'] },
	{
		files: ['**/*.mts', '**/*.mjs'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		languageOptions: {
			globals: {
				process: 'readonly',
				console: 'readonly',
				Buffer: 'readonly',
				URL: 'readonly',
				setTimeout: 'readonly',
			},
		},
		// The hosts' test tools are CommonJS, and jest runs the tests as such.
		rules: {
			'@typescript-eslint/no-require-imports': 'off',
			eqeqeq: 'error',
			'no-var': 'error',
			'prefer-const': 'error',
			'@typescript-eslint/no-explicit-any': 'off',
			'no-undef': 'off',
		},
	},
);
