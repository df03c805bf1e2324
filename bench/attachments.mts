// npm run bench:attachments: memory of a real n8n while a 150 MB file goes from its file-backed binary data to a draft, by
// this node and by n8n's own Outlook node. Prints figures and fails when the goal is missed.
//   node scripts/run.mjs bench/attachments.mts [megabytes, default 150]
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { n8nAccount } from '../scripts/hosts/accounts.mts';
import {
	CREDENTIAL_TYPE,
	NODE_TYPE,
	startN8n,
	type Credential,
	type Workflow,
	type WorkflowNode,
} from '../scripts/hosts/n8n.mts';
import { packTarball } from '../scripts/hosts/pack.mts';
import { DEMO_APP, startSimulator, type Simulator } from '../simulator/server.mts';

const MIB = 1024 * 1024;
const MEGABYTES = Number(process.argv[2] ?? 150);
const GOAL = 64;
const SUPPORT = 'support@contoso.com';

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	credential?: Credential,
): WorkflowNode => ({
	id: name,
	name,
	type,
	typeVersion,
	position: [0, 0],
	parameters,
	...(credential ? { credentials: { [credential.type]: { id: credential.id, name: credential.name } } } : {}),
});

function workflow(id: string, nodes: WorkflowNode[]): Workflow {
	const chain = [node('Start', 'n8n-nodes-base.manualTrigger', 1, {}), ...nodes];
	const connections = Object.fromEntries(
		chain.slice(1).map(({ name }, index) => [chain[index].name, { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);
	return { id, name: id, active: false, settings: { executionOrder: 'v1' }, nodes: chain, connections };
}

const readFile = (path: string) =>
	node('Read', 'n8n-nodes-base.readWriteFile', 1, { operation: 'read', fileSelector: path, options: {} });

function ours(simulator: Simulator): { credential: Credential; steps: (path: string) => WorkflowNode[] } {
	const credential: Credential = {
		id: 'benchours0000001',
		name: 'ours',
		type: CREDENTIAL_TYPE,
		data: n8nAccount(simulator.url),
	};
	const parameters = {
		resource: 'draft',
		operation: 'create',
		mailbox: locator(SUPPORT),
		folder: locator('drafts'),
		to: 'anna@example.com',
		subject: 'Large',
		body: '<p>See the file.</p>',
		attachments: 'data',
	};
	return { credential, steps: (path) => [readFile(path), node('Draft', NODE_TYPE, 1, parameters, credential)] };
}

function builtIn(simulator: Simulator): { credential: Credential; steps: (path: string) => WorkflowNode[] } {
	const { clientId, clientSecret, tenant } = DEMO_APP;
	const at = (endpoint: string) => `${simulator.url}/${tenant}/oauth2/v2.0/${endpoint}`;
	const oauthTokenData = {
		token_type: 'Bearer',
		expires_in: 3599,
		access_token: simulator.issueToken({ kind: 'delegated' }),
		refresh_token: 'none',
	};
	const credential: Credential = {
		id: 'benchbuiltin0001',
		name: 'built-in',
		type: 'microsoftOutlookOAuth2Api',
		data: {
			clientId,
			clientSecret,
			authUrl: at('authorize'),
			accessTokenUrl: at('token'),
			graphApiBaseUrl: simulator.url,
			oauthTokenData,
		},
	};
	const outlook = (name: string, parameters: Record<string, unknown>) =>
		node(name, 'n8n-nodes-base.microsoftOutlook', 2, parameters, credential);
	return {
		credential,
		steps: (path) => [
			outlook('Create', {
				resource: 'draft',
				operation: 'create',
				subject: 'Large',
				bodyContent: 'See the file.',
				additionalFields: {},
			}),
			readFile(path),
			outlook('Attach', {
				resource: 'messageAttachment',
				operation: 'add',
				messageId: locator("={{ $('Create').item.json.id }}"),
				options: { fileName: 'large.bin' },
			}),
		],
	};
}

/** Resident memory of a process in MiB. */
const memoryOf = (pid: number): number =>
	Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Figures {
	idle: number;
	peak: number;
	seconds: number;
	stored: string;
}

async function measure(
	simulator: Simulator,
	{ credential, steps }: ReturnType<typeof ours>,
	folder: string,
): Promise<Figures> {
	simulator.reset();
	const workflows = [
		workflow('benchwarmup00001', steps(join(folder, 'small.bin'))),
		workflow('benchlarge000001', steps(join(folder, 'large.bin'))),
	];
	const n8n = await startN8n({
		tarball: packTarball(),
		credentials: [credential],
		workflows,
		env: { N8N_RESTRICT_FILE_ACCESS_TO: folder, N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem' },
	});
	try {
		// Code is loaded and compiled once, whatever the size of the file.
		for (let round = 0; round < 3; round++) await succeed('benchwarmup00001');
		await pause(5_000);
		const idle = memoryOf(n8n.pid);
		let peak = idle;
		const sampling = setInterval(() => (peak = Math.max(peak, memoryOf(n8n.pid))), 10);
		const start = performance.now();
		await succeed('benchlarge000001').finally(() => clearInterval(sampling));
		const seconds = (performance.now() - start) / 1000;
		const largest = simulator.store.mailboxes
			.flatMap(({ address }) => simulator.store.messages(address))
			.flatMap(({ attachments }) => attachments)
			.sort((a, b) => a.size - b.size)
			.at(-1)!;
		return {
			idle,
			peak,
			seconds,
			stored: createHash('sha256')
				.update(Buffer.from(largest.contentBytes ?? '', 'base64'))
				.digest('hex'),
		};
	} finally {
		await n8n.stop();
	}

	async function succeed(id: string): Promise<void> {
		const execution = await n8n.executeWorkflow(id);
		if (execution.status !== 'success')
			throw new Error(`${id}: ${execution.error?.message ?? execution.status} ${execution.error?.description ?? ''}`);
	}
}

const folder = mkdtempSync(join(tmpdir(), 'outlook-drafts-bench-'));
const simulator = await startSimulator({ switches: { uploadBytesPerFiveMinutes: 8 * 1024 * MIB } });
let missed = false;
try {
	const content = Buffer.alloc(MEGABYTES * MIB);
	for (let at = 0; at < content.length; at += 4) content.writeUInt32LE((at * 2_654_435_761) >>> 0, at);
	const expected = createHash('sha256').update(content).digest('hex');
	writeFileSync(join(folder, 'large.bin'), content);
	writeFileSync(join(folder, 'small.bin'), content.subarray(0, 8 * MIB));
	console.log(
		`A file of ${MEGABYTES} MB from n8n's file-backed binary data into a draft; resident memory of n8n's process:`,
	);
	for (const [name, kind] of [
		['this node', ours],
		["n8n's Microsoft Outlook node", builtIn],
	] as const) {
		const { idle, peak, seconds, stored } = await measure(simulator, kind(simulator), folder);
		const whole = stored === expected;
		console.log(
			`  ${name}: idle ${idle.toFixed(0)} MiB, peak ${peak.toFixed(0)} MiB, ${(peak - idle).toFixed(0)} MiB above; ${seconds.toFixed(1)} s; the file arrived ${whole ? 'whole' : 'DAMAGED'}`,
		);
		if (kind === ours) missed = !whole || peak - idle > GOAL;
	}
	console.log(`${missed ? 'MISSED ' : 'reached'}  this node needs at most ${GOAL} MiB above idle`);
} finally {
	await simulator.close();
	rmSync(folder, { recursive: true, force: true });
}
process.exitCode = missed ? 1 : 0;
