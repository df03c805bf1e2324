import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorOfRun, type ItemOutcome } from '../../core';
import { toErrorItem, toNodeError } from './errors';

/** Ends the execution with the error of a run that stopped at its first failure. `idOf`: of the draft that an item made, or `''`. */
export function throwFailure<T>(
	context: IExecuteFunctions,
	outcomes: Array<ItemOutcome<T>>,
	idOf: (value: T) => string,
): void {
	const failure = context.continueOnFail() ? undefined : errorOfRun(outcomes, idOf);
	if (failure) throw toNodeError(context.getNode(), failure.error, failure.index);
}

/** What the items come out as, in their order: their outputs, or what went wrong. */
export function toItems<T>(
	outcomes: Array<ItemOutcome<T>>,
	outputsOf: (value: T) => INodeExecutionData[],
): INodeExecutionData[] {
	return outcomes.flatMap((outcome, item): INodeExecutionData[] => {
		if (outcome.kind === 'notStarted') return [];
		if (outcome.kind === 'failed') return [{ json: toErrorItem(outcome.error), pairedItem: { item } }];
		return outputsOf(outcome.value).map((output) => ({ ...output, pairedItem: { item } }));
	});
}

/** Shows warnings above the output, each text once. */
export function addHints(context: IExecuteFunctions, warnings: string[]): void {
	for (const message of new Set(warnings)) {
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	}
}
