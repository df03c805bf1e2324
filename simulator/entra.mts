import { createHash, randomUUID } from 'node:crypto';
import { DEMO_APP, people, TENANT } from './seed.mts';
import { issueAccessToken, seal, unseal } from './tokens.mts';

/** An answer of the token or authorize endpoint. */
export interface EntraAnswer {
	status: number;
	headers: Record<string, string>;
	body: string;
}

class EntraError extends Error {
	error: string;
	code: number;
	status: number;

	constructor(error: string, code: number, text: string, status = 400) {
		super(`AADSTS${code}: ${text}`);
		this.error = error;
		this.code = code;
		this.status = status;
	}
}

/** DOC entra/reference-error-codes */
function errorBody(error: EntraError): string {
	const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`;
	const [traceId, correlationId] = [randomUUID(), randomUUID()];
	return JSON.stringify({
		error: error.error,
		error_description: `${error.message} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
		error_codes: [error.code],
		timestamp,
		trace_id: traceId,
		correlation_id: correlationId,
		error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
	});
}

const ownTenants = [TENANT.name, TENANT.id, 'contoso.com', 'contoso.onmicrosoft.com'];
const sharedTenants = ['common', 'organizations', 'consumers'];
const demoUser = people[0].userPrincipalName;
const secretFields = ['client_secret', 'client_assertion', 'refresh_token', 'code', 'code_verifier', 'password'];

export function redactForm(body: string): string {
	const form = new URLSearchParams(body);
	for (const name of secretFields) if (form.has(name)) form.set(name, '<redacted>');
	return form.toString();
}

interface Client {
	id: string;
	secret: string | undefined;
}

/** Id and secret from the body or from HTTP Basic, where both are form-encoded first (RFC 6749 §2.3.1). */
function clientOf(form: URLSearchParams, authorization: string | undefined): Client {
	const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '');
	if (!basic) return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? undefined };
	const [id, ...rest] = Buffer.from(basic[1], 'base64').toString('utf8').split(':');
	const plain = (text: string): string => new URLSearchParams(`v=${text}`).get('v') ?? '';
	return { id: plain(id), secret: plain(rest.join(':')) };
}

/** The simulated Entra ID: one tenant, one registered application. */
export class Entra {
	#usedCodes = new Set<string>();

	reset(): void {
		this.#usedCodes.clear();
	}

	token(tenant: string, body: string, authorization: string | undefined): EntraAnswer {
		const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', Pragma: 'no-cache' };
		try {
			return { status: 200, headers, body: JSON.stringify(this.#grant(tenant, new URLSearchParams(body), authorization)) };
		} catch (error) {
			if (!(error instanceof EntraError)) throw error;
			return { status: error.status, headers, body: errorBody(error) };
		}
	}

	#grant(tenant: string, form: URLSearchParams, authorization: string | undefined): object {
		this.#checkTenant(tenant);
		const grant = form.get('grant_type');
		if (!grant) throw new EntraError('invalid_request', 900144, "The request body must contain the following parameter: 'grant_type'.");
		const client = clientOf(form, authorization);
		if (!client.id) throw new EntraError('invalid_request', 900144, "The request body must contain the following parameter: 'client_id'.");
		if (client.id !== DEMO_APP.clientId) {
			const text = `Application with identifier '${client.id}' was not found in the directory '${TENANT.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
			throw new EntraError('unauthorized_client', 700016, text);
		}
		this.#checkSecret(client, grant === 'client_credentials');
		if (grant === 'client_credentials') return this.#clientCredentials(tenant, form, client);
		if (grant === 'refresh_token') return this.#refresh(form, client);
		if (grant === 'authorization_code') return this.#redeem(form, client);
		throw new EntraError('unsupported_grant_type', 70003, `The app requested an unsupported grant type '${grant}'.`);
	}

	#checkTenant(tenant: string): void {
		if (ownTenants.includes(tenant.toLowerCase()) || sharedTenants.includes(tenant.toLowerCase())) return;
		const text = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`;
		throw new EntraError('invalid_request', 90002, text);
	}

	#checkSecret(client: Client, needed: boolean): void {
		if (client.secret === undefined || client.secret === '') {
			if (!needed) return;
			throw new EntraError('invalid_client', 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.", 401);
		}
		if (client.secret === DEMO_APP.clientSecret) return;
		const text = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${client.id}'.`;
		throw new EntraError('invalid_client', 7000215, text, 401);
	}

	/** Never a refresh token. DOC entra/v2-oauth2-client-creds-grant-flow */
	#clientCredentials(tenant: string, form: URLSearchParams, client: Client): object {
		if (sharedTenants.includes(tenant.toLowerCase())) {
			throw new EntraError('invalid_request', 9001023, 'The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.');
		}
		const scope = form.get('scope') ?? '';
		if (!scope.endsWith('/.default')) {
			const text = `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`;
			throw new EntraError('invalid_scope', 70011, text);
		}
		return { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: issueAccessToken({ kind: 'application', clientId: client.id }, demoUser) };
	}

	/** A new refresh token every time; the old one goes on working. DOC entra/refresh-tokens */
	#delegated(user: string, scope: string, client: Client): object {
		const wanted = scope.split(/\s+/).filter(Boolean);
		const granted = wanted.filter((name) => !['offline_access', 'openid', 'profile', 'email'].includes(name.toLowerCase())).map((name) => name.split('/').pop());
		const accessToken = issueAccessToken({ kind: 'delegated', user, clientId: client.id, scope: granted.join(' ') || 'Mail.ReadWrite' }, demoUser);
		const refresh = wanted.some((name) => name.toLowerCase() === 'offline_access');
		const refreshToken = seal({ use: 'refresh', user, scope, client: client.id, jti: randomUUID() });
		return {
			token_type: 'Bearer',
			scope: wanted.join(' '),
			expires_in: 3599,
			ext_expires_in: 3599,
			access_token: accessToken,
			...(refresh ? { refresh_token: refreshToken } : {}),
		};
	}

