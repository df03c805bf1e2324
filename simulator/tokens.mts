import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { DEMO_APP, TENANT } from './seed.mts';

/**
 * Tokens look like Entra's (a JWT whose claims can be read) but are signed with a key that is public here.
 * They are not remembered, so an account made before a restart of the simulator goes on working.
 */
const key = 'offline simulator, protects nothing';

export interface TokenRequest {
	kind: 'delegated' | 'application';
	/** Address of the person, delegated only. */
	user?: string;
	clientId?: string;
	expired?: boolean;
	/** Application permissions. */
	roles?: string[];
	/** Delegated permissions. */
	scope?: string;
}

export interface AccessToken {
	kind: 'delegated' | 'application';
	user: string;
	clientId: string;
	roles: string[];
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');

export function seal(claims: Record<string, unknown>): string {
	const text = `${encode({ typ: 'JWT', alg: 'HS256', kid: 'simulator' })}.${encode(claims)}`;
	return `${text}.${sign(text)}`;
}

export function unseal(token: string): Record<string, unknown> | undefined {
	const [head, claims, signature = ''] = token.split('.');
	const expected = Buffer.from(sign(`${head}.${claims}`));
	const given = Buffer.from(signature);
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
	try {
		return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown>;
	} catch {
		return undefined;
	}
}

export function issueAccessToken(request: TokenRequest, defaultUser: string): string {
	const now = Math.floor(Date.now() / 1000);
	const issued = request.expired ? now - 7200 : now;
	const user = request.user ?? defaultUser;
	const delegated = request.kind === 'delegated';
	return seal({
		aud: 'https://graph.microsoft.com',
		iss: `https://sts.windows.net/${TENANT.id}/`,
		iat: issued,
		nbf: issued,
		exp: issued + 3599,
		appid: request.clientId ?? DEMO_APP.clientId,
		idtyp: delegated ? 'user' : 'app',
		...(delegated ? { upn: user, scp: request.scope ?? 'Mail.ReadWrite Mail.ReadWrite.Shared User.ReadBasic.All' } : {}),
		...(delegated ? {} : { roles: request.roles ?? ['Mail.ReadWrite', 'User.Read.All'] }),
		tid: TENANT.id,
		ver: '1.0',
		uti: randomUUID(),
	});
}

/** Undefined: not ours, or no longer valid. */
export function readAccessToken(token: string): AccessToken | undefined {
	const claims = unseal(token);
	if (!claims || typeof claims.idtyp !== 'string' || Number(claims.exp) * 1000 < Date.now()) return undefined;
	return {
		kind: claims.idtyp === 'app' ? 'application' : 'delegated',
		user: String(claims.upn ?? ''),
		clientId: String(claims.appid),
		roles: Array.isArray(claims.roles) ? claims.roles.map(String) : [],
	};
}
