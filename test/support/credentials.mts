import { n8nAccount } from '../../scripts/hosts/accounts.mts';
import { DEMO_APP, type Simulator } from '../../simulator/server.mts';

/** Decrypted data of n8n's credential, as n8n resolves its hidden expressions, for the simulator. */
export function n8nCredential(simulator: Simulator, changes: Record<string, unknown> = {}): Record<string, unknown> {
	const application = changes.grantType !== 'authorizationCode';
	return {
		...n8nAccount(simulator.url),
		authUrl: `${simulator.url}/contoso/oauth2/v2.0/authorize`,
		accessTokenUrl: `${simulator.url}/contoso/oauth2/v2.0/token`,
		scope: application ? `${simulator.url}/.default` : 'openid offline_access',
		authentication: 'body',
		authQueryParameters: 'response_mode=query',
		allowSending: false,
		allowDeleting: false,
		allowedMailboxes: '*',
		...(application
			? {}
			: {
					oauthTokenData: {
						token_type: 'Bearer',
						access_token: simulator.issueToken({ kind: 'delegated' }),
						refresh_token: 'r',
						expires_in: 3600,
					},
				}),
		...changes,
	};
}

export const person = (simulator: Simulator, changes: Record<string, unknown> = {}) =>
	n8nCredential(simulator, { grantType: 'authorizationCode', ...changes });

/** Signs the simulator's person in as a browser would (authorization code) and returns what n8n would store. */
export async function signIn(simulator: Simulator, scopes = 'Mail.ReadWrite'): Promise<Record<string, unknown>> {
	const redirect = 'http://localhost/callback';
	const query = new URLSearchParams({
		client_id: DEMO_APP.clientId,
		response_type: 'code',
		redirect_uri: redirect,
		scope: `openid offline_access ${scopes}`,
		state: 's',
	});
	const landing = await fetch(`${simulator.url}/contoso/oauth2/v2.0/authorize?${query}`, { redirect: 'manual' });
	const code = new URL(landing.headers.get('location')!).searchParams.get('code')!;
	const body = new URLSearchParams({
		grant_type: 'authorization_code',
		code,
		redirect_uri: redirect,
		client_id: DEMO_APP.clientId,
		client_secret: DEMO_APP.clientSecret,
	});
	const answer = await fetch(`${simulator.url}/contoso/oauth2/v2.0/token`, { method: 'POST', body });
	return (await answer.json()) as Record<string, unknown>;
}
