import * as oauth from 'oauth4webapi';

import { certificateAuth } from './certificate';

/** With what the app registration proves itself; `none`: a public client. Secret, never logged. */
export type Proof =
	| { kind: 'secret'; secret: string }
	| { kind: 'certificate'; privateKey: string; certificate: string }
	| { kind: 'none' };

/** Reads it from an account's settings. */
export function readProof(values: Record<string, unknown>): Proof {
	const text = (name: string) => (typeof values[name] === 'string' ? values[name].trim() : '');
	if (values.clientCredentialType === 'certificate') {
		const [privateKey, certificate] = [text('privateKey'), text('certificate')];
		return privateKey === '' && certificate === ''
			? { kind: 'none' }
			: { kind: 'certificate', privateKey, certificate };
	}
	const secret = text('clientSecret');
	return secret === '' ? { kind: 'none' } : { kind: 'secret', secret };
}

/** As `oauth4webapi` takes it. Rejects with DraftError for a certificate that cannot be used. */
export async function clientAuth(proof: Proof): Promise<oauth.ClientAuth> {
	if (proof.kind === 'secret') return oauth.ClientSecretPost(proof.secret);
	return proof.kind === 'none' ? oauth.None() : await certificateAuth(proof.privateKey, proof.certificate);
}
