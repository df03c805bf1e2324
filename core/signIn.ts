import { DraftError, LOCAL_CODES, systemCode } from './errors';

/** What to do about Entra's numbers (Microsoft Entra, "reference-error-codes"); the texts it sends are never branched on. */
const FIXES: Record<string, string> = {
	AADSTS700016: 'The client ID is not known in this tenant: check that client ID and tenant ID belong together, and the cloud.',
	AADSTS7000215: 'The client secret is wrong: enter the Value of the secret, not its Secret ID.',
	AADSTS7000222: 'The client secret has expired: create a new one in the app registration and enter its Value.',
	AADSTS90002: 'The tenant was not found: check the tenant ID, and the cloud.',
	AADSTS9001023: 'An application cannot sign in through "common" or "consumers": enter your own tenant ID.',
	AADSTS70011: 'The scope was not accepted: check that cloud, Graph address and sign-in address belong together.',
	AADSTS700082: 'The sign-in has expired after a long time without use: connect the account again.',
	AADSTS50173: 'The sign-in was withdrawn, for example by a new password: connect the account again.',
	AADSTS65001: 'Nobody has consented to the permissions yet: connect the account again, or ask an administrator for consent.',
};

/**
 * The refusal for a token that was not given. `said` is any text in which Entra's answer may be found; of it only
 * Entra's own sentence is shown, never the request, which holds the secret. `hostSaid` is shown where Entra said nothing.
 */
export function signInFailed(said: string, hostSaid = ''): DraftError {
	const sentence = /(AADSTS\d+):?\s*([^\r\n]*?)(?:\s*Trace ID:|[\r\n"]|\\[rn]|$)/.exec(said);
	if (!sentence) {
		return new DraftError(LOCAL_CODES.signIn, 'Microsoft sign-in gave no token.', {
			hint: `Open the account settings, check tenant, client ID and secret, and connect the account again.${hostSaid ? ` (${hostSaid.slice(0, 300)})` : ''}`,
		});
	}
	const [, code = '', text = ''] = sentence;
	return new DraftError(code, `Microsoft sign-in gave no token (${code}).`, {
		hint: FIXES[code] ?? `Microsoft says: ${text.slice(0, 300)}`,
	});
}

/** The refusal for a sign-in that got no answer at all. No request to Graph was sent yet, so no draft can exist. */
export function signInUnreachable(reason: unknown): DraftError {
	return new DraftError(systemCode(reason) || LOCAL_CODES.signIn, 'Microsoft sign-in gave no answer.', {
		hint: 'Check the network, the proxy and the sign-in address of the account. Nothing was changed in Outlook.',
	});
}
