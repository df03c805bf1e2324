import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import {
	certificateEnd,
	DraftError,
	looksLikeSecretId,
	NOBODY,
	personIn,
	type FreshToken,
	type ProofFacts,
	type SignInAccess,
} from '../../core';
import { readAccount } from '../../credentials/account';
import { permissionNames, requestOf } from '../../credentials/administratorRequest';
import { askForToken, OF_APPLICATION } from '../../credentials/check';
import { openAccount } from './account';
import { n8nHost } from './host';
import { renewToken, tokenOf } from './renewal';

/** How the credential signs in, for Check Account. `values` are the credential's, as n8n gave them. */
export function n8nSignIn(context: IExecuteFunctions, values: ICredentialDataDecryptedObject): SignInAccess {
	const proof = proofOf(values);
	let fresh: Promise<FreshToken> | undefined;
	return {
		proof,
		asksFor: values.grantType === 'clientCredentials' ? [] : permissionNames(String(values.scope ?? '')),
		request: requestOf(values, { redirectUri: redirectAddress(context), isPublic: false }),
		freshToken: async () => await (fresh ??= freshToken(context, values, proof)),
		...(proof.kind === 'secret'
			? {
					proveClient: async () =>
						await askForToken(context, values, { ...OF_APPLICATION, scope: applicationScope(values) }),
				}
			: {}),
	};
}

/** The request alone, for settings that cannot be used. */
export const requestOfCredential = (context: IExecuteFunctions, values: ICredentialDataDecryptedObject): string =>
	requestOf(values, { redirectUri: redirectAddress(context), isPublic: false });

/** Where n8n's own sign-in comes back to: the credential shows it as OAuth Redirect URL. */
function redirectAddress(context: IExecuteFunctions): string {
	const rest = /[^/]+(?=\/*$)/.exec(context.getRestApiUrl())?.[0] ?? 'rest';
	return `${context.getInstanceBaseUrl().replace(/\/+$/, '')}/${rest}/oauth2-credential/callback`;
}

function proofOf({
	clientCredentialType,
	clientSecret,
	certificate,
	privateKey,
}: ICredentialDataDecryptedObject): ProofFacts {
	if (clientCredentialType === 'certificate') {
		const endsAt = certificateEnd(`${String(certificate ?? '')}\n${String(privateKey ?? '')}`);
		return { kind: 'certificate', ...(endsAt === undefined ? {} : { endsAt }) };
	}
	const secret = String(clientSecret ?? '').trim();
	return secret === '' ? { kind: 'none' } : { kind: 'secret', looksLikeId: looksLikeSecretId(secret) };
}

/** The names of a person's permissions carry Graph's address; so does everything that an application may ask for. */
const applicationScope = ({ scope }: ICredentialDataDecryptedObject): string => {
	const named = String(scope ?? '')
		.split(/\s+/)
		.find((name) => /^https?:\/\//i.test(name));
	return `${named === undefined ? 'https://graph.microsoft.com' : new URL(named).origin}/.default`;
};

/** Entra's own words come with a request of ours; then n8n fetches and keeps a new token too, with which all else is sent. */
async function freshToken(
	context: IExecuteFunctions,
	values: ICredentialDataDecryptedObject,
	proof: ProofFacts,
): Promise<FreshToken> {
	const isApplication = values.grantType === 'clientCredentials';
	const { refresh_token: refresh } = (values.oauthTokenData ?? {}) as { refresh_token?: unknown };
	if (!isApplication && tokenOf(values) === '') throw nobody(redirectAddress(context));
	// A person's token is renewed only where the account it was given for is still the same.
	if (!isApplication) await openAccount(context);
	const asked =
		proof.kind === 'certificate'
			? undefined
			: isApplication
				? await askForToken(context, values, OF_APPLICATION)
				: typeof refresh === 'string'
					? await askForToken(context, values, { grant_type: 'refresh_token', refresh_token: refresh })
					: undefined;
	// What Entra has just given to us, it gives to n8n as well; without an answer of our own n8n's words have to do.
	if (asked) await renewToken(context).catch(() => {});
	else await (tokenOf(values) === '' ? firstToken(context, values) : renewToken(context));
	const { credential } = await openAccount(context);
	return tokenIn(asked ?? ((credential.oauthTokenData ?? {}) as IDataObject));
}

/** n8n can renew a token only where there is one; the first comes with a request, here for Graph's root, which needs no permission. */
async function firstToken(context: IExecuteFunctions, values: ICredentialDataDecryptedObject): Promise<void> {
	const { graphUrl } = readAccount(values, 'application');
	await n8nHost(context, values).request({ method: 'GET', url: `${graphUrl}/v1.0/`, headers: {}, timeout: LONGEST });
}

/** For a token, in milliseconds. */
const LONGEST = 30_000;

function tokenIn(tokens: IDataObject): FreshToken {
	const person = personIn(String(tokens.id_token ?? ''));
	return {
		token: String(tokens.access_token ?? ''),
		scope: String(tokens.scope ?? ''),
		...(person === '' ? {} : { person }),
	};
}

const nobody = (redirect: string) =>
	new DraftError(NOBODY, 'Nobody has signed in to this account yet.', {
		hint:
			`Open the account (the pencil beside it) and press Connect. If Microsoft's page shows AADSTS50011 then, ` +
			`enter ${redirect} in the app registration: Authentication → Web.`,
	});
