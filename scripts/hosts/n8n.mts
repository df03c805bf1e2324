// A real n8n on this computer with the packed package in it.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled, npm } from './cache.mts';
import { PACKAGE_NAME } from './pack.mts';
import { signalTree } from './process-tree.mts';
import { answers, freePort, runCommand, runNode, startNode, waitUntil, type RunningProcess } from './processes.mts';

export const VERSION = '2.40.7';

export const NODE_TYPE = `${PACKAGE_NAME}.outlookDraft`;
export const TRIGGER_TYPE = `${PACKAGE_NAME}.outlookDraftTrigger`;
export const CREDENTIAL_TYPE = 'outlookDraftOAuth2Api';

/** As n8n imports them: `data` in plain, n8n encrypts it. */
export interface Credential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[setting: string]: unknown;
}

export interface Workflow {
	id: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, Record<string, Array<Array<{ node: string; type: string; index: number }>>>>;
	active?: boolean;
	settings?: Record<string, unknown>;
	versionId?: string;
}

/** One item of a node's output. */
export interface Item {
	json: Record<string, unknown>;
}

/** One run of a node inside an execution. */
export interface NodeRun {
	executionStatus: string;
	/** Milliseconds. */
	executionTime: number;
	hints?: Array<{ message: string }>;
	error?: { message: string; description?: string | null; httpCode?: string | null };
	data?: Record<string, Array<Item[] | null>>;
	inputOverride?: unknown;
}

export interface Execution {
	id: string;
	status: string;
	runData: Record<string, NodeRun[]>;
	error?: { message: string; description?: string | null };
	/** All that n8n keeps of the execution, as text. */
	text: string;
}

export interface N8n {
	url: string;
	/** Of n8n's main process. */
	pid: number;
	userFolder: string;
	/** The account with which `rest` is signed in. */
	owner: { email: string; password: string };
	/** n8n's own REST interface, without the `/rest/` before the path; answers what is in `data`. */
	rest<T = Record<string, any>>(method: string, path: string, body?: unknown): Promise<T>;
	/** Runs a workflow that has a manual or a schedule trigger, to its end. */
	executeWorkflow(id: string, timeoutMs?: number): Promise<Execution>;
	/** n8n's command line on the same data. */
	cli(...args: string[]): Promise<string>;
	/** Makes a workflow answer to its trigger. */
	activate(id: string): Promise<void>;
	/** Ends it at once, as a power cut does, with what it has started (SIGKILL). */
	kill(): Promise<void>;
	/** Starts it again on the same data after `kill`. */
	startAgain(): Promise<void>;
	/** Starts a worker on the same data, for queue mode. */
	startWorker(concurrency: number): Promise<RunningProcess>;
	log(): string;
	lastLines(count?: number): string;
	stop(): Promise<void>;
}

export interface N8nOptions {
	tarball: string;
	credentials: Credential[];
	workflows: Workflow[];
	port?: number;
	env?: NodeJS.ProcessEnv;
	/** Another one than that of the tests. */
	version?: string;
}

/** What n8n 1 takes from servers of its makers, which not every network lets through: the same version in npm. */
const FROM_NPM = { xlsx: 'npm:@e965/xlsx@0.20.2' };

/** The folder with n8n; installs it the first time. */
export async function ensureN8n(version = VERSION): Promise<string> {
	return await ensureInstalled(`n8n-${version}`, 'about 5 minutes and 2.8 GB', async (folder, say) => {
		writeFileSync(
			join(folder, 'package.json'),
			JSON.stringify({ private: true, name: 'n8n-host', ...(version.startsWith('1.') ? { overrides: FROM_NPM } : {}) }),
		);
		await npm(folder, 'install', '--save-exact', `n8n@${version}`);
		say('  building its database driver ...');
		await npm(folder, 'rebuild', 'sqlite3', '--ignore-scripts=false');
	});
}

