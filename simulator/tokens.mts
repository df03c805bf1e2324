import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { DEMO_APP, people, PERSONAL_TENANT, TENANT } from './seed.mts';

/**
 * Tokens look like Entra's (a JWT whose claims can be read) but are signed with a key that is public here.
 * They are not remembered, so an account made before a restart of the simulator goes on working.
 */
const key = 'offline simulator, protects nothing';

export interface TokenRequest {
	/** `personal`: a delegated token of a personal account. */
	kind: 'delegated' | 'application' | 'personal';
	/** Address of the person, delegated only. */
	user?: string;
	clientId?: string;
	expired?: boolean;
	/** Application permissions. */
	roles?: string[];
	/** Delegated permissions. */
	scopes?: string[];
	tenantId?: string;
	/** Life of the token. */
	seconds?: number;
}

export interface AccessToken {
	kind: 'delegated' | 'application';
	isPersonal: boolean;
	user: string;
	clientId: string;
	roles: string[];
	scopes: string[];
}

/** For tests that do not care: what mail, sending and people need. */
const standardScopes = [
	'Mail.ReadWrite',
	'Mail.ReadWrite.Shared',
	'Mail.Send',
	'Mail.Send.Shared',
	'MailboxSettings.ReadWrite',
	'People.Read',
	'User.Read',
	'User.ReadBasic.All',
];
const standardRoles = ['Mail.ReadWrite', 'Mail.Send', 'MailboxSettings.ReadWrite', 'People.Read.All', 'User.Read.All'];

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

export function issueAccessToken(request: TokenRequest): string {
	const seconds = request.seconds ?? 3599;
	const now = Math.floor(Date.now() / 1000);
	const issued = request.expired ? now - 2 * seconds : now;
	const isPersonal = request.kind === 'personal';
	const user =
		request.user ?? people.find(({ kind }) => kind === (isPersonal ? 'personal' : 'user'))?.userPrincipalName;
	const tid = request.tenantId ?? (isPersonal ? PERSONAL_TENANT : TENANT.id);
	return seal({
		aud: 'https://graph.microsoft.com',
		iss: `https://sts.windows.net/${tid}/`,
		iat: issued,
		nbf: issued,
		exp: issued + seconds,
		appid: request.clientId ?? DEMO_APP.clientId,
		...(request.kind === 'application'
			? { idtyp: 'app', roles: request.roles ?? standardRoles }
			: { idtyp: 'user', upn: user, scp: (request.scopes ?? standardScopes).join(' ') }),
		tid,
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
		isPersonal: claims.tid === PERSONAL_TENANT,
		user: String(claims.upn ?? ''),
		clientId: String(claims.appid),
		roles: Array.isArray(claims.roles) ? claims.roles.map(String) : [],
		scopes: String(claims.scp ?? '')
			.split(' ')
			.filter(Boolean),
	};
}
