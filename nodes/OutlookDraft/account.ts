import type { ICredentialDataDecryptedObject, IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { DraftError, graphOf, LOCAL_CODES, type Account } from '../../core';
import { readAccount } from '../../credentials/account';
import { CLOUDS } from '../../credentials/accountFields';

export const CREDENTIAL_NAME = 'outlookDraftOAuth2Api';

/** The account behind the node's credential. Throws DraftError for settings that cannot be used. */
export async function accountOf(context: IExecuteFunctions | ILoadOptionsFunctions): Promise<Account> {
	const values = await context.getCredentials(CREDENTIAL_NAME);
	const account = readAccount(values, values.grantType === 'clientCredentials' ? 'application' : 'delegated');
	checkStoredToken(account, values);
	return account;
}

/** n8n keeps the token when somebody changes the cloud of a credential: it must not go to the other cloud's Graph. */
function checkStoredToken(account: Account, values: ICredentialDataDecryptedObject): void {
	const { access_token: token, scope } = (values.oauthTokenData ?? {}) as { access_token?: unknown; scope?: unknown };
	const meant = graphOf(String(token ?? ''), String(scope ?? ''));
	// A custom address may lead to any of the clouds, so only what was asked for in its own name tells.
	const isKnown = (url: string) => Object.values(CLOUDS).some(({ graphUrl }) => graphUrl === url);
	if (meant === undefined || meant === account.graphUrl || (!isKnown(account.graphUrl) && isKnown(meant))) return;
	throw new DraftError(LOCAL_CODES.account, `The account was connected to another cloud (${new URL(meant).host}).`, { hint: 'Open the credential and connect the account again. Nothing was sent.' });
}
