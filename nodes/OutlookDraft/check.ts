import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import {
	performOperation,
	reportOfSettings,
	runItems,
	toDraftError,
	type Account,
	type DraftError,
	type OperationResult,
} from '../../core';
import { readAccount } from '../../credentials/account';
import { CREDENTIAL_NAME } from './credentialName';
import { n8nHost } from './host';
import { addHints, throwFailure, toItems } from './outcomes';
import { readFields, readOperationName } from './parameters';
import { n8nSignIn, requestOfCredential } from './signInAccess';

/** Check Account for each item. Unlike all else it comes out with words where the account cannot even be opened. */
export async function checkItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const node = context.getNode();
	const values = await context.getCredentials(CREDENTIAL_NAME);
	const account = await Promise.resolve(values).then(accountOf).catch(toDraftError);
	const host = { ...n8nHost(context, values), signIn: n8nSignIn(context, values) };
	const outcomes = await runItems(
		host,
		context.getInputData().length,
		async (index, stop): Promise<OperationResult> => {
			const fields = await readFields(context, index, node.parameters);
			const refusal = account instanceof Error ? account : undefined;
			if (refusal) return ofSettings(refusal, requestOfCredential(context, values), fields.failIfWrong === true);
			return await performOperation(host, account as Account, readOperationName(context, index), fields, {
				stop,
				scope: node.id,
				memory: {},
			});
		},
		{ continueOnFail: context.continueOnFail() },
	);
	throwFailure(context, outcomes, () => '');
	return toItems(outcomes, ({ warnings, output }) => {
		addHints(context, warnings);
		return [{ json: output as IDataObject }];
	});
}

const accountOf = (values: ICredentialDataDecryptedObject): Account =>
	readAccount(values, values.grantType === 'clientCredentials' ? 'application' : 'delegated');

/** What is reported, or thrown if somebody wants that, of settings that cannot be used. */
function ofSettings(refusal: DraftError, request: string, isToFail: boolean): OperationResult {
	if (isToFail) throw refusal;
	return { id: '', output: { ...reportOfSettings(refusal, request) }, warnings: [] };
}
