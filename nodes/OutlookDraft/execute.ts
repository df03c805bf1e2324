import type { IExecuteFunctions, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { performOperation, runItems, toDraftError, type Host } from '../../core';
import { openAccount } from './account';
import { checkItems } from './check';
import { toNodeError } from './errors';
import { n8nHost } from './host';
import { itemMemories } from './itemMemories';
import { outputsOf } from './outputs';
import { addHints, throwFailure, toItems } from './outcomes';
import { readFields, readOperationName } from './parameters';

/** Performs the node's operation for all items, several at once, and returns the results in the items' order. */
export async function executeItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	if (node.parameters.resource === 'account') return await checkItems(context);
	const {
		account,
		credential,
		hasToken,
		warnings: aboutAccount,
	} = await openAccount(context).catch((thrown: unknown) => {
		throw toNodeError(node, toDraftError(thrown));
	});
	const { host, firstAnswer } = withFirstAnswer(n8nHost(context, credential));

	const memories = itemMemories(context);
	const scope = `${context.getWorkflow().id ?? ''} ${node.id}`;
	// Names of files may be about people, and what n8n logs is read by others than those who may read the mailbox.
	const onProgressOf = (index: number) => (_file: string, percent: number) =>
		context.logger.info(`Outlook Draft: a file of item ${index}: ${percent} % uploaded`);
	const outcomes = await runItems(
		host,
		context.getInputData().length,
		async (index, stop) => {
			const fields = await readFields(context, index, node.parameters);
			const operation = readOperationName(context, index);
			const result = await performOperation(host, account, operation, fields, {
				stop,
				scope,
				memory: memories.of(index),
				onProgress: onProgressOf(index),
			});
			// At once: contents of all items would fill the memory.
			const { id, warnings, isToNobody } = result;
			return { id, warnings, isToNobody, outputs: await outputsOf(context, operation, result) };
		},
		// n8n would fetch one token for each request that starts before the first token is there.
		{ continueOnFail: context.continueOnFail(), ...(hasToken ? {} : { firstAnswer }) },
	);

	throwFailure(context, outcomes, ({ id }) => id);
	// With Continue On Fail n8n tries again as well, when the first item has an error.
	if (!outcomes.some(({ kind }) => kind === 'failed')) memories.forget();

	const done = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.value] : []));
	addHints(context, [
		...done.flatMap(({ warnings }) => warnings),
		...(namesRecipients(node.parameters) ? toNobody(done.filter(({ isToNobody }) => isToNobody).length) : []),
		...aboutAccount,
	]);
	return toItems(outcomes, ({ outputs }) => outputs);
}

/** The host, and when it has had an answer. */
function withFirstAnswer(host: Host): { host: Host; firstAnswer: Promise<void> } {
	let tell = () => {};
	const firstAnswer = new Promise<void>((resolve) => {
		tell = resolve;
	});
	const request: Host['request'] = async (wanted) => {
		const answer = await host.request(wanted);
		tell();
		return answer;
	};
	return { host: { ...host, request }, firstAnswer };
}

/** A draft may go without recipients, but not where the step names some: then an expression gave none. */
const namesRecipients = (stored: INodeParameters): boolean =>
	['to', 'cc', 'bcc'].some((name) => stored[name] !== undefined && stored[name] !== '');

const toNobody = (count: number): string[] =>
	count === 0
		? []
		: [
				`${count === 1 ? '1 draft has' : `${count} drafts have`} no recipient. If that is not what you want, check the field To.`,
			];
