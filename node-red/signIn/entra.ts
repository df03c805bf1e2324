import * as oauth from 'oauth4webapi';

import { claimsOf, DraftError, grantedBy, signInFailed, signInUnreachable, systemCode, type Account } from '../../core';
import { clientAuth, type Proof } from './proof';
import { SignInRefusal } from './refusal';

// The grants of Microsoft Entra ID, each one request. All reject with DraftError: Entra's refusal in words, or that it gave no answer.

/** Who asks: the account with its secret or certificate. */
export interface Applicant {
	account: Account;
	proof: Proof;
	/** True where proxy variables are set that Node.js does not use. */
	proxyUnused: boolean;
}

export interface Tokens {
	access: string;
	/** Of the access token, in milliseconds. */
	lifetime: number;
	refresh?: string;
	/** Who signed in, as people write it. */
	person?: string;
	/** Names of permissions; undefined where neither token nor answer tells them. */
	granted?: string[];
}

/** Longest wait for one answer, in milliseconds. */
const TIMEOUT = 30_000;

const base = ({ loginUrl, tenant }: Account) => `${loginUrl}/${encodeURIComponent(tenant)}`;

/** The library's way to say which issuer is right when its name is not known before; exported, but not declared. */
const { _expectedIssuer: expectedIssuer } = oauth as unknown as { _expectedIssuer: symbol };

function serverOf(account: Account): oauth.AuthorizationServer {
	const endpoint = (name: string) => `${base(account)}/oauth2/v2.0/${name}`;
	return {
		issuer: `${base(account)}/v2.0`,
		authorization_endpoint: endpoint('authorize'),
		token_endpoint: endpoint('token'),
		device_authorization_endpoint: endpoint('devicecode'),
		// Entra's issuer holds the tenant's number, whatever name the tenant was given, and in China another host. The id token
		// comes straight from the token endpoint and only tells the person's name.
		[expectedIssuer]: ({ claims }: { claims: { iss?: string } }) => claims.iss,
	} as unknown as oauth.AuthorizationServer;
}

type Recipient = ReturnType<typeof requestTo>;

function requestTo(account: Account) {
	return {
		server: serverOf(account),
		client: { client_id: account.clientId } as oauth.Client,
		// Plain http is possible for this computer itself only: `readAccount` rejects it elsewhere.
		options: {
			[oauth.allowInsecureRequests]: account.loginUrl.startsWith('http:'),
			signal: () => AbortSignal.timeout(TIMEOUT),
		},
	};
}

/** The application itself (RFC 6749 §4.4). Never with a refresh token. */
export async function applicationTokens(applicant: Applicant): Promise<Tokens> {
	const parameters = { scope: `${applicant.account.graphUrl}/.default` };
	return await grantedTokens(applicant, async ({ server, client, options }, proof) => {
		const response = await oauth.clientCredentialsGrantRequest(server, client, await proof(), parameters, options);
		return await oauth.processClientCredentialsResponse(server, client, response);
	});
}

/** The address of the sign-in page (RFC 6749 §4.1.1, RFC 7636). */
export async function signInAddress(
	account: Account,
	scope: string,
	{ redirectUri, state, verifier }: { redirectUri: string; state: string; verifier: string },
): Promise<string> {
	const query = new URLSearchParams({
		client_id: account.clientId,
		response_type: 'code',
		response_mode: 'query',
		redirect_uri: redirectUri,
		scope,
		state,
		code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
		code_challenge_method: 'S256',
		prompt: 'select_account',
	});
	return `${base(account)}/oauth2/v2.0/authorize?${query}`;
}

/** Redeems what the browser came back with. `landing` holds `code` and `state`, or Entra's refusal. */
export async function tokensOfLanding(
	applicant: Applicant,
	landing: URLSearchParams,
	{ redirectUri, state, verifier }: { redirectUri: string; state: string; verifier: string },
): Promise<Tokens> {
	return await grantedTokens(applicant, async ({ server, client, options }, proof) => {
		const parameters = oauth.validateAuthResponse(server, client, landing, state);
		const response = await oauth.authorizationCodeGrantRequest(
			server,
			client,
			await proof(),
			parameters,
			redirectUri,
			verifier,
			options,
		);
		return await oauth.processAuthorizationCodeResponse(server, client, response);
	});
}

