import { entraFix } from './entraErrors';
import { DraftError, LOCAL_CODES, systemCode } from '../errors';
import { failureOf } from '../graph/failures';
import { shortened } from '../redact';

/**
 * The refusal for a token that was not given. `said` is any text in which Entra's answer may be found; of it only
 * Entra's own sentence is shown, never the request, which holds the secret. `hostSaid` is shown where Entra said nothing.
 */
export function signInFailed(said: string, hostSaid = ''): DraftError {
	const sentence = /(AADSTS\d+):?\s*([^\r\n]*?)(?:\s*Trace ID:|[\r\n"]|\\[rn]|$)/.exec(said);
	if (!sentence) {
		return new DraftError(LOCAL_CODES.signIn, 'Microsoft sign-in gave no token.', {
			hint:
				'Open the account settings, check tenant, client ID and secret, and connect the account ' +
				`again.${hostSaid ? ` (${shortened(hostSaid)})` : ''}`,
		});
	}
	const [, code = '', text = ''] = sentence;
	return new DraftError(code, `Microsoft sign-in gave no token (${code}).`, {
		hint: entraFix(code) ?? `Microsoft says: ${shortened(text)}`,
	});
}

/** Codes of a sign-in that only a person can begin again: refresh tokens that ended, were withdrawn, or need a person. */
const OVER =
	/^AADSTS(16000|50034|50055|50057|50072|50074|50076|50079|50105|50173|53000|53001|53003|530035|65001|70000|70008|70043|700082|700084|9002313)$/;

/** The code of the refusal while nobody has signed in. */
export const NOBODY = 'SignInNeeded';

/** Whether a refusal says that a person has to sign in (again): asking once more would change nothing. */
export const isSignInOver = ({ code }: DraftError): boolean => code === NOBODY || OVER.test(code);

/** The refusal for a person's account whose sign-in is over. `reason` is Entra's refusal; undefined: nobody has signed in yet. */
export function signInOver(reason?: DraftError): DraftError {
	const click = 'Open the account in the editor and click "Sign in".';
	if (!reason) return new DraftError(NOBODY, 'Nobody has signed in to this account yet.', { hint: click });
	return new DraftError(reason.code, `The sign-in of this account has ended (${reason.code}).`, {
		hint: `${click} ${reason.cause.hint ?? ''}`.trim(),
	});
}

interface UnansweredOptions {
	/** Where it was sent to: host name only. */
	host?: string;
	/** True where proxy variables are set that Node.js does not use. */
	proxyUnused?: boolean;
}

/** The refusal for a sign-in that got no answer at all. No request to Graph was sent yet, so no draft can exist. */
export function signInUnreachable(
	reason: unknown,
	{ host = '', proxyUnused = false }: UnansweredOptions = {},
): DraftError {
	const code = systemCode(reason) || LOCAL_CODES.signIn;
	const asked = host === '' ? '' : ` It was asked at ${host}.`;
	return new DraftError(code, 'Microsoft sign-in gave no answer.', {
		hint: `${causeOfSilence(code, proxyUnused, reason)}${asked} Nothing was changed in Outlook.`,
	});
}

/** Why there may be no answer, and what to do: from the system code of the failure and what else is known of it. */
export function causeOfSilence(code: string, proxyUnused: boolean, reason?: unknown): string {
	const { obstacle, neverSent } = failureOf(code, reason);
	if (obstacle === 'clock')
		return "The certificate of the server has expired or is not yet valid: check this computer's clock first.";
	if (obstacle === 'certificate') {
		return (
			'The certificate of the server is not trusted: a proxy or virus scanner probably opens encrypted ' +
			'connections. Give its root certificate to Node.js with NODE_EXTRA_CA_CERTS, or have the address ' +
			'excepted.'
		);
	}
	if (proxyUnused && neverSent)
		return (
			'Proxy variables are set, but Node.js does not use them: start Node-RED with NODE_USE_ENV_PROXY=1 ' +
			'(Node.js 22.21 or 24 and newer).'
		);
	return 'Check the network, the proxy and the addresses of the account.';
}
