import { createHash, randomUUID } from 'node:crypto';
import { issueAccessToken, seal, unseal } from '../tokens.mts';
import type { Mailbox, Person } from '../types.mts';
import type { Application } from './applications.mts';
import { authenticate } from './client.mts';
import { consentOf } from './consent.mts';
import { deviceGrant } from './device-code.mts';
import { EntraError, errorJson } from './errors.mts';
import { idToken } from './id-token.mts';
import { obstacle } from './obstacle.mts';
import { readScopes, wanted } from './scopes.mts';
import type { Scopes } from './scopes.mts';
import { given, json } from './state.mts';
import type { Entra, EntraAnswer, SignInRequest } from './state.mts';
import { audienceOf, checkAudience, mayEnter, tenantIdOf } from './tenants.mts';
import type { Audience } from './tenants.mts';

const REFRESH_DAYS = 90;
const DAY = 86_400_000;

const secretFields = [
	'client_secret',
	'client_assertion',
	'refresh_token',
	'code',
	'code_verifier',
	'device_code',
	'password',
];

/** For the log: nothing in it may be used to sign in. */
export function redactForm(body: string): string {
	const form = new URLSearchParams(body);
	for (const name of secretFields) if (form.has(name)) form.set(name, '<redacted>');
	return form.toString();
}

/** What a person has agreed to, on its way to a token. */
export interface Grant {
	person: Person;
	application: Application;
	scopes: Scopes;
	permissions: string[];
	nonce?: string;
}

const times = (entra: Entra): object => ({
	expires_in: entra.switches.accessTokenSeconds,
	ext_expires_in: entra.switches.accessTokenSeconds,
});

/** Never a refresh token. DOC entra/v2-oauth2-client-creds-grant-flow */
function clientCredentials(entra: Entra, request: SignInRequest, audience: Audience, application: Application): object {
	if (audience !== 'tenant') throw new EntraError(9001023);
	const scope = given(request.form, 'scope');
	if (scope === undefined) throw new EntraError(900144, 'scope');
	if (!scope.endsWith('/.default')) throw new EntraError(70011, scope);
	readScopes(scope, application);
	if (entra.switches.applicationPolicy === 'blocked') throw new EntraError(53003);
	// Without an administrator's consent there is a token, and no role in it. DOC same page
	const roles = application.adminConsented ? application.application : [];
	const token = issueAccessToken({
		kind: 'application',
		clientId: application.clientId,
		roles,
		seconds: entra.switches.accessTokenSeconds,
	});
	return { token_type: 'Bearer', ...times(entra), access_token: token };
}

/** A new refresh token every time; the old one goes on working. DOC entra/refresh-tokens */
export function delegatedTokens(
	entra: Entra,
	origin: string,
	{ person, application, scopes, permissions, nonce }: Grant,
): object {
	const access = issueAccessToken({
		kind: 'delegated',
		user: person.userPrincipalName,
		clientId: application.clientId,
		scopes: permissions,
		tenantId: tenantIdOf(person),
		seconds: entra.switches.accessTokenSeconds,
	});
	const refresh = seal({
		use: 'refresh',
		user: person.userPrincipalName,
		scope: scopes.text,
		client: application.clientId,
		granted: permissions,
		iat: Date.now(),
		jti: randomUUID(),
	});
	const expanded = [
		...scopes.text.split(' ').filter((one) => !one.endsWith('/.default')),
		...permissions.map((one) => `https://graph.microsoft.com/${one}`),
	].join(' ');
	return {
		token_type: 'Bearer',
		scope: scopes.isDefault ? expanded : scopes.text,
		...times(entra),
		access_token: access,
		...(scopes.offline ? { refresh_token: refresh } : {}),
		...(scopes.openid ? { id_token: idToken(entra, origin, person, application, scopes, nonce) } : {}),
	};
}

/** A code or refresh token that cannot be read at all. OBS four recordings of 2019 to 2024 */
const malformed = (): EntraError => new EntraError(9002313).as('invalid_grant');

/** The person of a code or refresh token, who may have lost the right to sign in since. */
function personOf(entra: Entra, name: unknown): Mailbox {
	const person = entra.store.find(String(name));
	if (!person) throw new EntraError(50034, String(name));
	return person;
}

