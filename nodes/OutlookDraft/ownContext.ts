import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { SENT_BY_NODE } from '../../credentials/check';

export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * The context as n8n's helpers shall see it. They take their signal from it, in place of the one that they are given
 * (n8n-core 2.41.1, authentication.js), and the values of the credential, among which it is noted that this node sends.
 */
export function ownContext<T extends Context>(context: T, signal?: AbortSignal): T {
	const getCredentials = async (type: string) => ({ ...(await context.getCredentials(type)), [SENT_BY_NODE]: true });
	return Object.create(context, {
		getCredentials: { value: getCredentials },
		...(signal ? { getExecutionCancelSignal: { value: () => signal } } : {}),
	}) as T;
}
