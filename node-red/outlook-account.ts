import { readAccount } from '../credentials/account';
import { signInOf, slotOf, tokenSourceOf, type AccountNode } from './accountNode';
import { CREDENTIAL_NAMES, CREDENTIAL_TYPES, TOKEN_KEY } from './credentialNames';
import { nodeRedHost } from './host';
import { signInEndpoints } from './signIn/endpoints';
import { isProxyUnused } from './signIn/network';
import { readProof } from './signIn/proof';
import { SignInStore } from './signIn/store';
import type { NodeApi, NodeConfig } from './types';

/**
 * The config node `outlook-account`: a person who has signed in, or an application. Returns where the sign-ins of all
 * accounts are kept.
 */
export function registerAccount(red: NodeApi): SignInStore {
	const store = new SignInStore(red.settings);

	function OutlookAccount(this: AccountNode, config: NodeConfig): void {
		red.nodes.createNode(this, config);
		// Node-RED has replaced ${NAME} in credentials and settings by environment variables.
		const credentials = this.credentials ?? {};
		// Instances of a subflow have the credentials, and so the sign-in, of the node inside of it.
		const ownId = config._alias ?? config.id;
		this.values = () => {
			const values: Record<string, unknown> = { ...config };
			for (const [name, credential] of Object.entries(CREDENTIAL_NAMES)) values[name] = credentials[credential] ?? '';
			return values;
		};
		const read = () => {
			const values = this.values();
			const account = readAccount(values, signInOf(values));
			return {
				account,
				applicant: { account, proof: readProof(values), proxyUnused: isProxyUnused(red) },
				slot: slotOf(ownId, account, credentials[TOKEN_KEY]),
			};
		};
		this.open = (cancelled) => {
			const { account, applicant, slot } = read();
			return { account, host: nodeRedHost(red, account, tokenSourceOf(applicant, store, slot), cancelled) };
		};
		const asked = async () =>
			await Promise.resolve()
				.then(read)
				.catch(() => undefined);
		this.needsPerson = async () => {
			const known = await asked();
			if (known?.account.signIn !== 'delegated') return false;
			const signIn = await store.read(known.slot);
			return !signIn || signIn.ended !== undefined;
		};
		this.person = async () => {
			const known = await asked();
			return known?.account.signIn === 'delegated' ? ((await store.read(known.slot))?.person ?? '') : '';
		};
		this.onSignIn = (listener) => store.onChange(listener);
		this.on('close', (removed, done) => {
			let isThere = false;
			red.nodes.eachNode(({ id }) => (isThere ||= id === ownId));
			void (removed && !isThere ? store.remove(ownId) : Promise.resolve()).then(() => done());
		});
	}
	red.nodes.registerType('outlook-account', OutlookAccount, { credentials: CREDENTIAL_TYPES });
	signInEndpoints(red, store);
	return store;
}
