import { constants, verify, X509Certificate } from 'node:crypto';
import { TENANT } from '../seed.mts';
import { thumbprints } from './applications.mts';
import type { Application } from './applications.mts';
import { EntraError } from './errors.mts';

type Json = Record<string, unknown>;

/** Part of a clock's disagreement that is forgiven, in seconds. RECALL */
const SKEW = 300;

function decode(part: string): Json {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
	} catch {
		// Answered below.
	}
	throw new EntraError(50027);
}

/** The registered certificate that the header names by `x5t#S256` or `x5t`. RECALL entra/certificate-credentials */
function certificateOf(header: Json, application: Application): X509Certificate {
	if (header['x5t#S256'] === undefined && header.x5t === undefined)
		throw new EntraError(700027, "The header of the assertion names no certificate: 'x5t' and 'x5t#S256' are missing.");
	const found = application.certificates
		.map((pem) => new X509Certificate(pem))
		.find((certificate) => {
			const { x5t, x5tS256 } = thumbprints(certificate);
			return (
				[header['x5t#S256'], x5tS256].every((value) => value === undefined || value === x5tS256) &&
				[header.x5t, x5t].every((value) => value === undefined || value === x5t)
			);
		});
	if (!found)
		throw new EntraError(
			700027,
			`The key was not found. Thumbprint of key used by client: '${String(header['x5t#S256'] ?? header.x5t)}'.`,
		);
	return found;
}

const paddings: Record<string, { padding: number; saltLength?: number }> = {
	RS256: { padding: constants.RSA_PKCS1_PADDING },
	PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
};

function checkSignature(text: string, signature: string, header: Json, certificate: X509Certificate): void {
	const padding = Object.hasOwn(paddings, String(header.alg)) ? paddings[String(header.alg)] : undefined;
	if (!padding || certificate.publicKey.asymmetricKeyType !== 'rsa')
		throw new EntraError(700027, `The algorithm '${String(header.alg)}' is not supported.`);
	const isRight = verify(
		'sha256',
		Buffer.from(text),
		{ key: certificate.publicKey, ...padding },
		Buffer.from(signature, 'base64url'),
	);
	if (!isRight) throw new EntraError(700027, 'The key was found, but the signature could not be verified.');
	const now = Date.now();
	if (Date.parse(certificate.validTo) < now) throw new EntraError(700027, 'The key used is expired.');
}

/** `ahead`: seconds by which the service's clock is ahead of this computer's. */
function checkTimes({ exp, nbf, iat }: Json, ahead: number): void {
	const now = Date.now() / 1000 + ahead;
	const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
	const shown = (value: unknown): string => new Date((isTime(value) ? value : 0) * 1000).toISOString();
	const outside = (): EntraError => new EntraError(700024, shown(now), shown(nbf), shown(exp));
	if (!isTime(exp) || exp + SKEW < now) throw outside();
	for (const start of [nbf, iat]) if (start !== undefined && (!isTime(start) || start - SKEW > now)) throw outside();
}

/** The token endpoint or the issuer, at Microsoft's host or here, with the tenant's name or id. RECALL entra/certificate-credentials */
function isAudience(aud: unknown, tenant: string, origin: string): boolean {
	const one = Array.isArray(aud) && aud.length === 1 ? (aud[0] as unknown) : aud;
	const names = new Set([tenant.toLowerCase(), TENANT.id, TENANT.name, ...TENANT.domains]);
	const hosts = [
		origin,
		'https://login.microsoftonline.com',
		'https://login.microsoftonline.us',
		'https://login.chinacloudapi.cn',
	];
	return hosts.some((host) =>
		[...names].some((name) =>
			['oauth2/v2.0/token', 'v2.0'].some((end) => String(one).toLowerCase() === `${host}/${name}/${end}`),
		),
	);
}

/**
 * Verifies a signed JWT against the certificates of the application (RFC 7523; parameters DOC entra/v2-oauth2-client-creds-grant-flow).
 * A repeated `jti` passes, because the service lets an assertion be used until it ends; RECALL. Throws EntraError.
 */
export function checkAssertion(
	assertion: string,
	application: Application,
	{ tenant, origin }: { tenant: string; origin: string },
	clockAheadSeconds = 0,
): void {
	const parts = assertion.split('.');
	if (parts.length !== 3) throw new EntraError(50027);
	const [head, body, signature] = parts;
	const [header, claims] = [decode(head), decode(body)];
	checkSignature(`${head}.${body}`, signature, header, certificateOf(header, application));
	if (claims.iss !== application.clientId || claims.sub !== application.clientId) throw new EntraError(700021);
	if (!isAudience(claims.aud, tenant, origin)) throw new EntraError(700023, String(claims.aud));
	checkTimes(claims, clockAheadSeconds);
	// That it must be there: INFERRED from its place among the claims
	if (typeof claims.jti !== 'string' || claims.jti === '') throw new EntraError(50027);
}
