import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { grantedBy } from '../../core';
import { CREDENTIAL_NAME } from './credentialName';
import { signInRefused, type Thrown } from './exceptions';
import { ownContext, type Context } from './ownContext';

/** n8n fetches and keeps a new token in place of one that still lasts. Versions before 2.40 cannot. Throws DraftError. */
export async function renewToken(context: Context): Promise<void> {
	const { helpers } = context;
	if (typeof helpers.refreshOAuth2Token !== 'function') return;
	await helpers.refreshOAuth2Token
		.call(ownContext(context) as IExecuteFunctions, CREDENTIAL_NAME)
		.catch((thrown: Thrown) => {
			throw signInRefused(thrown);
		});
}

/**
 * Renews an application's token, once for all who ask; resolves with true if the new one grants something else. Only a token
 * from before the run (which began with `credential`) can be older than a consent. A person's changes with the next sign-in.
 */
export function tokenRenewal(context: Context, credential: ICredentialDataDecryptedObject): () => Promise<boolean> {
	const before = tokenOf(credential);
	let renewal: Promise<boolean> | undefined;
	const renew = async (): Promise<boolean> => {
		if (credential.grantType !== 'clientCredentials' || before === '') return false;
		await renewToken(context);
		const now = tokenOf(await context.getCredentials(CREDENTIAL_NAME));
		return String(grantedBy(now)) !== String(grantedBy(before));
	};
	return async () => await (renewal ??= renew());
}

/** The access token that n8n keeps with a credential; empty: none yet. */
export function tokenOf({ oauthTokenData }: ICredentialDataDecryptedObject): string {
	return String((oauthTokenData as { access_token?: unknown } | undefined)?.access_token ?? '');
}
