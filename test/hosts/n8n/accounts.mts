// The accounts of the n8n test, as people set them up.
import { n8nAccount } from '../../../scripts/hosts/accounts.mts';
import { CREDENTIAL_TYPE, type Credential } from '../../../scripts/hosts/n8n.mts';
import type { Simulator } from '../../../simulator/server.mts';
import { signIn } from '../../support/credentials.mts';

export const WRONG_SECRET = 'a-secret-that-expired-last-year';

const account = (id: string, simulator: Simulator, data: Record<string, unknown> = {}): Credential => ({
	id,
	name: id,
	type: CREDENTIAL_TYPE,
	data: { ...n8nAccount(simulator.url), ...data },
});

/** The demo's application may send; one whose account does not allow it fails the test of its credential. */
export const applicationAccount = (simulator: Simulator) =>
	account('application00001', simulator, { allowSending: true });

/** An account for AI agents: it may not send, and writes only to whom it is allowed to. */
export const draftsOnlyAccount = (simulator: Simulator, limits: Record<string, unknown>) =>
	account('draftsonly000001', simulator, { allowSending: false, ...limits });

export const wrongAccount = (simulator: Simulator) =>
	account('wrongsecret00001', simulator, { clientSecret: WRONG_SECRET });

/** A person who has signed in a moment ago, with what drafts need and nothing more: a token that could send fails the credential's test. */
export function personAccount(simulator: Simulator): Credential {
	const access_token = simulator.issueToken({
		kind: 'delegated',
		scopes: ['Mail.ReadWrite', 'Mail.ReadWrite.Shared', 'User.ReadBasic.All'],
	});
	return account('person0000000001', simulator, {
		grantType: 'authorizationCode',
		oauthTokenData: { token_type: 'Bearer', expires_in: 3599, access_token },
	});
}

/** A person whose access token has expired since, and whose refresh token is good. */
export async function expiredAccount(simulator: Simulator): Promise<Credential> {
	const access_token = simulator.issueToken({ kind: 'delegated', expired: true });
	const { refresh_token } = await signIn(simulator);
	const oauthTokenData = { token_type: 'Bearer', expires_in: 3599, access_token, refresh_token };
	return account('expired000000001', simulator, { grantType: 'authorizationCode', oauthTokenData });
}
