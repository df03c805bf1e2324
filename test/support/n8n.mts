// Runs the built node in n8n's own engine (n8n-core's WorkflowExecute) inside jest.
import 'reflect-metadata';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	Workflow,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
} from 'n8n-workflow';
import { join } from 'node:path';

export const root = join(__dirname, '../..');
const PACKAGE = '@draftwell/n8n-nodes-outlook-drafts';
export const NODE_TYPE = `${PACKAGE}.outlookDraft`;

const { OutlookDraft } = require(join(root, 'dist/nodes/OutlookDraft/OutlookDraft.node.js')) as {
	OutlookDraft: new () => INodeType;
};

export interface RunInput {
	items: Array<Record<string, unknown>>;
	/** Files of every item by the name of the binary field. */
	binary?: INodeExecutionData['binary'];
	/** Parameters of the node, apart from resource and operation. */
	parameters: Record<string, unknown>;
	/** Decrypted data of the credential. */
	credential: Record<string, unknown>;
	onError?: INode['onError'];
	retryOnFail?: boolean;
	/** Further node types by name, and nodes and connections in place of Start → Draft. */
	types?: Record<string, INodeType>;
	nodes?: INode[];
	connections?: IConnections;
}

export interface RunOutput {
	run: IRun;
	/** The last run of the node Draft: its first output, hints and error. */
	output: INodeExecutionData[];
	hints: Array<{ message: string }>;
	error:
		| { message: string; description?: string | null; httpCode?: string | null; context?: Record<string, unknown> }
		| undefined;
	/** The credential as n8n left it, with the token it fetched. */
	credential: Record<string, unknown>;
}

export function startNode(items: Array<Record<string, unknown>>, binary?: INodeExecutionData['binary']): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return [items.map((json) => ({ json, ...(binary ? { binary } : {}) }) as INodeExecutionData)];
		},
	} as unknown as INodeType;
}

export function draftNode(input: Pick<RunInput, 'parameters' | 'onError' | 'retryOnFail'>): INode {
	return {
		id: 'draft',
		name: 'Draft',
		type: NODE_TYPE,
		typeVersion: 1,
		position: [200, 0],
		parameters: { resource: 'draft', operation: 'create', ...input.parameters } as INode['parameters'],
		credentials: { outlookDraftOAuth2Api: { id: 'c1', name: 'account' } },
		...(input.onError ? { onError: input.onError } : {}),
		...(input.retryOnFail ? { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } : {}),
	};
}

/** Parameters with which the node does nothing special; tests lay theirs over them. */
export function locator(value: unknown, mode = 'id') {
	return { __rl: true, mode, value };
}

export async function runNode(input: RunInput): Promise<RunOutput> {
	const start: INode = {
		id: 'start',
		name: 'Start',
		type: 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const nodes = input.nodes ?? [start, draftNode(input)];
	const connections = input.connections ?? { Start: { main: [[{ node: 'Draft', type: 'main', index: 0 }]] } };
	const types: Record<string, INodeType> = {
		'test.start': startNode(input.items, input.binary),
		[NODE_TYPE]: new OutlookDraft(),
		...input.types,
	};
	const nodeTypes = {
		getByName: (name: string) => types[name],
		getByNameAndVersion: (name: string) => types[name],
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'w1',
		name: 'test',
		nodes,
		connections,
		active: false,
		nodeTypes: nodeTypes as never,
		settings: { executionOrder: 'v1' },
	});
	const kept = { credential: structuredClone(input.credential) };
	const additionalData = additionalDataOf(nodes, connections, kept);
	const execute = async () =>
		await new WorkflowExecute(additionalData as never, 'manual').run({
			workflow,
			startNode: workflow.getNode('Start')!,
		});
	// n8n gives its own check of the parameters, before anything runs, a quarter of a second: too little on a busy machine.
	const run = await execute().catch(async (thrown: Error) => {
		if (!thrown.message.includes('Regular expression execution timed out')) throw thrown;
		return await execute();
	});
	const last = run.data.resultData.runData.Draft?.at(-1);
	return {
		run,
		output: last?.data?.main[0] ?? [],
		hints: (last?.hints ?? []) as Array<{ message: string }>,
		error: (last?.error ?? run.data.resultData.error) as RunOutput['error'],
		credential: kept.credential,
	};
}

/** What n8n's engine asks of its surroundings. `kept` holds the decrypted data of the credential, and the token that n8n fetches. */
export function additionalDataOf(
	nodes: INode[],
	connections: IConnections,
	kept: { credential: Record<string, unknown> },
): object {
	return {
		executionId: '77',
		hooks: new ExecutionLifecycleHooks('manual', '77', {
			id: 'w1',
			name: 'test',
			nodes,
			connections,
			active: false,
		} as never),
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		variables: {},
		logAiEvent() {},
		credentialsHelper: {
			getDecrypted: async () => structuredClone(kept.credential),
			getParentTypes: () => ['oAuth2Api'],
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: () => [],
			authenticate: async (_data: unknown, _type: string, options: unknown) => options,
			preAuthentication: async () => undefined,
			runPreAuthentication: async () => undefined,
			updateCredentials: async () => undefined,
			updateCredentialsOauthTokenData: async (_node: unknown, _type: string, data: Record<string, unknown>) => {
				kept.credential = structuredClone(data);
			},
		},
	};
}
