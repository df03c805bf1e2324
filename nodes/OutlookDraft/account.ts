import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { claimsOf, DraftError, endOf, grantedBy, graphOf, LOCAL_CODES, mayAlsoSend, type Account } from '../../core';
import { readAccount } from '../../credentials/account';
import { CLOUDS } from '../../credentials/accountFields';
import { CREDENTIAL_NAME } from './credentialName';
import type { Context } from './ownContext';
import { renewToken, tokenOf } from './renewal';

/** What is left of a token, in milliseconds, for a run to begin with it. */
const LEAST_LEFT = 60_000;

/** n8n tests no person's account, so this is where people see it. */
const CAN_SEND =
	"The account's token can also send mail, although Allow Sending is off: take Mail.Send away from the app " +
	'registration and its consent, or switch Allow Sending on.';

export interface OpenAccount {
	account: Account;
	/** As n8n gave it, a moment ago. */
	credential: ICredentialDataDecryptedObject;
	/** n8n has a token that is known to last for a while. */
	hasToken: boolean;
	/** What a person should know of the account, whatever the run does. */
	warnings: string[];
}

/** The account behind the node's credential. Throws DraftError for settings that cannot be used. */
export async function openAccount(context: Context): Promise<OpenAccount> {
	const found = await context.getCredentials(CREDENTIAL_NAME);
	const account = readAccount(found, found.grantType === 'clientCredentials' ? 'application' : 'delegated');
	const credential = (await replaceForeignToken(context, account, found))
		? await context.getCredentials(CREDENTIAL_NAME)
		: found;
	const { scope } = (credential.oauthTokenData ?? {}) as { scope?: unknown };
	const token = tokenOf(credential);
	checkStoredToken(account, token, String(scope ?? ''));
	const granted = grantedBy(token, String(scope ?? ''));
	return {
		account,
		credential,
		hasToken: (endOf(token) ?? 0) - Date.now() > LEAST_LEFT,
		warnings: granted && mayAlsoSend(granted) && !account.limits.allowSending ? [CAN_SEND] : [],
	};
}

/** n8n keeps the token when someone changes the client ID: it would act for the app registration that was there before. */
async function replaceForeignToken(
	context: Context,
	{ clientId, signIn }: Account,
	credential: ICredentialDataDecryptedObject,
): Promise<boolean> {
	const { appid } = claimsOf(tokenOf(credential));
	if (typeof appid !== 'string' || appid.toLowerCase() === clientId.toLowerCase()) return false;
	if (signIn !== 'application')
		throw new DraftError(LOCAL_CODES.account, 'The account was connected with another client ID.', {
			hint: 'Open the account and connect it again. Nothing was sent.',
		});
	await renewToken(context);
	return true;
}

/** n8n keeps the token when someone changes the cloud of a credential: it must not go to the other cloud's Graph. */
function checkStoredToken(account: Account, token: string, scope: string): void {
	const meant = graphOf(token, scope);
	// A custom address may lead to any of the clouds, so only what was asked for in its own name tells.
	const isKnown = (url: string) => Object.values(CLOUDS).some(({ graphUrl }) => graphUrl === url);
	if (meant === undefined || meant === account.graphUrl || (!isKnown(account.graphUrl) && isKnown(meant))) return;
	throw new DraftError(LOCAL_CODES.account, `The account was connected to another cloud (${new URL(meant).host}).`, {
		hint: 'Open the credential and connect the account again. Nothing was sent.',
	});
}
