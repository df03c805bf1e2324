import * as oauth from 'oauth4webapi';

import { signInFailed, signInUnreachable, type Account, type DraftError } from '../core';

/** A new token is fetched this long before the old one ends. */
const EARLY = 5 * 60_000;

interface Entry {
	token: Promise<string>;
	/** Milliseconds since 1970; Infinity while the token is being fetched, so that everybody waits for the same one. */
	renewAt: number;
}

/** One token per identity and process, whatever nodes use it; outlives redeploys, never written anywhere. */
const entries = new Map<string, Entry>();

/** The access token of an application account (client credentials, RFC 6749 §4.4). Rejects with DraftError. */
export async function applicationToken(account: Account, secret: string): Promise<string> {
	const key = identity(account, secret);
	const known = entries.get(key);
	if (known && known.renewAt > Date.now()) return await known.token;

	const entry: Entry = { token: Promise.resolve(''), renewAt: Infinity };
	entries.set(key, entry);
	entry.token = fetchToken(account, secret)
		.then(({ token, lifetime }) => {
			entry.renewAt = Date.now() + Math.max(lifetime - EARLY, lifetime / 2);
			return token;
		})
		.catch((reason: unknown) => {
			if (entries.get(key) === entry) entries.delete(key);
			throw reason;
		});
	return await entry.token;
}

/** Drops a token that Graph did not accept, unless a newer one has taken its place. */
export async function dropToken(account: Account, secret: string, refused: string): Promise<void> {
	const key = identity(account, secret);
	const known = entries.get(key);
	if (known && (await known.token.catch(() => '')) === refused && entries.get(key) === known) entries.delete(key);
}

const identity = (account: Account, secret: string) =>
	JSON.stringify([account.loginUrl, account.graphUrl, account.tenant, account.clientId, secret]);

async function fetchToken(account: Account, secret: string): Promise<{ token: string; lifetime: number }> {
	const tenant = `${account.loginUrl}/${encodeURIComponent(account.tenant)}`;
	const server: oauth.AuthorizationServer = { issuer: `${tenant}/v2.0`, token_endpoint: `${tenant}/oauth2/v2.0/token` };
	const client: oauth.Client = { client_id: account.clientId };
	// Plain http is possible for this computer itself only: `readAccount` refuses it elsewhere.
	const options = { [oauth.allowInsecureRequests]: account.loginUrl.startsWith('http:'), signal: () => AbortSignal.timeout(30_000) };
	const parameters = { scope: `${account.graphUrl}/.default` };
	return await oauth
		.clientCredentialsGrantRequest(server, client, oauth.ClientSecretPost(secret), parameters, options)
		.then(async (response) => await oauth.processClientCredentialsResponse(server, client, response))
		.then((answer) => ({ token: answer.access_token, lifetime: (answer.expires_in ?? 3_600) * 1_000 }))
		.catch((reason: unknown) => {
			throw refusal(reason);
		});
}

/** Entra's refusal in words, or that it gave no answer. */
function refusal(reason: unknown): DraftError {
	if (reason instanceof oauth.ResponseBodyError) return signInFailed(reason.error_description ?? reason.error);
	if (reason instanceof oauth.OperationProcessingError || reason instanceof oauth.WWWAuthenticateChallengeError) return signInFailed('');
	return signInUnreachable(reason);
}
