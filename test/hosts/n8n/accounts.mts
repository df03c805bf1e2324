// The accounts of the n8n test, as people set them up.
import { CREDENTIAL_TYPE, type Credential } from '../../../scripts/hosts/n8n.mts';
import { DEMO_APP, type Simulator } from '../../../simulator/server.mts';

export const WRONG_SECRET = 'a-secret-that-expired-last-year';

const account = (id: string, simulator: Simulator, data: Record<string, unknown>): Credential => ({
	id,
	name: id,
	type: CREDENTIAL_TYPE,
	data: {
		cloud: 'custom',
		graphUrl: simulator.url,
		loginUrl: simulator.url,
		tenant: DEMO_APP.tenant,
		clientId: DEMO_APP.clientId,
		clientSecret: DEMO_APP.clientSecret,
		...data,
	},
});

export const applicationAccount = (simulator: Simulator) => account('application00001', simulator, { grantType: 'clientCredentials' });

export const wrongAccount = (simulator: Simulator) => account('wrongsecret00001', simulator, { grantType: 'clientCredentials', clientSecret: WRONG_SECRET });

/** A person who has signed in a moment ago. */
export function personAccount(simulator: Simulator): Credential {
	const access_token = simulator.issueToken({ kind: 'delegated' });
	return account('person0000000001', simulator, { grantType: 'authorizationCode', oauthTokenData: { token_type: 'Bearer', expires_in: 3599, access_token } });
}

/** A person whose access token has expired since, and whose refresh token is good. */
export async function expiredAccount(simulator: Simulator): Promise<Credential> {
	const access_token = simulator.issueToken({ kind: 'delegated', expired: true });
	const oauthTokenData = { token_type: 'Bearer', expires_in: 3599, access_token, refresh_token: await refreshToken(simulator) };
	return account('expired000000001', simulator, { grantType: 'authorizationCode', oauthTokenData });
}

/** Signs in at the simulated Entra ID and gives the code for tokens. */
async function refreshToken({ url }: Simulator): Promise<string> {
	const endpoint = `${url}/${DEMO_APP.tenant}/oauth2/v2.0`;
	const common = { client_id: DEMO_APP.clientId, redirect_uri: 'http://localhost/callback', scope: 'openid offline_access Mail.ReadWrite' };
	const landing = await fetch(`${endpoint}/authorize?${new URLSearchParams({ ...common, response_type: 'code' })}`, { redirect: 'manual' });
	const code = new URL(landing.headers.get('location') ?? '').searchParams.get('code') ?? '';
	const body = new URLSearchParams({ ...common, grant_type: 'authorization_code', code, client_secret: DEMO_APP.clientSecret });
	const answer = await fetch(`${endpoint}/token`, { method: 'POST', body });
	return ((await answer.json()) as { refresh_token: string }).refresh_token;
}
