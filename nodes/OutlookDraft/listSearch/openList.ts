import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { createGraph, DraftError, ownerOf, toDraftError, type Account, type Graph, type Keeper } from '../../../core';
import { openAccount } from '../account';
import { toNodeError } from '../errors';
import { n8nHost } from '../host';

/** A person waits in front of the list. */
const LIST_TIMEOUT = 30_000;

interface ListTools {
	graph: Graph;
	account: Account;
	/** Nothing is served from memory before n8n has given the credential to this person for this very list. */
	keeper: Keeper;
}

/** Gives a list search its account and client, and n8n its kind of error. */
export async function openList<T>(
	context: ILoadOptionsFunctions,
	search: (tools: ListTools) => Promise<T>,
): Promise<T> {
	const stop = new AbortController();
	const run = async () => {
		const { account, credential } = await openAccount(context);
		const owner = await ownerOf(credential);
		const host = n8nHost(context, credential);
		const graph = createGraph(host, account, { timeout: LIST_TIMEOUT, stop: stop.signal });
		return await search({ graph, account, keeper: { owner, now: host.now() } });
	};
	return await run()
		.catch((thrown: unknown) => {
			throw toNodeError(context.getNode(), readable(toDraftError(thrown)));
		})
		// After a refusal nothing that still waits is sent: a wrong secret would be tried again.
		.finally(() => stop.abort());
}

/** n8n's list takes hyphens for the ends of sentences and drops them (2.40.7, ResourceLocator); this one looks the same and stays. */
function readable({ code, message, cause }: DraftError): DraftError {
	return new DraftError(code, message.replace(/[-–—]/g, '\u2011'), cause);
}
