import type { Account, Host } from '../core';
import { readAccount } from '../credentials/account';
import { CREDENTIAL_NAMES, CREDENTIAL_TYPES } from './credentialNames';
import { nodeRedHost } from './host';
import type { NodeApi, NodeConfig, RuntimeNode } from './types';

export interface AccountNode extends RuntimeNode {
	/** The account's settings as they are now. Throws DraftError for those that cannot be used. */
	open(cancelled: AbortSignal): { account: Account; host: Host };
}

/** The config node `outlook-account`: an application that signs in with a secret. */
export function registerAccount(red: NodeApi): void {
	function OutlookAccount(this: AccountNode, config: NodeConfig): void {
		red.nodes.createNode(this, config);
		// Node-RED has replaced ${NAME} in credentials and settings by environment variables.
		const credentials = this.credentials ?? {};
		const values: Record<string, unknown> = { ...config };
		for (const [name, credential] of Object.entries(CREDENTIAL_NAMES)) values[name] = credentials[credential] ?? '';
		this.open = (cancelled) => {
			const account = readAccount(values, 'application');
			return { account, host: nodeRedHost(account, String(values.clientSecret), cancelled) };
		};
	}
	red.nodes.registerType('outlook-account', OutlookAccount, { credentials: CREDENTIAL_TYPES });
}
