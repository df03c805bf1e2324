// Polls the built trigger as n8n does: its own PollContext, static data that is stored as JSON between polls.
import 'reflect-metadata';
import { PollContext } from 'n8n-core';
import { Workflow, type INode, type INodeExecutionData, type INodeType, type IPollFunctions } from 'n8n-workflow';
import { join } from 'node:path';

import { additionalDataOf } from './n8n.mts';

const root = join(__dirname, '../..');
export const TRIGGER_TYPE = '@draftwell/n8n-nodes-outlook-drafts.outlookDraftTrigger';
const { OutlookDraftTrigger } = require(join(root, 'dist/nodes/OutlookDraftTrigger/OutlookDraftTrigger.node.js')) as {
	OutlookDraftTrigger: new () => INodeType;
};
export const trigger = new OutlookDraftTrigger();

export interface PollingNode {
	/** What n8n hands on; undefined where nothing happened. */
	poll(mode?: 'trigger' | 'manual'): Promise<INodeExecutionData[] | undefined>;
	/** What is stored, by node. */
	stored: Record<string, unknown>;
	parameters: Record<string, unknown>;
}

export function pollingNode(parameters: Record<string, unknown>, credential: Record<string, unknown>): PollingNode {
	const polling: PollingNode = {
		stored: {},
		parameters,
		async poll(mode = 'trigger') {
			const node = {
				...{ id: 'trigger', name: 'Watch', type: TRIGGER_TYPE, typeVersion: 1, position: [0, 0] as [number, number] },
				parameters: polling.parameters as INode['parameters'],
				credentials: { outlookDraftOAuth2Api: { id: 'c1', name: 'account' } },
			};
			const nodeTypes = { getByName: () => trigger, getByNameAndVersion: () => trigger, getKnownTypes: () => ({}) };
			const workflow = new Workflow({
				...{ id: 'w1', name: 'test', nodes: [node], connections: {}, active: true, nodeTypes: nodeTypes as never },
				settings: { timezone: 'Europe/Berlin' },
				staticData: structuredClone(polling.stored) as never,
			});
			const additionalData = additionalDataOf([node], {}, { credential }) as never;
			const context = new PollContext(workflow, workflow.getNode('Watch')!, additionalData, mode, 'activate');
			const polled = async () => await trigger.poll!.call(context as IPollFunctions);
			const outputs = await polled().finally(() => {
				polling.stored = JSON.parse(JSON.stringify(workflow.staticData)) as Record<string, unknown>;
			});
			return outputs?.[0];
		},
	};
	return polling;
}
