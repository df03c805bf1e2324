import { DraftError, LOCAL_CODES, systemCode } from './errors';
import { failureOf } from './graph/failures';
import { shortened } from './redact';

/** What several of Entra's numbers have in common, and how to put it right (Microsoft Entra, "reference-error-codes"). */
interface Fix {
	codes: number[];
	fix: string;
}

/** The texts that Entra sends are never branched on. */
export const SIGN_IN_FIXES: Fix[] = [
	{ codes: [50011], fix: 'The redirect address is not in the app registration: copy the exact address from the account into Authentication → Web → Redirect URIs.' },
	{ codes: [50020, 16000, 50034, 51004], fix: 'This person is not in the tenant: check the tenant ID, or have the person added as a guest.' },
	{ codes: [50053], fix: 'The person is locked out, or signs in from an address that Microsoft distrusts: wait, or ask an administrator.' },
	{ codes: [50055], fix: 'The password has expired: the person has to choose a new one, then connect the account again.' },
	{ codes: [50057], fix: 'The person is disabled: ask an administrator.' },
	{ codes: [50126], fix: 'User name or password is wrong: connect the account again.' },
	{ codes: [50058], fix: 'Nobody is signed in there: connect the account again.' },
	{ codes: [50059], fix: 'Microsoft cannot tell the tenant: enter the tenant ID.' },
	{ codes: [50072, 50074, 50076, 50079], fix: 'The organisation asks for a second factor: connect the account again and confirm it.' },
	{ codes: [50105], fix: 'The person may not use this app: an administrator assigns people under Enterprise applications → the app → Users and groups, or switches off "Assignment required".' },
	{ codes: [50173], fix: 'The sign-in was withdrawn, for example by a new password: connect the account again.' },
	{ codes: [500011], fix: 'Microsoft Graph is not known in this tenant under that address: check the cloud and the Graph address of the account.' },
	{ codes: [53000, 53001, 53003, 530035], fix: 'A Conditional Access policy or the security defaults block this sign-in: ask an administrator, or connect the account again from a device and place that they allow.' },
	{ codes: [54005], fix: 'The sign-in page was used twice: connect the account again, and do not reload the page at its end.' },
	{ codes: [65001], fix: 'Nobody has consented to the permissions yet: connect the account again, or ask an administrator for consent.' },
	{ codes: [65004], fix: 'The permissions were declined: connect the account again and accept them.' },
	{ codes: [650052, 650056, 650057], fix: 'The app registration lacks the permissions: add those of Microsoft Graph under API permissions, and consent to them.' },
	{ codes: [70000], fix: 'The stored sign-in is not valid any more: connect the account again.' },
	{ codes: [70008, 700082], fix: 'The sign-in has expired after a long time without use: connect the account again.' },
	{ codes: [700084], fix: 'The sign-in of a single-page app ends after a day: register the redirect address under the platform Web, then connect the account again.' },
	{ codes: [70011, 700022, 28002], fix: 'The scope was not accepted: check that cloud, Graph address and sign-in address belong together.' },
	{ codes: [70016], fix: 'The code has not been entered yet: enter it on the page that was shown.' },
	{ codes: [70018, 70019], fix: 'The code is wrong or has expired: start connecting the account again.' },
	{ codes: [70043], fix: 'The organisation limits how long a sign-in lasts: connect the account again; for unattended work, use an application.' },
	{ codes: [700005], fix: 'The sign-in was begun in another tenant: check the tenant ID and connect the account again.' },
	{ codes: [700016], fix: 'The client ID is not known in this tenant: check that client ID and tenant ID belong together, and the cloud.' },
	{ codes: [700025], fix: 'This app is registered as a public client, which has no secret: remove the secret, or register the redirect address under the platform Web.' },
	{ codes: [700024, 700027, 700030], fix: "The certificate was not accepted: upload its public part to the app registration, and check this computer's clock." },
	{ codes: [7000112], fix: 'The app is disabled: ask an administrator.' },
	{ codes: [7000215], fix: 'The client secret is wrong: enter the Value of the secret, not its Secret ID.' },
	{ codes: [7000218], fix: 'A secret or certificate is missing: enter it in the account, or switch on "Allow public client flows" in the app registration.' },
	{ codes: [7000222], fix: 'The client secret has expired: create a new one in the app registration and enter its Value.' },
	{ codes: [90002, 90038, 900382], fix: 'The tenant was not found: check the tenant ID, and the cloud.' },
	{ codes: [90094, 90095], fix: 'An administrator has to consent: ask one to open API permissions → Grant admin consent.' },
	{ codes: [90130, 9001023], fix: 'An application cannot sign in through "common" or "consumers": enter your own tenant ID.' },
	{ codes: [9002313, 900144, 90014], fix: 'The sign-in request lacks something: check that tenant ID, client ID and secret are filled in; please report it if they are.' },
	{ codes: [9002332], fix: 'The app registration is for work accounts only: change its supported account types, or sign in with a work account.' },
];

const FIXES = new Map(SIGN_IN_FIXES.flatMap(({ codes, fix }) => codes.map((code): [string, string] => [`AADSTS${code}`, fix])));

/**
 * The refusal for a token that was not given. `said` is any text in which Entra's answer may be found; of it only
 * Entra's own sentence is shown, never the request, which holds the secret. `hostSaid` is shown where Entra said nothing.
 */
export function signInFailed(said: string, hostSaid = ''): DraftError {
	const sentence = /(AADSTS\d+):?\s*([^\r\n]*?)(?:\s*Trace ID:|[\r\n"]|\\[rn]|$)/.exec(said);
	if (!sentence) {
		return new DraftError(LOCAL_CODES.signIn, 'Microsoft sign-in gave no token.', {
			hint: `Open the account settings, check tenant, client ID and secret, and connect the account again.${hostSaid ? ` (${shortened(hostSaid)})` : ''}`,
		});
	}
	const [, code = '', text = ''] = sentence;
	return new DraftError(code, `Microsoft sign-in gave no token (${code}).`, {
		hint: FIXES.get(code) ?? `Microsoft says: ${shortened(text)}`,
	});
}

/** The refusal for a sign-in that got no answer at all. No request to Graph was sent yet, so no draft can exist. */
export function signInUnreachable(reason: unknown): DraftError {
	const code = systemCode(reason) || LOCAL_CODES.signIn;
	const isClock = failureOf(code).name === 'certificate out of its time';
	return new DraftError(code, 'Microsoft sign-in gave no answer.', {
		hint: `Check the network, the proxy${isClock ? ", this computer's clock" : ''} and the sign-in address of the account. Nothing was changed in Outlook.`,
	});
}
