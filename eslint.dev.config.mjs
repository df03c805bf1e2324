// Lint for everything that is not shipped (.mts and .mjs). Shipped code is under n8n's own rules in eslint.config.mjs; of it
// only the size is checked here.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const SHIPPED = ['core/**/*.ts', 'nodes/**/*.ts', 'credentials/**/*.ts', 'node-red/**/*.ts'];
const TABLES = [
	'core/checks/*.ts',
	'core/fields/**/*.ts',
	'core/graph/explanations.ts',
	'core/graph/failures.ts',
	'core/message/recipients/labels.ts',
	'core/signIn/entraErrors.ts',
	'credentials/**/*.ts',
	'nodes/OutlookDraft/builderHints.ts',
	'node-red/editor/*.ts',
	'node-red/signIn/page.ts',
];
const TEMPLATES = ['node-red/editor/html.ts'];

/** prettier breaks code at 120 columns, but neither texts nor comments. A pattern, an address and a row of a table cannot be broken. */
const LONGEST_LINE = {
	code: 140,
	tabWidth: 2,
	ignoreRegExpLiterals: true,
	ignoreUrls: true,
	ignorePattern: String.raw`^\s*\* \||String\.raw`,
};

export default tseslint.config(
	{ ignores: ['node_modules', 'dist', '.cache', '.tmp', 'simulator/page/**'] },
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
	{
		files: SHIPPED,
		languageOptions: { parser: tseslint.parser },
		// Comments there speak of n8n's rules, which are not known here; and nothing is excepted by a comment.
		linterOptions: { noInlineConfig: true },
		rules: {
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true }],
			'max-len': ['error', LONGEST_LINE],
		},
	},
	{
		// Tables of texts and words: a sentence there is data, and is found and translated in one piece.
		files: TABLES,
		rules: { 'max-len': ['error', { ...LONGEST_LINE, ignoreStrings: true, ignoreTemplateLiterals: true }] },
	},
	// A function that is one template: the page that it writes.
	{ files: TEMPLATES, rules: { 'max-lines-per-function': 'off' } },
);
