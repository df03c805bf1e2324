import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ItemMemory } from '../../core';

/**
 * What this execution remembers for each item between the tries of Retry On Fail: n8n keeps the node's context while it
 * runs the node again, and with a failed execution that a person retries. A loop or another call of an AI tool has another
 * run index, so it never sees these entries.
 */
export function itemMemories(context: IExecuteFunctions): { of(index: number): ItemMemory; forget(): void } {
	const all = context.getContext('node') as IDataObject & { drafts?: Record<string, Record<string, ItemMemory>> };
	const run = String(context.getWorkflowDataProxy(0).$runIndex);
	const runs = (all.drafts ??= {});
	const memories = (runs[run] ??= {});
	return {
		of: (index) => (memories[index] ??= {}),
		// Saved with the execution otherwise, for nothing: nobody tries again what succeeded. Other runs may be under way: an
		// agent calls a tool several times at once.
		forget: () => {
			delete runs[run];
		},
	};
}
