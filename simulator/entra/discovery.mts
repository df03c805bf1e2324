import { PERSONAL_TENANT, TENANT } from '../seed.mts';
import { publicJwk } from './id-token.mts';
import { json } from './state.mts';
import type { Entra, EntraAnswer, SignInRequest } from './state.mts';
import { audienceOf } from './tenants.mts';

/** The issuer holds the tenant's id, whatever name the address has; for several tenants it is a template. RECALL */
export function openidConfiguration({ tenant, origin }: SignInRequest): EntraAnswer {
	const audience = audienceOf(tenant);
	const issuers = { tenant: TENANT.id, consumers: PERSONAL_TENANT, common: '{tenantid}', organizations: '{tenantid}' };
	const base = `${origin}/${tenant}`;
	return json(200, {
		token_endpoint: `${base}/oauth2/v2.0/token`,
		token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
		jwks_uri: `${base}/discovery/v2.0/keys`,
		response_modes_supported: ['query', 'fragment'],
		subject_types_supported: ['pairwise'],
		id_token_signing_alg_values_supported: ['RS256'],
		response_types_supported: ['code'],
		scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
		issuer: `${origin}/${issuers[audience]}/v2.0`,
		authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
		device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
		claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'preferred_username', 'name', 'tid', 'ver', 'email'],
		tenant_region_scope: null,
	});
}

export function keys(entra: Entra, { tenant }: SignInRequest): EntraAnswer {
	audienceOf(tenant);
	return json(200, { keys: [publicJwk(entra)] });
}