/** Starts n8n with a folder of its own, and signs in as its owner. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const bin = join(await ensureN8n(options.version), 'node_modules', 'n8n', 'bin', 'n8n');
	const userFolder = mkdtempSync(join(tmpdir(), 'outlook-drafts-n8n-'));
	const removeFolder = () => rmSync(userFolder, { recursive: true, force: true, maxRetries: 5 });
	process.once('exit', removeFolder);
	try {
		await installPackage(userFolder, options.tarball);
		const port = options.port ?? (await freePort());
		const url = `http://127.0.0.1:${port}`;
		const env = { ...quietEnvironment(userFolder, url, options.version), N8N_PORT: String(port), ...options.env };
		// Each n8n process on the same computer needs a broker port of its own.
		const cli = async (...args: string[]) => {
			const { stdout } = await runNode([bin, ...args], {
				cwd: userFolder,
				env: { ...env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) },
			});
			return stdout;
		};
		await importAll(cli, userFolder, 'credentials', options.credentials);
		await importAll(cli, userFolder, 'workflow', options.workflows);

		const start = async () =>
			startNode([bin, 'start'], {
				cwd: userFolder,
				env: { ...env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) },
			});
		const ready = async () => {
			await waitUntil(server, answers(`${url}/healthz/readiness`), 300_000);
			// n8n 1 says so before its REST interface is there.
			await waitUntil(server, answers(`${url}/rest/settings`));
		};
		let server = await start();
		const stop = async () => {
			await server.stop();
			removeFolder();
		};
		try {
			await ready();
			const rest = restClient(url);
			const owner = { email: 'owner@example.com', password: `Aa1${crypto.randomUUID()}` };
			await rest('POST', 'owner/setup', { ...owner, firstName: 'Demo', lastName: 'Owner' });
			return {
				url,
				get pid() {
					return server.pid;
				},
				userFolder,
				owner,
				rest,
				cli,
				executeWorkflow: async (id, timeoutMs) => await executeWorkflow(rest, id, timeoutMs),
				activate: async (id) => {
					const { versionId } = await rest<Workflow>('GET', `workflows/${id}`);
					await rest('POST', `workflows/${id}/activate`, { versionId });
				},
				startWorker: async (concurrency) => {
					const worker = startNode([bin, 'worker', `--concurrency=${concurrency}`], {
						cwd: userFolder,
						env: { ...env, N8N_RUNNERS_BROKER_PORT: String(await freePort()) },
					});
					await waitUntil(worker, async () => worker.log().includes('worker is now ready'), 120_000);
					return worker;
				},
				kill: async () => {
					signalTree(server.pid, 'SIGKILL');
					await server.ended;
				},
				startAgain: async () => {
					server = await start();
					await ready();
				},
				log: () => server.log(),
				lastLines: (count) => server.lastLines(count),
				stop,
			};
		} catch (error) {
			const message = (error as Error).message;
			const lines = message.includes('last lines') ? '' : `\nThe last lines of its log:\n${server.lastLines()}`;
			await server.stop();
			throw new Error(`${message}${lines}`, { cause: error });
		}
	} catch (error) {
		removeFolder();
		throw new Error(`n8n could not be started. ${(error as Error).message}`, { cause: error });
	}
}

/** What n8n itself does for "Install a community node", from the packed file on. */
export async function installPackage(userFolder: string, tarball: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', PACKAGE_NAME);
	mkdirSync(folder, { recursive: true });
	// Some programs of that name take the C: in front of a path for the name of a computer.
	copyFileSync(tarball, join(folder, 'package.tgz'));
	await runCommand('tar', ['-xzf', 'package.tgz', '--strip-components=1'], { cwd: folder });
	rmSync(join(folder, 'package.tgz'));
	const file = join(folder, 'package.json');
	const manifest = JSON.parse(readFileSync(file, 'utf8'));
	for (const name of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[name];
	writeFileSync(file, JSON.stringify(manifest, null, 2));
	const flags = [
		'--audit=false',
		'--fund=false',
		'--bin-links=false',
		'--install-strategy=shallow',
		'--ignore-scripts=true',
		'--package-lock=false',
		'--silent',
	];
	await runCommand('npm', ['install', ...flags], { cwd: folder });
	if (existsSync(join(folder, 'node_modules')))
		throw new Error(`${PACKAGE_NAME} brings packages of its own; it must not.`);
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: { [PACKAGE_NAME]: manifest.version } }),
	);
}

