import { createHash, createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import * as oauth from 'oauth4webapi';

import { DraftError, LOCAL_CODES } from '../../core';

/** Longest life of an assertion in seconds; Entra rejects more than ten minutes. */
const LIFE = 300;

/**
 * Proves the application by a signed JWT (RFC 7523; claims: Microsoft Entra, "certificate-credentials"). PEM texts as people
 * paste them: line ends may be missing or written as \n, and certificate and key may stand in one text. Throws DraftError.
 */
export async function certificateAuth(privateKey: string, certificate: string): Promise<oauth.ClientAuth> {
	const { key, x509 } = readPair(privateKey, certificate);
	const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
	const signing = await crypto.subtle.importKey(
		'pkcs8',
		new Uint8Array(pkcs8),
		{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
		false,
		['sign'],
	);
	const x5t = createHash('sha256').update(x509.raw).digest('base64url');
	// The library's own `aud` is the issuer, its `exp` a minute: Entra documents the token endpoint.
	return async (server, client, body, headers) => {
		const change = (header: Record<string, unknown>, payload: Record<string, unknown>): void => {
			header['x5t#S256'] = x5t;
			payload.aud = server.token_endpoint;
			payload.exp = Number(payload.iat) + LIFE;
		};
		await oauth.PrivateKeyJwt(signing, { [oauth.modifyAssertion]: change })(server, client, body, headers);
	};
}

function readPair(privateKey: string, certificate: string): { key: KeyObject; x509: X509Certificate } {
	const both = `${privateKey}\n${certificate}`;
	const keyPem = pem(both, '(?:RSA )?PRIVATE KEY');
	if (keyPem === undefined) {
		const isLocked = /BEGIN ENCRYPTED PRIVATE KEY/.test(both);
		throw unusable(
			isLocked ? 'the Private Key is protected by a passphrase.' : 'the Private Key is not a PEM text.',
			isLocked
				? 'Enter it without one: openssl pkey -in key.pem -out open.pem.'
				: 'It begins with -----BEGIN PRIVATE KEY-----; a .pfx file has to be converted first.',
		);
	}
	const certificatePem = pem(both, 'CERTIFICATE');
	if (certificatePem === undefined)
		throw unusable('the Certificate is not a PEM text.', 'It begins with -----BEGIN CERTIFICATE-----.');
	const key = attempt(() => createPrivateKey(keyPem));
	if (key?.asymmetricKeyType !== 'rsa')
		throw unusable(
			'the Private Key cannot be read, or is not an RSA key.',
			'Microsoft takes RSA keys of 2048 bits or more.',
		);
	const x509 = attempt(() => new X509Certificate(certificatePem));
	if (!x509) throw unusable('the Certificate cannot be read.', 'Paste the whole PEM text.');
	if (!x509.checkPrivateKey(key))
		throw unusable('the Private Key does not belong to the Certificate.', 'Enter the two that were made together.');
	if (Date.parse(x509.validTo) < Date.now())
		throw unusable(
			`the Certificate has expired (${x509.validTo}).`,
			'Make a new one and upload it to the app registration.',
		);
	return { key, x509 };
}

/** The block of that kind with proper lines; undefined where there is none. */
function pem(text: string, kind: string): string | undefined {
	const [, name, content] =
		new RegExp(`-----BEGIN (${kind})-----([\\s\\S]*?)-----END \\1-----`).exec(text.replace(/\\r|\\n/g, '\n')) ?? [];
	const lines = content?.replace(/\s+/g, '').match(/.{1,64}/g);
	return lines ? `-----BEGIN ${name}-----\n${lines.join('\n')}\n-----END ${name}-----\n` : undefined;
}

function attempt<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch {
		return undefined;
	}
}

const unusable = (message: string, hint: string) =>
	new DraftError(LOCAL_CODES.account, `Account: ${message}`, { hint });