	#refresh(form: URLSearchParams, client: Client): object {
		const claims = unseal(form.get('refresh_token') ?? '');
		if (claims?.use !== 'refresh' || claims.client !== client.id) {
			throw new EntraError('invalid_grant', 70000, 'The provided value for the input parameter \'refresh_token\' is not valid.');
		}
		// Without offline_access in the request the refresh token is still renewed. RECALL
		const scope = form.get('scope') ?? String(claims.scope);
		return this.#delegated(String(claims.user), /\boffline_access\b/i.test(scope) ? scope : `${scope} offline_access`, client);
	}

	#redeem(form: URLSearchParams, client: Client): object {
		const code = form.get('code') ?? '';
		const claims = unseal(code);
		if (claims?.use !== 'code' || claims.client !== client.id || Number(claims.exp) < Date.now()) {
			throw new EntraError('invalid_grant', 70008, 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.');
		}
		if (this.#usedCodes.has(String(claims.jti))) throw new EntraError('invalid_grant', 54005, 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.');
		if (form.get('redirect_uri') !== claims.redirect) throw new EntraError('invalid_grant', 50011, 'The redirect URI specified in the request does not match the one that the code was issued for.');
		const verifier = form.get('code_verifier') ?? '';
		const challenge = claims.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
		if (claims.challenge && challenge !== claims.challenge) {
			throw new EntraError('invalid_grant', 501481, 'The Code_Verifier does not match the code_challenge supplied in the authorization request.');
		}
		this.#usedCodes.add(String(claims.jti));
		return this.#delegated(String(claims.user), String(claims.scope), client);
	}

	/** Signs the demonstration user in at once and sends the browser back. */
	authorize(tenant: string, query: URLSearchParams): EntraAnswer {
		const page = (text: string): EntraAnswer => ({ status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }, body: text });
		const redirect = query.get('redirect_uri') ?? '';
		if (!URL.canParse(redirect) || !/^https?:$/.test(new URL(redirect).protocol)) return page('AADSTS50011: redirect_uri is missing or not an http(s) address.');
		if (query.get('client_id') !== DEMO_APP.clientId) return page(`AADSTS700016: this simulator knows only the application ${DEMO_APP.clientId}.`);
		if (!ownTenants.includes(tenant.toLowerCase()) && !sharedTenants.includes(tenant.toLowerCase())) return page(`AADSTS90002: Tenant '${tenant}' not found.`);
		const code = seal({
			use: 'code',
			client: DEMO_APP.clientId,
			user: demoUser,
			scope: query.get('scope') ?? '',
			redirect,
			challenge: query.get('code_challenge') ?? '',
			method: (query.get('code_challenge_method') ?? 'plain').toLowerCase() === 's256' ? 's256' : 'plain',
			exp: Date.now() + 600_000,
			jti: randomUUID(),
		});
		const back = new URL(redirect);
		back.searchParams.set('code', code);
		const state = query.get('state');
		if (state !== null) back.searchParams.set('state', state);
		back.searchParams.set('session_state', randomUUID());
		return { status: 302, headers: { Location: back.href, 'Cache-Control': 'no-store' }, body: '' };
	}
}
