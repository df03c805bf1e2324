// Accounts of the simulator, as each host stores them.
import { DEMO_APP } from '../../simulator/server.mts';

const addresses = (url: string) => ({ cloud: 'custom', graphUrl: url, loginUrl: url });

/** For a Node-RED `outlook-account` node. */
export function nodeRedAccount(url: string): Record<string, unknown> {
	const { tenant, clientId, clientSecret } = DEMO_APP;
	return {
		grantType: 'clientCredentials',
		...addresses(url),
		credentials: {
			outlookDraftTenantId: tenant,
			outlookDraftClientId: clientId,
			outlookDraftClientSecret: clientSecret,
		},
	};
}

/** What a person enters in n8n's credential for application sign-in. */
export function n8nAccount(url: string): Record<string, unknown> {
	const { tenant, clientId, clientSecret } = DEMO_APP;
	return { grantType: 'clientCredentials', ...addresses(url), tenant, clientId, clientSecret };
}
