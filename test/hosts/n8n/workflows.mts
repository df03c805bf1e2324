// Workflows of the n8n test, put together from a few nodes.
import {
	CREDENTIAL_TYPE,
	NODE_TYPE,
	type Credential,
	type Workflow,
	type WorkflowNode,
} from '../../../scripts/hosts/n8n.mts';

type Connections = Workflow['connections'];

/** Start → Items → the nodes given, one after the other. */
export function workflow(id: string, items: object[], nodes: WorkflowNode[], connections: Connections = {}): Workflow {
	const chain = [start(), ...itemNodes(items), ...nodes];
	const inARow = chain.slice(1).map(({ name }, index): Connections => ({ [chain[index].name]: { main: [to(name)] } }));
	return {
		id,
		name: id,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: chain,
		connections: Object.assign({}, ...inARow, connections),
	};
}

/** The same beside each other, so that each can be clicked in the editor. */
export function inARow(...given: Parameters<typeof workflow>): Workflow {
	const made = workflow(...given);
	return { ...made, nodes: made.nodes.map((one, index) => ({ ...one, position: [index * 220, 0] })) };
}

export function to(node: string, type = 'main') {
	return [{ node, type, index: 0 }];
}

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	settings: Partial<WorkflowNode> = {},
): WorkflowNode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, ...settings };
}

export const start = () => node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

/** Makes the items of one object with a list: n8n's way for data that is written into a workflow. */
function itemNodes(items: object[]): WorkflowNode[] {
	return [
		node('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} }),
		node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
	];
}

export const locator = (value: string, mode = 'id') => ({ __rl: true, mode, value });

/** The node Draft. Values are read from the item where no others are given. */
export function draft(
	credential: Credential,
	parameters: Record<string, unknown>,
	settings: Partial<WorkflowNode> = {},
): WorkflowNode {
	const values = {
		resource: 'draft',
		operation: 'create',
		mailbox: locator('support@contoso.com'),
		folder: locator('drafts'),
		to: 'anna@example.com',
		subject: '={{ $json.subject }}',
		body: '<p>Hello</p>',
	};
	const credentials = { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } };
	return node('Draft', NODE_TYPE, 1, { ...values, ...parameters }, { credentials, ...settings });
}

/** An AI agent that may use the node Draft as a tool, with subject and body of its own choice. */
export function agentWorkflow(id: string, agentVersion: number, credential: Credential, model: Credential): Workflow {
	const chosen = (key: string) => `={{ $fromAI('${key}', 'The ${key} of the message', 'string') }}`;
	const tool = draft(credential, { subject: chosen('subject'), body: chosen('body'), bodyType: 'textAsHtml' });
	return {
		id,
		name: id,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			start(),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', agentVersion, {
				promptType: 'define',
				text: 'Draft three answers.',
				options: {},
			}),
			node(
				'Model',
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				1.2,
				{ model: locator('test-model'), options: {} },
				{ credentials: { openAiApi: { id: model.id, name: model.name } } },
			),
			{ ...tool, type: `${NODE_TYPE}Tool` },
		],
		connections: {
			Start: { main: [to('Agent')] },
			Model: { ai_languageModel: [to('Agent', 'ai_languageModel')] },
			Draft: { ai_tool: [to('Agent', 'ai_tool')] },
		},
	};
}
