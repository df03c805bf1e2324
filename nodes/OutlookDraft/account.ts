import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Account } from '../../core';
import { readAccount } from '../../credentials/account';

export const CREDENTIAL_NAME = 'outlookDraftOAuth2Api';

/** The account behind the node's credential. Throws DraftError for settings that cannot be used. */
export async function accountOf(context: IExecuteFunctions | ILoadOptionsFunctions): Promise<Account> {
	const values = await context.getCredentials(CREDENTIAL_NAME);
	return readAccount(values, values.grantType === 'clientCredentials' ? 'application' : 'delegated');
}
