import { NodeOperationError, type IDataObject, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';

import { afterFailure, isPausing, lookForExample, lookOnce, parseJson, toDraftError, type Trouble } from '../../core';
import { openAccount } from '../OutlookDraft/account';
import { toNodeError } from '../OutlookDraft/errors';
import { n8nHost } from '../OutlookDraft/host';
import { readWatchFields } from './parameters';

/** What n8n keeps for the node in the workflow's static data. A text, since n8n would watch each member of an object. */
interface Kept extends IDataObject {
	state?: string;
	trouble?: string;
}

/** Nodes that are looking at this moment: n8n polls again although a slow look has not ended, and both would tell the same. */
const looking = new Set<string>();

/** One look of an active workflow; for Fetch Test Event in the editor an example, which moves no state. */
export async function pollMailbox(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await example(context);
	const node = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	if (looking.has(node)) return null;
	looking.add(node);
	return await look(context).finally(() => looking.delete(node));
}

async function example(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const outputs = await withAccount(context, async ({ host, account, fields, stop }) =>
		lookForExample(host, account, fields, stop),
	).catch((thrown: unknown) => {
		throw toNodeError(context.getNode(), toDraftError(thrown));
	});
	if (outputs.length > 0) return itemsOf(outputs);
	throw new NodeOperationError(context.getNode(), 'There is nothing yet to show as an example.', {
		description:
			context.getNodeParameter('watchFor') === 'draft'
				? 'Create a draft in this mailbox with an Outlook Draft node first.'
				: 'Send a message to this mailbox, or choose another folder.',
	});
}

async function look(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const kept = context.getWorkflowStaticData('node') as Kept;
	const trouble = kept.trouble === undefined ? undefined : (parseJson(kept.trouble) as Trouble | undefined);
	// A person who switches the workflow on wants to know at once.
	const isBeginning = context.getActivationMode() !== 'init' && kept.state === undefined;
	if (!isBeginning && isPausing(trouble, Date.now())) return null;
	// What is no JSON is damaged, and not the same as nothing.
	const before = kept.state === undefined ? undefined : (parseJson(kept.state) ?? kept.state);
	const outcome = await withAccount(context, async ({ host, account, fields, stop }) =>
		lookOnce(host, account, fields, before, stop),
	)
		.then((looked) => ({ looked }))
		.catch((thrown: unknown) => ({ error: toDraftError(thrown) }));
	if ('error' in outcome) {
		const { trouble: now, isNew } = afterFailure(trouble, outcome.error, Date.now());
		kept.trouble = JSON.stringify(now);
		if (isNew || isBeginning) throw toNodeError(context.getNode(), outcome.error);
		return null;
	}
	const { outputs, state, warnings } = outcome.looked;
	if (trouble) delete kept.trouble;
	const text = JSON.stringify(state);
	if (text !== kept.state) kept.state = text;
	for (const warning of warnings) context.logger.warn(`Outlook Draft Trigger: ${warning}`);
	return outputs.length > 0 ? itemsOf(outputs) : null;
}

const itemsOf = (outputs: Array<Record<string, unknown>>): INodeExecutionData[][] => [
	outputs.map((json) => ({ json: json as IDataObject })),
];

interface Tools {
	host: Parameters<typeof lookOnce>[0];
	account: Parameters<typeof lookOnce>[1];
	fields: Parameters<typeof lookOnce>[2];
	stop: AbortSignal;
}

async function withAccount<T>(context: IPollFunctions, work: (tools: Tools) => Promise<T>): Promise<T> {
	const { account, credential } = await openAccount(context);
	const stop = new AbortController();
	const tools = { host: n8nHost(context, credential), account, fields: readWatchFields(context), stop: stop.signal };
	// After a failure nothing that still waits is sent.
	return await work(tools).finally(() => stop.abort());
}
