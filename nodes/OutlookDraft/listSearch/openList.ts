import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { createGraph, toDraftError, type Account, type Graph } from '../../../core';
import { accountOf } from '../account';
import { toNodeError } from '../errors';
import { n8nHost } from '../host';

/** A person waits in front of the list. */
const LIST_TIMEOUT = 30_000;

/** Gives a list search its account and client, and n8n its kind of error. */
export async function openList<T>(context: ILoadOptionsFunctions, search: (tools: { graph: Graph; account: Account }) => Promise<T>): Promise<T> {
	const run = async () => {
		const account = await accountOf(context);
		const graph = createGraph(n8nHost(context), account, { timeout: LIST_TIMEOUT, stop: new AbortController().signal });
		return await search({ graph, account });
	};
	return await run().catch((thrown: unknown) => {
		throw toNodeError(context.getNode(), toDraftError(thrown));
	});
}
