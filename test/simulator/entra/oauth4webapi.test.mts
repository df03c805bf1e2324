// Sign-in as a client sees it that this project did not write.
import { webcrypto } from 'node:crypto';
import * as oauth from 'oauth4webapi';
import { DEMO_APP, startSimulator } from '../../../simulator/server.mts';
import type { Simulator } from '../../../simulator/server.mts';
import { thumbprints } from '../../../simulator/entra/applications.mts';
import { TENANT } from '../../../simulator/seed.mts';
import { makeCertificate } from '../../support/certificate.mts';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const http = { [oauth.allowInsecureRequests]: true };
const redirectUri = 'http://localhost:1880/outlook/callback';

async function discover(tenant: string = TENANT.id): Promise<oauth.AuthorizationServer> {
	const issuer = new URL(`${simulator.url}/${tenant}/v2.0`);
	return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
}

async function signIn(
	server: oauth.AuthorizationServer,
	client: oauth.Client,
	authentication: oauth.ClientAuth,
	scope: string,
): Promise<oauth.TokenEndpointResponse> {
	const verifier = oauth.generateRandomCodeVerifier();
	const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
	const address = new URL(server.authorization_endpoint ?? '');
	const challenge = await oauth.calculatePKCECodeChallenge(verifier);
	const query = {
		client_id: client.client_id,
		redirect_uri: redirectUri,
		response_type: 'code',
		scope,
		state,
		nonce,
		code_challenge: challenge,
		code_challenge_method: 'S256',
	};
	address.search = new URLSearchParams(query).toString();
	const landing = await fetch(address, { redirect: 'manual' });
	const parameters = oauth.validateAuthResponse(server, client, new URL(landing.headers.get('location') ?? ''), state);
	const answer = await oauth.authorizationCodeGrantRequest(
		server,
		client,
		authentication,
		parameters,
		redirectUri,
		verifier,
		http,
	);
	return oauth.processAuthorizationCodeResponse(
		server,
		client,
		answer,
		scope.includes('openid') ? { expectedNonce: nonce, requireIdToken: true } : {},
	);
}

