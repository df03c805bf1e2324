// A real Node-RED process with the package, on 127.0.0.1, in a user folder of its own.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_NAME, root } from './pack.mts';
import { answers, freePort, runCommand, startNode, waitUntil } from './processes.mts';

export interface NodeRed {
	/** `http://127.0.0.1:PORT`: editor, admin API and the flows' own pages. */
	url: string;
	userFolder: string;
	pid: number;
	log(): string;
	/** Replaces all flows. Credentials may stand inside of the nodes. */
	deploy(flows: object[]): Promise<void>;
	/** Ends it; with `keep` its user folder stays, for another start. */
	stop(options?: { keep?: boolean }): Promise<void>;
}

export interface NodeRedOptions {
	preferredPort?: number;
	env?: NodeJS.ProcessEnv;
	/** Another Node than the one that runs this, and another folder with Node-RED in its node_modules. */
	node?: string;
	installedIn?: string;
}

/** What Node-RED's palette manager runs (@node-red/registry, lib/installer.js). */
const PALETTE_INSTALL = [
	'install',
	'--no-audit',
	'--no-update-notifier',
	'--no-fund',
	'--save',
	'--save-prefix=~',
	'--omit=dev',
	'--engine-strict',
	'--',
];

const SETTINGS = `module.exports = {
	uiHost: '127.0.0.1',
	flowFile: 'flows.json',
	credentialSecret: 'only for this demonstration',
	telemetry: { enabled: false, updateNotification: false },
	editorTheme: { tours: false, palette: { catalogues: [] }, projects: { enabled: false } },
	logging: { console: { level: 'info' } },
};
`;

/** An empty user folder of Node-RED. `settings` is the text of an object that is laid over the usual settings. */
export function newUserFolder(settings = '{}'): string {
	const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-node-red-'));
	writeFileSync(join(folder, 'package.json'), '{"name":"node-red-project","private":true,"version":"0.0.1"}\n');
	writeFileSync(join(folder, 'settings.js'), `${SETTINGS}Object.assign(module.exports, ${settings});\n`);
	return folder;
}

/** Installs a tarball as the palette manager does. */
export async function installTarball(userFolder: string, tarball: string, node?: string): Promise<void> {
	await runCommand('npm', [...PALETTE_INSTALL, tarball], { cwd: userFolder, node });
}

/** Makes the package as it is built in this repository known to Node-RED, without packing it. */
export function linkPackage(userFolder: string): void {
	const target = join(userFolder, 'node_modules', PACKAGE_NAME);
	mkdirSync(join(target, '..'), { recursive: true });
	symlinkSync(root, target, 'junction');
	writeFileSync(
		join(userFolder, 'package.json'),
		JSON.stringify({
			name: 'node-red-project',
			private: true,
			version: '0.0.1',
			dependencies: { [PACKAGE_NAME]: '*' },
		}),
	);
}

/** The package as it is built in this repository, in a new user folder. */
export async function startLinkedNodeRed(): Promise<NodeRed> {
	const userFolder = newUserFolder();
	linkPackage(userFolder);
	return await startNodeRed(userFolder);
}

export async function startNodeRed(
	userFolder: string,
	{ preferredPort = 0, env = {}, node, installedIn = root }: NodeRedOptions = {},
): Promise<NodeRed> {
	const port = await freePort(preferredPort);
	const url = `http://127.0.0.1:${port}`;
	const args = [
		join(installedIn, 'node_modules/node-red/red.js'),
		'--userDir',
		userFolder,
		'--settings',
		join(userFolder, 'settings.js'),
		'-p',
		String(port),
	];
	const running = startNode(args, { cwd: userFolder, env: { NODE_PATH: undefined, ...env }, node });
	await waitUntil(running, async () => running.log().includes('Started flows') && (await answers(`${url}/`)()));
	return {
		url,
		userFolder,
		pid: running.pid,
		log: () => running.log(),
		async deploy(flows) {
			// The answer comes before the flows run.
			const starts = () => running.log().split('Started flows').length;
			const before = starts();
			const response = await fetch(`${url}/flows`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', 'Node-RED-API-Version': 'v2' },
				body: JSON.stringify({ flows }),
			});
			if (!response.ok)
				throw new Error(`Node-RED did not take the flows (${response.status}): ${await response.text()}`);
			await waitUntil(running, async () => starts() > before);
		},
		async stop({ keep = false } = {}) {
			await running.stop();
			// On Windows files can be held for a moment after the process has ended.
			if (!keep) rmSync(userFolder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
