import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestHelper,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { claimsOf, DraftError, grantedBy, LOCAL_CODES, mayAlsoSend, signInFailed, signInUnreachable } from '../core';
import { readAccount } from './account';

/**
 * The node sets it among the values of the credential that it sends with: what follows is for n8n's test of a credential,
 * which is the only other way in which a request with one can be made.
 */
export const SENT_BY_NODE = 'sentByOutlookDraft';

const LONGEST = 30_000;

/**
 * What can be known of an account without a request to Graph. Throws DraftError in words for what cannot work. n8n keeps an
 * application's token for as long as it lasts, whatever was changed since: a new one is asked for and returned instead.
 */
export async function checkAccount(
	helper: IHttpRequestHelper,
	values: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const isApplication = values.grantType === 'clientCredentials';
	const account = readAccount(values, isApplication ? 'application' : 'delegated');
	if (values[SENT_BY_NODE] === true) return {};

	const hasSecret = isApplication && values.clientCredentialType !== 'certificate';
	const tokens = hasSecret
		? await askForToken(helper, values, OF_APPLICATION)
		: ((values.oauthTokenData ?? {}) as IDataObject);
	const token = String(tokens.access_token ?? '');
	const granted = grantedBy(token, String(tokens.scope ?? ''));
	const { appid } = claimsOf(token);
	if (typeof appid === 'string' && appid.toLowerCase() !== account.clientId.toLowerCase())
		throw refusal(
			'The account was connected with another client ID.',
			isApplication ? 'Run a step with it once: it fetches a new token.' : 'Connect it again.',
		);
	if (!account.limits.allowSending && granted && mayAlsoSend(granted))
		throw refusal(
			'The account works. But its token can also send mail, although Allow Sending is off:',
			'take Mail.Send away from the app registration and its consent, or switch Allow Sending on.',
		);
	// Exchange may have given rights to single mailboxes, of which the token says nothing; then the test asks one of them.
	const hasMailbox = account.limits.allowedMailboxes.some((mailbox) => mailbox !== 'me');
	if (hasSecret && !hasMailbox && granted && !granted.includes('Mail.ReadWrite'))
		throw refusal(
			'Signed in, but the application permission Mail.ReadWrite was not granted.',
			'Add it to the app registration under "API permissions" and press "Grant admin consent" there. If the ' +
				'app has its rights from Exchange (RBAC for Applications), enter one of its mailboxes in Allowed ' +
				'Mailboxes.',
		);
	return hasSecret ? { oauthTokenData: { ...(values.oauthTokenData as IDataObject | undefined), ...tokens } } : {};
}

const refusal = (message: string, hint: string) => new DraftError(LOCAL_CODES.account, message, { hint });

/** The grant of an application; its scope is that of the credential. */
export const OF_APPLICATION = { grant_type: 'client_credentials' };

/**
 * Asks Entra itself for a token, since n8n keeps Entra's words to itself. Rejects with DraftError: Entra's refusal, or
 * that it gave no answer.
 */
export async function askForToken(
	helper: Pick<IHttpRequestHelper, 'helpers'>,
	values: ICredentialDataDecryptedObject,
	grant: Record<string, string>,
): Promise<IDataObject> {
	const url = String(values.accessTokenUrl);
	const secret = String(values.clientSecret ?? '');
	const answer = (await helper.helpers
		.httpRequest({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
			body: new URLSearchParams({
				client_id: String(values.clientId).trim(),
				...(secret === '' ? {} : { client_secret: secret }),
				scope: String(values.scope),
				...grant,
			}),
			encoding: 'text',
			timeout: LONGEST,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})
		.catch((reason: unknown) => {
			throw signInUnreachable(reason, { host: new URL(url).host });
		})) as IN8nHttpFullResponse;
	const tokens = parse(answer.body);
	if (typeof tokens.access_token !== 'string') throw signInFailed(String(answer.body));
	return tokens;
}

function parse(text: unknown): IDataObject {
	try {
		const value = (typeof text === 'string' ? JSON.parse(text) : text) as unknown;
		return typeof value === 'object' && value !== null ? (value as IDataObject) : {};
	} catch {
		return {};
	}
}
