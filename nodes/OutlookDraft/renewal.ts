import type { ICredentialDataDecryptedObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { CREDENTIAL_NAME } from './credentialName';
import { signInRefused, type Thrown } from './exceptions';

type Context = IExecuteFunctions | ILoadOptionsFunctions;

/** n8n fetches and keeps a new token in place of one that still lasts. False where it cannot: older than 2.40, or no token yet. Throws DraftError. */
export async function renewToken(context: Context): Promise<boolean> {
	const { helpers } = context;
	if (typeof helpers.refreshOAuth2Token !== 'function') return false;
	const before = tokenOf(await context.getCredentials(CREDENTIAL_NAME));
	await helpers.refreshOAuth2Token.call(context as IExecuteFunctions, CREDENTIAL_NAME).catch((thrown: Thrown) => {
		throw signInRefused(thrown);
	});
	return tokenOf(await context.getCredentials(CREDENTIAL_NAME)) !== before;
}

/** Renews an application's token, once for all who ask. A person's permissions change only when that person signs in again. */
export function tokenRenewal(context: Context): () => Promise<boolean> {
	let renewal: Promise<boolean> | undefined;
	const begin = async (): Promise<boolean> => {
		const { grantType } = await context.getCredentials(CREDENTIAL_NAME);
		return grantType === 'clientCredentials' && (await renewToken(context));
	};
	return async () => await (renewal ??= begin());
}

function tokenOf({ oauthTokenData }: ICredentialDataDecryptedObject): unknown {
	return (oauthTokenData as { access_token?: unknown } | undefined)?.access_token;
}