interface DeviceCode {
	device: string;
	/** What the person types. */
	userCode: string;
	/** Where. */
	address: string;
	/** Milliseconds. */
	lifetime: number;
	interval: number;
}

/** Begins a sign-in with a code that is typed elsewhere (RFC 8628 §3.1). */
export async function beginDevice(applicant: Applicant, scope: string): Promise<DeviceCode> {
	const { server, client, options } = requestTo(applicant.account);
	const answer = await mapped(applicant, async () => {
		// The device's end point takes no proof; Entra asks for it at the token end point only where the client is confidential.
		const response = await oauth.deviceAuthorizationRequest(server, client, oauth.None(), { scope }, options);
		return await oauth.processDeviceAuthorizationResponse(server, client, response);
	});
	return {
		device: answer.device_code,
		userCode: answer.user_code,
		address: answer.verification_uri,
		lifetime: answer.expires_in * 1_000,
		interval: (answer.interval ?? 5) * 1_000,
	};
}

/** One poll. `pending`: ask again later; `slower`: and at longer intervals. */
export async function pollDevice(applicant: Applicant, device: string): Promise<Tokens | 'pending' | 'slower'> {
	return await grantedTokens(applicant, async ({ server, client, options }, proof) => {
		const response = await oauth.deviceCodeGrantRequest(server, client, await proof(), device, options);
		return await oauth.processDeviceCodeResponse(server, client, response);
	}).catch((reason: unknown) => {
		if (!(reason instanceof SignInRefusal)) throw reason;
		if (reason.entraError === 'authorization_pending') return 'pending' as const;
		if (reason.entraError === 'slow_down') return 'slower' as const;
		throw reason;
	});
}

/** Renews a person's tokens; the answer holds a new refresh token (Microsoft Entra, "refresh-tokens"). */
export async function refreshedTokens(applicant: Applicant, refresh: string): Promise<Tokens> {
	return await grantedTokens(applicant, async ({ server, client, options }, proof) => {
		const response = await oauth.refreshTokenGrantRequest(server, client, await proof(), refresh, options);
		return await oauth.processRefreshTokenResponse(server, client, response);
	});
}

/** Sends one request to the token end point, with the proof of the app, and reads what it grants. */
async function grantedTokens(
	applicant: Applicant,
	send: (to: Recipient, proof: () => Promise<oauth.ClientAuth>) => Promise<oauth.TokenEndpointResponse>,
): Promise<Tokens> {
	const answer = await mapped(
		applicant,
		async () => await send(requestTo(applicant.account), async () => await clientAuth(applicant.proof)),
	);
	const identity = typeof answer.id_token === 'string' ? claimsOf(answer.id_token) : {};
	const [name, address] = [identity.name, identity.preferred_username].map((claim) =>
		typeof claim === 'string' ? claim : '',
	);
	const person = name !== '' && address !== '' ? `${name} (${address})` : address || name;
	const granted = grantedBy(answer.access_token, answer.scope ?? '');
	return {
		access: answer.access_token,
		lifetime: (answer.expires_in ?? 3_600) * 1_000,
		...(answer.refresh_token === undefined ? {} : { refresh: answer.refresh_token }),
		...(person ? { person } : {}),
		...(granted ? { granted } : {}),
	};
}

async function mapped<T>({ account, proxyUnused }: Applicant, work: () => Promise<T>): Promise<T> {
	return await work().catch((reason: unknown) => {
		throw refusal(reason, { host: new URL(account.loginUrl).host, proxyUnused });
	});
}

function refusal(reason: unknown, unanswered: { host: string; proxyUnused: boolean }): DraftError {
	if (reason instanceof DraftError) return reason;
	if (reason instanceof oauth.ResponseBodyError)
		return new SignInRefusal(signInFailed(reason.error_description ?? reason.error), {
			entraError: reason.error,
			isTransient: reason.status >= 500 || reason.error === 'temporarily_unavailable',
		});
	if (reason instanceof oauth.AuthorizationResponseError) return signInFailed(reason.error_description ?? reason.error);
	const isAnswer =
		reason instanceof oauth.OperationProcessingError || reason instanceof oauth.WWWAuthenticateChallengeError;
	// What the library found wrong with an answer has a code of the library, not of the system.
	const isUnusable = isAnswer && !/^E[A-Z]/.test(systemCode(reason));
	return new SignInRefusal(isUnusable ? signInFailed('') : signInUnreachable(reason, unanswered), {
		isTransient: true,
	});
}