const me = async (token: string): Promise<string> =>
	(
		(await (await fetch(`${simulator.url}/v1.0/me`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
			mail: string;
		}
	).mail;

test('discovery: the issuer holds the id of the tenant; by its name the check fails, as with Entra', async () => {
	expect(await discover()).toMatchObject({
		issuer: `${simulator.url}/${TENANT.id}/v2.0`,
		device_authorization_endpoint: expect.stringContaining('/devicecode'),
	});
	await expect(discover('contoso')).rejects.toThrow(/issuer/);
});

test.each([
	['confidential, secret in the body', DEMO_APP.clientId, oauth.ClientSecretPost(DEMO_APP.clientSecret)],
	['confidential, HTTP Basic', DEMO_APP.clientId, oauth.ClientSecretBasic(DEMO_APP.clientSecret)],
	['public', '11111111-2222-4333-8444-000000000003', oauth.None()],
])('code with PKCE, id token with nonce and verified signature, refresh: %s', async (_, clientId, authentication) => {
	const server = await discover();
	const client: oauth.Client = { client_id: clientId };
	simulator.applications.find(clientId)!.redirectUris = [redirectUri];
	const first = await signIn(server, client, authentication, 'openid profile email offline_access Mail.ReadWrite');
	const claims = oauth.getValidatedIdTokenClaims(first);
	expect(claims).toMatchObject({
		aud: clientId,
		tid: TENANT.id,
		preferred_username: 'megan.bowen@contoso.com',
		email: 'megan.bowen@contoso.com',
		name: 'Megan Bowen',
	});
	const keys = (await (await fetch(server.jwks_uri ?? '')).json()) as {
		keys: (webcrypto.JsonWebKey & { kid: string })[];
	};
	const [head, body, signature] = (first.id_token ?? '').split('.');
	const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string };
	const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
	const key = await webcrypto.subtle.importKey('jwk', keys.keys.find((one) => one.kid === kid)!, algorithm, false, [
		'verify',
	]);
	expect(
		await webcrypto.subtle.verify(algorithm, key, Buffer.from(signature, 'base64url'), Buffer.from(`${head}.${body}`)),
	).toBe(true);
	const second = await oauth.processRefreshTokenResponse(
		server,
		client,
		await oauth.refreshTokenGrantRequest(server, client, authentication, first.refresh_token ?? '', http),
	);
	expect(second.refresh_token).not.toBe(first.refresh_token);
	// The old one still works.
	const third = await oauth.processRefreshTokenResponse(
		server,
		client,
		await oauth.refreshTokenGrantRequest(server, client, authentication, first.refresh_token ?? '', http),
	);
	expect(await me(third.access_token)).toBe('megan.bowen@contoso.com');
});

test('no refresh token without offline_access, no id token without openid', async () => {
	const answer = await signIn(await discover(), { client_id: DEMO_APP.clientId }, oauth.None(), 'Mail.ReadWrite');
	expect([answer.refresh_token, answer.id_token, answer.expires_in]).toEqual([undefined, undefined, 3599]);
});

test('device code: pending, slow_down, then a token', async () => {
	Object.assign(simulator.switches, { deviceCodeSlowDown: true, deviceCodeInterval: 60 });
	const server = await discover();
	const client: oauth.Client = { client_id: '11111111-2222-4333-8444-000000000003' };
	const asked = new URLSearchParams({ scope: 'openid offline_access Mail.ReadWrite' });
	const device = await oauth.processDeviceAuthorizationResponse(
		server,
		client,
		await oauth.deviceAuthorizationRequest(server, client, oauth.None(), asked, http),
	);
	expect(device).toMatchObject({ expires_in: 900, interval: 60, user_code: expect.stringMatching(/^[A-Z2-9]{9}$/) });
	expect(device.verification_uri_complete).toBeUndefined();
	const poll = async (): Promise<oauth.TokenEndpointResponse> =>
		oauth.processDeviceCodeResponse(
			server,
			client,
			await oauth.deviceCodeGrantRequest(server, client, oauth.None(), device.device_code, http),
		);
	await expect(poll()).rejects.toMatchObject({ error: 'authorization_pending' });
	await expect(poll()).rejects.toMatchObject({ error: 'slow_down' });
	const form = new URLSearchParams({
		user_code: device.user_code,
		person: 'AdeleV@contoso.onmicrosoft.com',
		decision: 'accept',
	});
	expect(await (await fetch(device.verification_uri, { method: 'POST', body: form })).text()).toContain(
		'You have signed in',
	);
	const tokens = await poll();
	expect(await me(tokens.access_token)).toBe('AdeleV@contoso.onmicrosoft.com');
	expect(oauth.getValidatedIdTokenClaims(tokens)?.tid).toBe(TENANT.id);
	await expect(poll()).rejects.toMatchObject({ error: 'bad_verification_code' });
});

test.each(['RS256', 'PS256'])('client credentials with a certificate, %s', async (alg) => {
	const { certificate, privateKey, x509 } = makeCertificate();
	const { clientId } = simulator.applications.add({
		displayName: 'With certificate',
		certificates: [makeCertificate().certificate, certificate],
		application: ['Mail.ReadWrite'],
	});
	const algorithm = { name: alg === 'RS256' ? 'RSASSA-PKCS1-v1_5' : 'RSA-PSS', hash: 'SHA-256' };
	const key = await webcrypto.subtle.importKey(
		'pkcs8',
		privateKey.export({ type: 'pkcs8', format: 'der' }),
		algorithm,
		false,
		['sign'],
	);
	const server = await discover();
	const client: oauth.Client = { client_id: clientId };
	const request = async (header: Record<string, string>): Promise<oauth.TokenEndpointResponse> => {
		const authentication = oauth.PrivateKeyJwt(key as CryptoKey, {
			[oauth.modifyAssertion]: (given) => void Object.assign(given, header),
		});
		const parameters = new URLSearchParams({ scope: 'https://graph.microsoft.com/.default' });
		return oauth.processClientCredentialsResponse(
			server,
			client,
			await oauth.clientCredentialsGrantRequest(server, client, authentication, parameters, http),
		);
	};
	const { x5t, x5tS256 } = thumbprints(x509);
	const headers: Record<string, string>[] = [{ 'x5t#S256': x5tS256 }, { x5t }];
	for (const header of headers) {
		const { access_token, refresh_token } = await request(header);
		expect(refresh_token).toBeUndefined();
		const answer = await fetch(`${simulator.url}/v1.0/users/support@contoso.com/messages`, {
			headers: { authorization: `Bearer ${access_token}` },
		});
		expect(answer.status).toBe(200);
	}
	await expect(request({})).rejects.toMatchObject({
		error: 'invalid_client',
		error_description: expect.stringMatching(/^AADSTS700027: /),
	});
	await expect(request({ x5t: x5tS256 })).rejects.toMatchObject({
		error_description: expect.stringMatching(/^AADSTS700027: .*key was not found/),
	});
});
