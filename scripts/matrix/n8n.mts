// n8n from npm: the one of the host tests, the newest, and one of a year ago. Each keeps files on disk, as n8n 3 does: it has no
// other place on a computer of its own.
import { n8nAccount } from '../hosts/accounts.mts';
import { CREDENTIAL_TYPE, NODE_TYPE, startN8n, VERSION, type Credential, type Workflow } from '../hosts/n8n.mts';
import { madeDraft, MAILBOX, type Leg } from './leg.mts';

/** Where n8n keeps files. In memory, as n8n 1 did, n8n 3 no longer can. */
export const BINARY_MODE = 'filesystem';

const VERSIONS = [VERSION, '2.41.3', '1.121.3'];
const ACCOUNT = { id: 'matrixaccount001', name: 'Outlook simulator' };
const ID = 'matrixworkflow01';
export const FILE_NAME = 'offer.json';

export const account = (url: string): Credential => ({ ...ACCOUNT, type: CREDENTIAL_TYPE, data: n8nAccount(url) });

/** Started by hand, it makes one draft with a file. */
export const workflow: Workflow = {
	id: ID,
	name: 'Make a draft',
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

export const n8nLegs: Leg[] = VERSIONS.map((version) => ({
	name: `n8n ${version}`,
	run: async ({ simulator, tarball }) => {
		const n8n = await startN8n({
			...{ tarball, version, credentials: [account(simulator.url)], workflows: [workflow] },
			env: { N8N_DEFAULT_BINARY_DATA_MODE: BINARY_MODE },
		});
		try {
			const { status, error, text } = await n8n.executeWorkflow(ID);
			if (status !== 'success') throw new Error(`The workflow ended with ${status}: ${error?.message}`);
			if (!text.includes(`${BINARY_MODE}-v2:`)) throw new Error('n8n did not keep the file on disk.');
			return `${madeDraft(simulator, [FILE_NAME])}, on Node ${process.versions.node}, files on disk`;
		} finally {
			await n8n.stop();
		}
	},
}));