function checkRefreshTime(entra: Entra, issued: number): void {
	const { refreshTokens } = entra.switches;
	if (refreshTokens === 'revoked') {
		const at = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}.0000000Z`;
		throw new EntraError(50173, at(issued), at(Date.now()));
	}
	if (refreshTokens === 'expired spa') throw new EntraError(700084);
	if (refreshTokens === 'sign-in frequency') throw new EntraError(70043);
	if (refreshTokens === 'expired' || issued + REFRESH_DAYS * DAY < Date.now())
		throw new EntraError(700082, new Date(issued).toISOString());
}

/** What the refresh token was given for needs no new consent, unless consent was withdrawn: so an account outlives a restart of the simulator. */
function isConsented(
	entra: Entra,
	person: Person,
	application: Application,
	permissions: string[],
	granted: unknown,
): boolean {
	const before: unknown[] = Array.isArray(granted) && entra.switches.consent === 'asked' ? granted : [];
	return (
		consentOf(
			entra,
			person,
			application,
			permissions.filter((one) => !before.includes(one)),
		) === 'given'
	);
}

/** Bound to person and client, not to tenant or resource. DOC entra/refresh-tokens */
function refresh(entra: Entra, request: SignInRequest, audience: Audience, application: Application): object {
	const token = given(request.form, 'refresh_token');
	if (token === undefined) throw new EntraError(900144, 'refresh_token');
	const claims = unseal(token);
	if (!claims) throw malformed();
	if (claims.use !== 'refresh' || claims.client !== application.clientId) throw new EntraError(70000, 'refresh_token');
	checkRefreshTime(entra, Number(claims.iat));
	const person = personOf(entra, claims.user);
	const problem = obstacle(person, application, audience, request.tenant);
	if (problem) throw problem;
	const scopes = readScopes(given(request.form, 'scope') ?? String(claims.scope), application);
	const permissions = wanted(scopes, application);
	if (!isConsented(entra, person, application, permissions, claims.granted))
		throw new EntraError(65001, application.clientId, application.displayName);
	// Without offline_access in the request the refresh token is still renewed. RECALL
	return delegatedTokens(entra, request.origin, {
		person,
		application,
		scopes: { ...scopes, offline: true },
		permissions,
	});
}

function checkVerifier(challenge: string, method: unknown, verifier: string): void {
	if (challenge === '') return;
	const computed = method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
	if (computed !== challenge) throw new EntraError(501481);
}

function redeem(entra: Entra, request: SignInRequest, audience: Audience, application: Application): object {
	const code = given(request.form, 'code');
	if (code === undefined) throw new EntraError(900144, 'code');
	const claims = unseal(code);
	if (!claims) throw malformed();
	if (claims.use !== 'code' || claims.client !== application.clientId) throw new EntraError(70000, 'code');
	if (Number(claims.exp) <= Date.now()) throw new EntraError(70008);
	if (entra.usedCodes.has(String(claims.jti))) throw new EntraError(54005);
	const person = personOf(entra, claims.user);
	// A code of /common belongs to the person's own tenant. RECALL
	if (!mayEnter(person, application, audience)) throw new EntraError(700005);
	const address = given(request.form, 'redirect_uri');
	if (address !== claims.redirect) throw new EntraError(50011, address ?? '', application.clientId).as('invalid_grant');
	checkVerifier(String(claims.challenge), claims.method, request.form.get('code_verifier') ?? '');
	entra.usedCodes.add(String(claims.jti));
	const scopes = readScopes(String(claims.scope), application);
	const nonce = typeof claims.nonce === 'string' ? claims.nonce : undefined;
	return delegatedTokens(entra, request.origin, {
		person,
		application,
		scopes,
		permissions: wanted(scopes, application),
		nonce,
	});
}

/** What a code looks like is checked before the secret. OBS public test code (measured 2026-08-25) */
function authenticated(entra: Entra, request: SignInRequest, type: string): Application {
	try {
		return authenticate(entra, request, type === 'client_credentials');
	} catch (error) {
		const code = type === 'authorization_code' ? given(request.form, 'code') : undefined;
		const isAboutSecret = error instanceof EntraError && (error.code === 7000215 || error.code === 7000222);
		throw isAboutSecret && code !== undefined && !unseal(code) ? malformed() : error;
	}
}

function grant(entra: Entra, request: SignInRequest): object {
	const audience = audienceOf(request.tenant);
	if (!request.isForm) throw new EntraError(9002313);
	const type = given(request.form, 'grant_type');
	if (type === undefined) throw new EntraError(900144, 'grant_type');
	const application = authenticated(entra, request, type);
	if (type === 'client_credentials') return clientCredentials(entra, request, audience, application);
	checkAudience(application, audience);
	if (type === 'refresh_token') return refresh(entra, request, audience, application);
	if (type === 'authorization_code') return redeem(entra, request, audience, application);
	if (type === 'urn:ietf:params:oauth:grant-type:device_code')
		return delegatedTokens(entra, request.origin, deviceGrant(entra, request, application));
	throw new EntraError(70003, type);
}

export function token(entra: Entra, request: SignInRequest): EntraAnswer {
	try {
		return json(200, grant(entra, request));
	} catch (error) {
		if (!(error instanceof EntraError)) throw error;
		// With a secret, another cloud's tenant has its own code. DOC entra/reference-error-codes
		const told = error.code === 90038 && request.form.has('client_secret') ? new EntraError(900382) : error;
		return json(told.status, errorJson(told));
	}
}