/** n8n for this computer only, asking nothing of the outside world. */
function quietEnvironment(userFolder: string, url: string, version = VERSION): NodeJS.ProcessEnv {
	const inherited = Object.keys(process.env).filter((name) =>
		/^(N8N_|DB_|QUEUE_|EXECUTIONS_|NODE_OPTIONS$|WEBHOOK_URL$)/.test(name),
	);
	return {
		...Object.fromEntries(inherited.map((name) => [name, undefined])),
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: url,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		// n8n 1 does not start with a name that it does not know.
		...(version.startsWith('1.') ? {} : { N8N_DISABLED_MODULES: 'mcp-registry' }),
		EXTERNAL_FRONTEND_HOOKS_URLS: '',
	};
}

async function importAll(
	cli: N8n['cli'],
	userFolder: string,
	kind: 'credentials' | 'workflow',
	what: object[],
): Promise<void> {
	if (what.length === 0) return;
	const file = join(userFolder, `${kind}.json`);
	writeFileSync(file, JSON.stringify(what), { mode: 0o600 });
	await cli(`import:${kind}`, `--input=${file}`);
	rmSync(file);
}

/** A client that keeps its cookies, as a browser would. */
function restClient(url: string): N8n['rest'] {
	const cookies = new Map<string, string>();
	return async <T,>(method: string, path: string, body?: unknown) => {
		const response = await fetch(`${url}/rest/${path}`, {
			method,
			headers: { 'content-type': 'application/json', cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(60_000),
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			if (name) cookies.set(name, value);
		}
		const text = await response.text();
		if (!response.ok)
			throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text.slice(0, 1_000)}`);
		return (JSON.parse(text) as { data: T }).data;
	};
}

async function executeWorkflow(rest: N8n['rest'], id: string, timeoutMs?: number): Promise<Execution> {
	const workflowData = await rest<Workflow>('GET', `workflows/${id}`);
	const start = workflowData.nodes.find(({ type }) => /\.(manual|schedule)Trigger$/.test(type));
	if (!start) throw new Error(`${workflowData.name} has no trigger that a person can start.`);
	const { executionId } = await rest<{ executionId: string }>('POST', `workflows/${id}/run`, {
		workflowData,
		triggerToStartFrom: { name: start.name },
	});
	return await executionOf(rest, executionId, timeoutMs);
}

/** Waits for the end of an execution. */
export async function executionOf(rest: N8n['rest'], executionId: string, timeoutMs = 60_000): Promise<Execution> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const { status, stoppedAt, data } = await rest<{ status: string; stoppedAt?: string | null; data?: string }>(
			'GET',
			`executions/${executionId}`,
		);
		if (stoppedAt && data && !['new', 'running', 'waiting'].includes(status)) {
			const { resultData } = unflatten(data) as { resultData: Pick<Execution, 'runData' | 'error'> };
			return { id: executionId, status, runData: resultData.runData, error: resultData.error, text: data };
		}
		if (Date.now() > deadline)
			throw new Error(`Execution ${executionId} is still ${status} after ${timeoutMs / 1000} s.`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** Reads the form in which n8n gives execution data: a list of values, where a text inside an object or list is a place in it. */
function unflatten(text: string): unknown {
	const table = JSON.parse(text) as unknown[];
	const done = new Map<number, unknown>();
	const at = (place: number): unknown => {
		const value = table[place];
		if (typeof value !== 'object' || value === null) return value;
		if (done.has(place)) return done.get(place);
		const result: any = Array.isArray(value) ? [] : {};
		done.set(place, result);
		for (const [key, member] of Object.entries(value))
			result[key] = typeof member === 'string' ? at(Number(member)) : member;
		return result;
	};
	return at(0);
}
