import { causeOfSilence, DraftError, failureOf, systemCode } from '../../core';
import type { NodeApi } from '../types';

/** Whether proxy variables are set that Node.js does not use (it does with NODE_USE_ENV_PROXY=1). Read each time: it costs nothing. */
export function isProxyUnused({ util }: NodeApi): boolean {
	const value = (name: string) => util.getSetting(undefined, name) ?? '';
	const isUsed = value('NODE_USE_ENV_PROXY') === '1' || /--use-env-proxy/.test(value('NODE_OPTIONS'));
	return !isUsed && ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => value(name) !== '');
}

/** Says of a connection that was not made that a proxy is the likely reason; every other failure stays what it is, for core to explain. */
export function withProxyHint(reason: unknown, red: NodeApi): unknown {
	const code = systemCode(reason);
	const { obstacle, neverSent } = failureOf(code, reason);
	const isSilence = neverSent && obstacle === undefined;
	if (!isSilence || !isProxyUnused(red)) return reason;
	return new DraftError(code, 'Microsoft Graph gave no answer.', {
		hint: `${causeOfSilence(code, true, reason)} Nothing was changed in Outlook.`,
	});
}
