// n8n from npm: what people get today, the newest one that could be installed when this was written, the one of the host tests, and
// one of a year ago. Each keeps files on disk: n8n 3 can no longer keep them in memory.
import { spawnSync } from 'node:child_process';
import { n8nAccount } from '../hosts/accounts.mts';
import {
	CREDENTIAL_TYPE,
	ensureN8n,
	NODE_TYPE,
	startN8n,
	VERSION,
	type Credential,
	type N8n,
	type Workflow,
} from '../hosts/n8n.mts';
import { npmProgram } from '../hosts/npm.mts';
import { madeDraft, MAILBOX, NotHere, type Leg } from './leg.mts';

/** Where n8n keeps files. */
export const BINARY_MODE = 'filesystem';

const VERSIONS = ['latest', '2.41.1', VERSION, '1.121.3'];
const ACCOUNT = { id: 'matrixaccount001', name: 'Outlook simulator' };
const ID = 'matrixworkflow01';
export const FILE_NAME = 'offer.json';

/** The simulator's application can send, which the test of an account that may not would point out. */
export const account = (url: string): Credential => ({
	...{ ...ACCOUNT, type: CREDENTIAL_TYPE },
	data: { ...n8nAccount(url), allowSending: true },
});

/** Started by hand, it makes one draft with a file. */
export const workflow: Workflow = {
	id: ID,
	name: 'Make a draft',
	// n8n 1 imports none without these two.
	active: false,
	versionId: '1d6f0d34-6a5e-4b2c-9a0e-7b1c6d0f2a11',
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'file',
			name: 'File',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			position: [220, 0],
			parameters: { operation: 'toJson', options: { fileName: FILE_NAME } },
		},
		{
			id: 'draft',
			name: 'Draft',
			type: NODE_TYPE,
			typeVersion: 1,
			position: [440, 0],
			parameters: {
				...{ resource: 'draft', operation: 'create', to: 'pat@fabrikam.com', subject: 'Offer', body: 'Hello' },
				attachments: 'data',
				mailbox: { __rl: true, mode: 'id', value: MAILBOX },
				folder: { __rl: true, mode: 'id', value: 'drafts' },
			},
			credentials: { [CREDENTIAL_TYPE]: ACCOUNT },
		},
	],
	connections: {
		Start: { main: [[{ node: 'File', type: 'main', index: 0 }]] },
		File: { main: [[{ node: 'Draft', type: 'main', index: 0 }]] },
	},
	settings: { executionOrder: 'v1' },
};

/** What n8n's editor asks: which folders there are, and whether the account works. */
async function useEditor(n8n: N8n, { id, name, type, data }: Credential): Promise<void> {
	const { parameters } = workflow.nodes.find((node) => node.type === NODE_TYPE)!;
	const { results } = await n8n.rest<{ results: Array<{ name: string }> }>(
		'POST',
		'dynamic-node-parameters/resource-locator-results',
		{
			...{ path: 'parameters.folder', methodName: 'searchFolders', currentNodeParameters: parameters },
			...{ nodeTypeAndVersion: { name: NODE_TYPE, version: 1 }, credentials: { [type]: { id, name } } },
		},
	);
	if (!results.some((folder) => folder.name === 'Drafts')) throw new Error('The list of folders has no Drafts.');
	const { status, message } = await n8n.rest<{ status: string; message: string }>('POST', 'credentials/test', {
		credentials: { id, name, type, data },
	});
	if (status !== 'OK') throw new Error(`The test of the account says: ${message}`);
}

/** What people get who install n8n today. */
function newest(): string {
	const [program, first] = npmProgram();
	const { status, stdout } = spawnSync(program, [...first, 'view', 'n8n', 'version'], { encoding: 'utf8' });
	if (status !== 0) throw new NotHere('npm does not say which version is the newest');
	return stdout.trim();
}

/** That n8n itself cannot be installed says nothing about the package. */
async function install(version: string): Promise<void> {
	await ensureN8n(version).catch((error: Error) => {
		throw new NotHere(`n8n ${version} could not be installed (${error.message})`);
	});
}

export const n8nLegs: Leg[] = VERSIONS.map((wanted) => ({
	name: `n8n ${wanted}`,
	run: async ({ simulator, tarball }) => {
		const version = wanted === 'latest' ? newest() : wanted;
		await install(version);
		const n8n = await startN8n({
			...{ tarball, version, credentials: [account(simulator.url)], workflows: [workflow] },
			env: { N8N_DEFAULT_BINARY_DATA_MODE: BINARY_MODE },
		});
		try {
			const { status, error, text } = await n8n.executeWorkflow(ID);
			if (status !== 'success') throw new Error(`The workflow ended with ${status}: ${error?.message}`);
			if (!text.includes(`${BINARY_MODE}-v2:`)) throw new Error('n8n did not keep the file on disk.');
			await useEditor(n8n, account(simulator.url));
			return `${wanted === 'latest' ? `${version}, ` : ''}${madeDraft(simulator, [FILE_NAME])}, on Node ${process.versions.node}, files on disk, folders listed, account tested`;
		} finally {
			await n8n.stop();
		}
	},
}));
