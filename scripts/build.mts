// Builds dist/: the core once, one small file for each host's entry on top of it, and Node-RED's editor file. The same sources
// and the same lock file give the same bytes, in any folder and at any time.
import { build, type Metafile, type Plugin } from 'esbuild';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Help } from '../node-red/editor/help.ts';
import { importSource } from './import-source.mts';
import { writeNotices } from './notices.mts';
import { allowPacking } from './packable.mts';
import { writeSbom } from './sbom.mts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const at = (...parts: string[]) => join(root, ...parts);

const ENTRIES = [
	'credentials/OutlookDraftOAuth2Api.credentials.ts',
	'nodes/OutlookDraft/OutlookDraft.node.ts',
	'nodes/OutlookDraftTrigger/OutlookDraftTrigger.node.ts',
	'node-red/outlook-draft.ts',
];

/** Makes an import of `core` a require of the one bundle in dist/core, so that both hosts share its throttle. */
function sharedCore(outputFolder: string): Plugin {
	return {
		name: 'shared-core',
		setup({ onResolve }) {
			onResolve({ filter: /^(\.\.\/)+core$/ }, () => ({
				path: relative(outputFolder, join(dist, 'core')).replaceAll('\\', '/'),
				external: true,
			}));
		},
	};
}

async function bundle(entry: string, options: { plugins?: Plugin[]; footer?: string } = {}): Promise<Metafile> {
	const result = await build({
		absWorkingDir: root,
		entryPoints: [entry],
		outfile: join(dist, entry.replace(/\.ts$/, '.js')),
		bundle: true,
		format: 'cjs',
		platform: 'neutral',
		mainFields: ['module', 'main'],
		target: 'es2022',
		keepNames: false,
		charset: 'utf8',
		external: ['n8n-workflow', 'node:crypto'],
		// n8n's scanner wants none of these in shipped files. Only code of the Graph client that is never reached has them.
		drop: ['console'],
		define: { process: 'undefined', setTimeout: 'undefined' },
		plugins: options.plugins ?? [],
		footer: options.footer ? { js: options.footer } : {},
		// Where node_modules really is, if it is a link, must not be seen in what is built.
		preserveSymlinks: true,
		metafile: true,
		logLevel: 'warning',
	});
	return result.metafile!;
}

async function buildEditor(): Promise<Metafile> {
	const bundled = await build({
		absWorkingDir: root,
		entryPoints: ['node-red/editor/editor.ts'],
		outfile: join(dist, 'node-red/outlook-draft.html'),
		bundle: true,
		write: false,
		format: 'iife',
		globalName: 'OutlookDraftEditor',
		target: 'es2020',
		legalComments: 'none',
		// The browser loads it whenever the editor opens; names stay, for what it says of errors.
		minifyWhitespace: true,
		lineLimit: 160,
		preserveSymlinks: true,
		metafile: true,
		logLevel: 'warning',
	});
	const { editorHtml } = await importSource<typeof import('../node-red/editor/html.ts')>('node-red/editor/html.ts');
	const { locale } = await importSource<typeof import('../node-red/editor/locale.ts')>('node-red/editor/locale.ts');
	const style = readFileSync(at('node-red/editor/editor.css'), 'utf8');
	const html = editorHtml(bundled.outputFiles[0].text, style, helpIn('node-red/help'));
	writeFileSync(join(dist, 'node-red/outlook-draft.html'), html);
	writeCatalogue('en-US', locale());
	return bundled.metafile;
}

/** The help of each node as it stands in a folder. */
function helpIn(folder: string): Help {
	const text = (name: string) => readFileSync(at(folder, `${name}.md`), 'utf8');
	return {
		'outlook-draft': text('outlook-draft'),
		'outlook-account': text('outlook-account'),
		'outlook-watch': text('outlook-watch'),
	};
}

function writeCatalogue(language: string, catalogue: object): void {
	const folder = join(dist, 'node-red/locales', language);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'outlook-draft.json'), `${JSON.stringify(catalogue, null, '\t')}\n`);
}

/** Each folder of node-red/locales is a language: a catalogue, and the help of each node. */
async function buildLanguages(): Promise<void> {
	const { helpHtml } = await importSource<typeof import('../node-red/editor/help.ts')>('node-red/editor/help.ts');
	for (const language of readdirSync(at('node-red/locales')).sort()) {
		const folder = `node-red/locales/${language}`;
		const catalogue = JSON.parse(readFileSync(at(folder, 'outlook-draft.json'), 'utf8'));
		writeCatalogue(language, catalogue);
		writeFileSync(join(dist, folder, 'outlook-draft.html'), helpHtml(helpIn(folder), catalogue));
	}
}

rmSync(dist, { recursive: true, force: true });
const built = [await bundle('core/index.ts')];
for (const entry of ENTRIES) {
	const plugins = [sharedCore(dirname(join(dist, entry)))];
	// Node-RED 4 wants the function itself as the module.
	built.push(
		await bundle(entry, {
			plugins,
			...(entry.startsWith('node-red/') ? { footer: 'module.exports = module.exports.default;' } : {}),
		}),
	);
}
built.push(await buildEditor());
await buildLanguages();
const metafile: Metafile = {
	inputs: Object.assign({}, ...built.map(({ inputs }) => inputs)),
	outputs: Object.assign({}, ...built.map(({ outputs }) => outputs)),
};
cpSync(at('nodes/OutlookDraft/OutlookDraft.node.json'), join(dist, 'nodes/OutlookDraft/OutlookDraft.node.json'));
cpSync(
	at('nodes/OutlookDraftTrigger/OutlookDraftTrigger.node.json'),
	join(dist, 'nodes/OutlookDraftTrigger/OutlookDraftTrigger.node.json'),
);
cpSync(at('icons'), join(dist, 'icons'), { recursive: true });
mkdirSync(join(dist, 'node-red/icons'), { recursive: true });
// Node-RED draws icons white on the node's colour.
cpSync(at('icons/outlook-draft.dark.svg'), join(dist, 'node-red/icons/outlook-draft.svg'));
writeNotices(root, Object.keys(metafile.inputs), join(dist, 'THIRD-PARTY-NOTICES'));
writeSbom(root, metafile, join(dist, 'sbom.cdx.json'));
allowPacking(root);
