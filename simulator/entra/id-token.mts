import { createHash, sign } from 'node:crypto';
import type { Person } from '../types.mts';
import type { Application } from './applications.mts';
import type { Scopes } from './scopes.mts';
import type { Entra } from './state.mts';
import { tenantIdOf } from './tenants.mts';

/** The public half, as the keys' address shows it. */
export function publicJwk(entra: Entra): Record<string, unknown> {
	const { kty, n, e } = entra.key().publicKey.export({ format: 'jwk' });
	return { kty, use: 'sig', kid: createHash('sha256').update(String(n)).digest('base64url').slice(0, 27), n, e };
}

/** RS256. Claims: RECALL entra/id-token-claims-reference; `sub` differs from application to application. */
export function idToken(
	entra: Entra,
	origin: string,
	person: Person,
	application: Application,
	scopes: Scopes,
	nonce: string | undefined,
): string {
	const now = Math.floor(Date.now() / 1000);
	const tenant = tenantIdOf(person);
	const claims = {
		aud: application.clientId,
		iss: `${origin}/${tenant}/v2.0`,
		iat: now,
		nbf: now,
		exp: now + 3600,
		...(scopes.email && person.mail ? { email: person.mail } : {}),
		...(scopes.profile
			? { name: person.displayName, oid: person.id, preferred_username: person.userPrincipalName }
			: {}),
		...(nonce === undefined ? {} : { nonce }),
		sub: createHash('sha256').update(`${person.id} ${application.clientId}`).digest('base64url'),
		tid: tenant,
		ver: '2.0',
	};
	const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
	const text = `${encode({ typ: 'JWT', alg: 'RS256', kid: publicJwk(entra).kid })}.${encode(claims)}`;
	return `${text}.${sign('sha256', Buffer.from(text), entra.key().privateKey).toString('base64url')}`;
}
